import { normalise } from '../text.ts';
import type { Transcript } from '../types.ts';
import { BALLOTS, type CountPhrases, countPhrases } from './count-phrases.ts';
import type { Claim } from './section.ts';

/** A claim whose numbers of participants are those that its quotes show; without `text` where no such number can be given. */
export type Recounted = { text?: string; problem?: string };

/** The personas whose words a claim quotes. */
export function voicesOf({ turns }: Transcript, { evidence }: Pick<Claim, 'evidence'>): Set<string> {
  const quoted = new Set(evidence.map(({ turn }) => turn));
  return new Set(turns.flatMap(({ n, kind, speaker }) => (kind === 'persona' && quoted.has(n) ? [speaker.id] : [])));
}

/**
 * Numbers of participants are counted here, never by the model: from the quotes that the claim rests on. A number that
 * stands in a quoted turn is what somebody said, and stays.
 */
export function recounted(transcript: Transcript, claim: Claim): Recounted {
  const said = transcript.turns.filter(({ n }) => claim.evidence.some(({ turn }) => turn === n));
  const spoken = said.map(({ text }) => normalise(text).toLowerCase());
  const n = voicesOf(transcript, claim).size;
  const of = transcript.personas.length;
  const { language, phrases } = spokenIn(claim.text);
  let text = claim.text;
  let problem: string | undefined;
  for (const phrase of phrases) {
    const told = normalise(inContext(claim.text, phrase)).toLowerCase();
    if (spoken.some((turn) => turn.includes(told))) continue;
    if (agrees(language, phrase, n, of)) continue;
    problem = `"${phrase}" in "${claim.text.slice(0, 120)}" counts participants: they are counted elsewhere. Name those whose words you quote instead.`;
    if (n === 0 || language.none.test(phrase) || BALLOTS.test(text)) return { problem };
    text = text.replace(phrase, () => language.said(n, of));
  }
  return problem === undefined ? { text } : { text, problem };
}

/** One word alone ("nobody") is said in many a turn: with the word that follows it. */
function inContext(text: string, phrase: string): string {
  if (phrase.includes(' ')) return phrase;
  const next = /^\s+\p{L}+/u.exec(text.slice(text.indexOf(phrase) + phrase.length))?.[0] ?? '';
  return `${phrase}${next}`;
}

/** The language in which most of the text is such a phrase: a noun may be the same in several. */
function spokenIn(text: string): { language: CountPhrases; phrases: string[] } {
  const found = countPhrases.map((language) => ({
    language,
    phrases: [...text.matchAll(language.find)].map(([phrase]) => phrase),
  }));
  return found.reduce((best, one) => (one.phrases.join('').length > best.phrases.join('').length ? one : best));
}

/** Whether it is the number of those who are quoted, and of the whole cast where it names one. */
function agrees(language: CountPhrases, phrase: string, n: number, of: number): boolean {
  const [part, ...rest] = language.numbers(phrase);
  return part === n && rest.every((number) => number === of);
}
