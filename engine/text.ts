/** Counting and cutting text as people would, in any language. Pure. */

const wordSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const sentenceSegmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Text in which a pattern finds exactly the words that the segmenter finds, thirty times as fast: see the test. */
const PLAIN = /^[\t\n\x20-\x5e\x60-\x7e’“”—–…]*$/;
const PLAIN_WORD = /[A-Za-z0-9](?:[A-Za-z0-9]|(?<=[A-Za-z])['.:’](?=[A-Za-z])|(?<=[0-9])['.,;’](?=[0-9]))*/g;

/** Words in order, without punctuation. */
export function words(text: string): string[] {
  if (PLAIN.test(text)) return text.match(PLAIN_WORD) ?? [];
  const found: string[] = [];
  for (const part of wordParts(text)) if (part.isWordLike) found.push(part.segment);
  return found;
}

/**
 * What a segmenter finds, from pieces of a text: each part that V8 hands out carries a copy of all that was segmented, so
 * that 20,000 characters take 0.3 s and 200,000 more memory than there is. A part that is longer than a piece is cut.
 */
function* partsOf(segmenter: Intl.Segmenter, text: string, piece: number): Generator<Intl.SegmentData> {
  for (let from = 0; from < text.length; ) {
    const slice = text.slice(from, endOfPiece(text, from + piece));
    const isLast = from + slice.length === text.length;
    // What stands close to the end of a piece may go on behind it, and is looked at again with what follows.
    const sure = isLast ? slice.length : slice.length * 0.9;
    let end = 0;
    for (const part of segmenter.segment(slice)) {
      if (end > 0 && part.index + part.segment.length > sure) break;
      yield part;
      end = part.index + part.segment.length;
    }
    from += end;
  }
}

/** Not between the halves of a character. */
const endOfPiece = (text: string, to: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(to)) ? to - 1 : to);

const wordParts = (text: string) => partsOf(wordSegmenter, text, 400);
const sentenceParts = (text: string) => partsOf(sentenceSegmenter, text, 2_000);

export const countWords = (text: string): number => words(text).length;

export function sentences(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of sentenceParts(text)) if (segment.trim() !== '') found.push(segment.trim());
  return found;
}

/** The longest run of whole sentences within `max` words; a first sentence that is longer is cut at a word, with an ellipsis. */
export function cutAtSentence(text: string, max: number): string {
  // A word takes two characters with the space after it.
  if (text.length / 2 < max || countWords(text) <= max) return text.trim();
  let kept = '';
  let count = 0;
  for (const { segment } of sentenceParts(text)) {
    count += countWords(segment);
    if (count > max) break;
    kept += segment;
  }
  if (kept.trim() !== '') return kept.trim();
  let cut = '';
  let n = 0;
  for (const part of wordParts(text)) {
    if (part.isWordLike && ++n > max) break;
    cut += part.segment;
  }
  return `${cut.trim().replace(/(?<![,;:–—-])[,;:–—-]+$/u, '')}…`;
}

/** What closing a code block and opening it again takes. */
const FENCES = 24;
const FENCE = /^ {0,3}(```+|~~~+)(\w{0,12})/;

/**
 * The text in pieces of at most `max` characters: cut between sentences, where one is longer between words, and inside a
 * word only where that alone is longer. A code block that is cut is closed, and opened again in the next piece.
 */
export function pieces(text: string, max: number): string[] {
  const whole = text.trim();
  if (whole.length <= max) return [whole];
  const found: string[] = [];
  let piece = '';
  for (const part of partsWithin(whole, max - FENCES)) {
    if (piece !== '' && piece.length + part.length > max - FENCES) {
      const fence = openFence(piece);
      found.push(fence ? `${piece.trimEnd()}\n${fence.mark}` : piece.trimEnd());
      piece = fence ? `${fence.mark}${fence.language}\n` : '';
    }
    piece += piece === '' ? part.trimStart() : part;
  }
  return piece.trim() === '' ? found : [...found, piece.trimEnd()];
}

/** Sentences with the space behind them; of those that are too long what stands between spaces; of that the words; and their characters. */
function* partsWithin(text: string, max: number): Generator<string> {
  for (const { segment: sentence } of sentenceParts(text)) {
    if (sentence.length <= max) yield sentence;
    else
      for (const [run] of sentence.matchAll(/\s*\S+\s*/gu)) {
        if (run.length <= max) yield run;
        else for (const { segment: word } of wordParts(run)) yield* slices(word, max);
      }
  }
}

function* slices(word: string, max: number): Generator<string> {
  for (let from = 0; from < word.length; ) {
    const to = endOfPiece(word, Math.min(word.length, from + max));
    yield word.slice(from, to);
    from = to;
  }
}

function openFence(text: string): { mark: string; language: string } | undefined {
  let open: { mark: string; language: string } | undefined;
  for (const line of text.split('\n')) {
    const [, mark = '', language = ''] = FENCE.exec(line) ?? [];
    if (mark === '') continue;
    if (!open) open = { mark, language };
    else if (language === '' && mark.startsWith(open.mark)) open = undefined;
  }
  return open;
}

/** Letters that are joined or kept apart by an invisible character between them. */
const JOINING =
  '[\\p{M}\\p{Script=Arab}\\p{Script=Syrc}\\p{Script=Mong}\\p{Script=Nkoo}\\p{Script=Deva}\\p{Script=Beng}\\p{Script=Guru}' +
  '\\p{Script=Gujr}\\p{Script=Orya}\\p{Script=Taml}\\p{Script=Telu}\\p{Script=Knda}\\p{Script=Mlym}\\p{Script=Sinh}' +
  '\\p{Script=Khmr}\\p{Script=Mymr}\\p{Script=Tibt}]';
const INVISIBLE = new RegExp(
  [
    '(?![\\n\\t])\\p{Cc}',
    // Soft hyphens, zero-width spaces, word joiners, bidirectional embeddings, overrides and isolates, the byte order mark.
    '[\\u00AD\\u200B\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]',
    // Joiners elsewhere than between joined letters or the parts of an emoji.
    `(?<!${JOINING})\\u200C|\\u200C(?!${JOINING})`,
    `(?<!${JOINING}|\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\uFE0F)\\u200D`,
    `(?<=${JOINING})(?<!\\uFE0F)\\u200D(?!${JOINING})`,
    '(?<=\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\uFE0F)\\u200D(?!\\p{Extended_Pictographic})',
    // Tags, but in the flags that are made of them.
    '(?<!\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{0,6})[\\u{E0000}-\\u{E007F}]',
  ].join('|'),
  'gu',
);

/** Without characters that nobody sees and that part a word from itself for a search. Lines and tabs are kept. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** For comparing what was said with what is quoted: compatibility forms, one kind of quotation mark and dash, single spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‛′]/gu, "'")
    .replace(/[“”„‟″«»]/gu, '"')
    .replace(/[‐‑‒–—―]/gu, '-')
    .replace(/…/gu, '...')
    .replace(/\s+/gu, ' ')
    .trim();
}
