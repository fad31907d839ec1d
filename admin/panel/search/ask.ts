/** What somebody searches for: `words` as PostgreSQL's websearch_to_tsquery reads them, and what words begin with. */
export type Asked = { words: string; beginnings: string[] };

const QUOTES = /[“”„«»「」『』＂]/gu;
/** Signs that the index leaves out; a pattern of the same in `said_words`. */
const SIGNS = /[\u00a1-\u00bf\u2010-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]/gu;
/** Each is a word of its own in the index; the same in `said_words`. */
const OWN_WORD = '[\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]';
const RUN = new RegExp(`${OWN_WORD}+`, 'gu');
const PREFIX = /(?<![\p{L}\p{N}\-_.])(\p{L}[\p{L}\p{N}]{2,})\*/gu;
const LONGEST = 200;

/** Words, "phrases", -words, `or`, and beginnings of words with a star; Chinese and Japanese as they are written. */
export function askedFor(text: string): Asked {
  const plain = text.replaceAll('\0', '').slice(0, LONGEST).toWellFormed().replace(QUOTES, '"').replace(SIGNS, ' ');
  const beginnings: string[] = [];
  const words = plain
    .split('"')
    .map((part, i) => {
      if (i % 2 === 1) return `"${part.replace(RUN, (run) => ` ${[...run].join(' ')} `)}"`;
      const rest = part.replace(PREFIX, (_, start: string) => {
        beginnings.push(start.toLowerCase());
        return ' ';
      });
      return rest.replace(RUN, (run) => ` "${[...run].join(' ')}" `).replace(/-\s+"/gu, '-"');
    })
    .join('');
  return { words, beginnings };
}
