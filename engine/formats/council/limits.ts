import { countWords, sentences } from '../../text.ts';

/** What people are shown of an answer at first. */
export const SUMMARY_WORDS = 50;
export const REASONING_WORDS = 20;

/** A sentence that is finished, with what may stand behind its end. */
const FINISHED = /[.!?。！？｡؟۔।॥።։][\p{Pf}\p{Pe}"'*_)\]»”’」』）]*$/u;

export const isFinished = (text: string): boolean => FINISHED.test(text.trim());

/** Whole sentences within so many words, from the beginning; undefined where not one of them is short enough. */
export function wholeWithin(text: string, max: number): string | undefined {
  const finished = sentences(plain(text)).filter(isFinished);
  for (let from = 0; from < finished.length; from++) {
    let kept = '';
    for (const sentence of finished.slice(from)) {
      const longer = kept === '' ? sentence : `${kept}${spaceOf(text)}${sentence}`;
      // Counted as a whole: where words have no spaces, they are found by what stands around them.
      if (countWords(longer) > max) break;
      kept = longer;
    }
    if (kept !== '') return kept;
  }
  return undefined;
}

/** The same; where no sentence is short enough, the beginning of the first one up to a comma, closed. */
export function shortened(text: string, max: number): string | undefined {
  const whole = wholeWithin(text, max);
  if (whole !== undefined) return whole;
  const first = (sentences(plain(text))[0] ?? '').replace(/[.!?…。！？؟\s]+$/u, '');
  const clauses = first.split(/(?<=[,;:，；：、،؛])|(?=\s[–—]\s)/u);
  let kept = '';
  for (const clause of clauses) {
    if (countWords(kept + clause) > max) break;
    kept += clause;
  }
  const text_ = kept.replace(/[\s,;:，；：、،؛–—-]+$/u, '');
  return text_ === '' ? undefined : `${text_}${stopOf(text_)}`;
}

/** One line, without the marks that models set text off with. */
const plain = (text: string): string =>
  text
    .replace(/^\s*(?:[#>]+|[-*•]|\d+[.)])\s+/gmu, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/gu, ' ')
    .trim();

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const spaceOf = (text: string): string => (CJK.test(text) ? '' : ' ');
const stopOf = (text: string): string => (CJK.test(text) ? '。' : '.');
