import { harmless } from '../report/escape-markdown.ts';

/** Scripts that the fonts of the PDF have. */
const LETTERS =
  '\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Devanagari}';
const UNDRAWN = new RegExp(
  `[\\p{Co}\\p{Cn}]|[[\\u{1F000}-\\u{1FFFF}]--\\p{Emoji}]|[\\p{L}--[${LETTERS}\\p{Script=Common}\\p{Script=Inherited}]]\\p{M}*`,
  'gv',
);
export const BOX = '□';

/** Longer runs without a place to break would leave the page. */
const UNBROKEN = /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u200B]{40}(?=\S)/gu;

/** Text that the fonts have, on one line, that breaks before the edge of the page. What they lack is shown as a box. */
export const drawable = (text: string): string =>
  harmless(text)
    .replace(UNDRAWN, BOX)
    .replace(/\uFE0F|\uFE0E/gu, '')
    .replace(UNBROKEN, '$&\u200B');
