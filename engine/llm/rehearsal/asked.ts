import type { Aspect } from './aspects/aspect.ts';
import { aspectsOf } from './aspects/index.ts';
import { cost } from './aspects/money.ts';
import { nounPhrases } from './echo.ts';
import { languageOf } from './language.ts';

const MONEY = /\b(?:pay|pays|paid|paying|pocket|fund|funds|funding|afford|money|bill|expensive|costs?|price|tax|taxes)\b/i;

/** Whether a question is about money, whatever else it asks. */
export const asksForMoney = (text: string): boolean => MONEY.test(text);

/** What a question is about, the nearest first. */
export const askedAspects = (text: string): Aspect[] =>
  asksForMoney(text) ? [cost, ...aspectsOf(text).filter((aspect) => aspect !== cost)] : aspectsOf(text).slice(0, 2);

const UNNAMED = 'your question';

/** How an answer may name what was asked: a noun phrase that has its article there, else an aspect, else plainly. */
export function subjectOf(text: string): string {
  const phrase = languageOf(text) === 'english' ? nounPhrases(text)[0] : undefined;
  return phrase ?? askedAspects(text)[0]?.noun ?? UNNAMED;
}

/** As `subjectOf`, for an answer to what is no question. */
export function remarkedOn(text: string): string {
  const subject = subjectOf(text);
  return subject === UNNAMED ? 'that' : subject;
}
