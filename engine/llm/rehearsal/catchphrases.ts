import type { Persona } from '../../types.ts';
import { upperFirst } from './english.ts';

/** Turns of phrase that a sheet's voice puts in quotation marks. */
export type Catchphrases = {
  /** Asked as they stand. */
  questions: readonly string[];
  /** Set before a sentence, with a comma. */
  leads: readonly string[];
  /** Said behind a story or a number. */
  tails: readonly string[];
};

const LEAD =
  /^(?:mind you|now then|fair play|to be fair|not gonna lie|let me tell you|in practice|okay so|honest answer|well now|ah, here|listen|look|frankly|honestly|in my experience|to be honest)$/i;
const UNFIT = /\.\.\.|…|[.!]\s|[:;]|^(?:there|you|one|i had|i do|i'll say|i should)\b/i;

/** Begins a sentence of the speaker's own, which is not there. */
const UNFINISHED = /\b(?:is|are|was|the|a|an|to|of|in|on|for|and|but|so|that|what|if|when|where|with|my|your|our)[.,!]?$/i;

export function catchphrasesOf({ voice }: Persona): Catchphrases {
  const quoted = [...voice.matchAll(/["“]([^"“”]{4,48})["”]/g)].map(([, phrase]) => (phrase ?? '').trim());
  const fit = quoted.filter((phrase) => !UNFIT.test(phrase) || phrase.endsWith('?'));
  const leads = fit.filter((phrase) => LEAD.test(phrase));
  const questions = fit.filter((phrase) => phrase.endsWith('?') && !/^you said/i.test(phrase));
  const tails = fit.filter((phrase) => !leads.includes(phrase) && !phrase.endsWith('?') && !UNFINISHED.test(phrase));
  return {
    questions: questions.map(upperFirst),
    leads: leads.map((phrase) => `${upperFirst(phrase)},`),
    tails: tails.map((phrase) => `${upperFirst(phrase).replace(/[,!]$/, '')}.`),
  };
}
