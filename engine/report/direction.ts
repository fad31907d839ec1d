import type { Line } from './blocks.ts';

/** Which way text runs, so that lines in which English and Arabic or Hebrew stand side by side keep their order. */

const STRONG = /\p{L}/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Whether the text runs from right to left, by its first letter. */
export const runsRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(STRONG.exec(text)?.[0] ?? '');

/** The same of a line: by its own words, and only where it has none by what it quotes or names. */
export function lineRunsRightToLeft(line: Line): boolean {
  const own = line.map((part) => (typeof part === 'string' ? part.replace(/"[^"]*"/gu, ' ') : ' ')).join('');
  const all = line.map((part) => (typeof part === 'string' ? part : 'strong' in part ? part.strong : ' ')).join('');
  return runsRightToLeft(STRONG.test(own) ? own : all);
}

/** First strong isolate, and its end. */
const ISOLATE = { mark: '"', open: '\u2068', close: '\u2069' };

/** What stands between quotation marks in its own direction; else a full stop that belongs to it would be set on its other side. */
export const quotesIsolated = (text: string, { mark, open, close } = ISOLATE): string =>
  RIGHT_TO_LEFT.test(text) ? text.replace(new RegExp(`${mark}(.*?)${mark}`, 'gsu'), `${mark}${open}$1${close}${mark}`) : text;

/** All of it in its own direction. */
export const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `${ISOLATE.open}${text}${ISOLATE.close}` : text);
