/** Marks around what was found; neither can be in a text that people or models wrote. */
export const MARK = { start: '\u0002', end: '\u0003' };
const BEFORE = 12;
const MOST = 40;
/** Words, and each sign of Chinese and Japanese, as the index has them. */
const WORD =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}\p{M}])+/gu;

/** The piece of the text in which most of it is said, with every word of the query marked (`query` as PostgreSQL writes one). */
export function headline(text: string, query: string, beginnings: readonly string[] = []): string {
  const is = matcher(query, beginnings);
  const words = [...text.matchAll(WORD)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    word: match[0].toLowerCase(),
  }));
  const hits = words.map(({ word }) => is(word));
  const first = Math.max(0, best(words, hits) - BEFORE);
  const shown = words.slice(first, first + MOST);
  let end = first === 0 ? 0 : (shown[0]?.from ?? 0);
  let line = first === 0 ? '' : '… ';
  for (const [i, { from, to }] of shown.entries()) {
    const between = text.slice(end, from);
    line += hits[first + i] ? `${between}${MARK.start}${text.slice(from, to)}${MARK.end}` : between + text.slice(from, to);
    end = to;
  }
  line += first + MOST < words.length ? ' …' : text.slice(end);
  return line.replaceAll(MARK.end + MARK.start, '');
}

/** Which words of a text the query names; those that must not be there are in none. */
function matcher(query: string, beginnings: readonly string[]): (word: string) => boolean {
  const whole = new Set<string>();
  for (const [, not, lexeme = ''] of query.matchAll(/(!?)'((?:[^']|'')+)'/gu)) {
    if (!not) for (const [word] of lexeme.matchAll(WORD)) whole.add(word);
  }
  return (word) => whole.has(word) || beginnings.some((start) => word.startsWith(start));
}

/** Where a piece begins that has the most different words of the query. */
function best(words: readonly { word: string }[], hits: readonly boolean[]): number {
  let most = 0;
  let at = 0;
  for (const [i, hit] of hits.entries()) {
    if (!hit) continue;
    const piece = words.slice(i, i + MOST - BEFORE).filter((_, n) => hits[i + n]);
    const different = new Set(piece.map(({ word }) => word)).size;
    if (different > most) [most, at] = [different, i];
  }
  return at;
}
