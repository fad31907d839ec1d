import { normalise } from '../text.ts';
import type { Turn } from '../types.ts';
import { arabic, chinese, english, french, german, hebrew, type Openers, spanish } from './agreement-openers.ts';
import { personaTurns } from './spoken.ts';

/** An opening fits in this many characters; the rest of a turn is not read. */
const OPENING = 160;

const spaced: readonly Openers[] = [english, german, french, spanish, arabic, hebrew];
const anyOf = (sources: readonly string[]): string => `(?:${sources.join('|')})`;
const list = (part: keyof Openers): string => anyOf(spaced.flatMap((openers) => openers[part]));

const wordEnd = "(?![\\p{L}\\p{N}]|[-/'][\\p{L}\\p{N}])";
const clauseEnd = `${wordEnd}(?=\\s*(?:$|(?!\\?)[\\p{P}\\p{S}]))`;
const filler = `(?:${list('fillers')}${wordEnd}|${anyOf(chinese.fillers)})[\\s\\p{P}]*`;
const opening = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:${filler}){0,2}` +
    `(?:${list('open')}${wordEnd}|${anyOf(chinese.open)}|(?:${list('alone')}|${anyOf(chinese.alone)})${clauseEnd})`,
  'iu',
);

/** Whether the text begins by agreeing, in English, German, French, Spanish, Chinese, Arabic or Hebrew. "Yes, but …" does. */
export function opensWithAgreement(text: string): boolean {
  // A dash is a pause here, not a hyphen: "Exactly—and …".
  return opening.test(normalise(text.slice(0, OPENING).replace(/[–—]/gu, ', ')));
}

/** Share of the persona turns that begin by agreeing; null without one. */
export function agreementOpenings(turns: readonly Turn[]): number | null {
  const spoken = personaTurns(turns);
  return spoken.length === 0 ? null : spoken.filter((turn) => opensWithAgreement(turn.text)).length / spoken.length;
}
