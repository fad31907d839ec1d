import { cutAtSentence } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import { councilOf, liveOf } from './fold.ts';

const AROUND = 80;
const EXCERPT_WORDS = 30;

/** Where it says all of these words: the question or the answer, from a little before the first of them. Nothing deleted is found. */
export function foundIn(transcript: Transcript, words: string): string | undefined {
  const wanted = folded(words).split(/\s+/u).filter(Boolean);
  const texts = councilOf(transcript).questions.flatMap(({ text, asked }) => [
    text,
    ...liveOf(asked).map((answer) => answer.text),
  ]);
  const text = texts.find((one) => wanted.every((word) => folded(one).includes(word)));
  return text === undefined ? undefined : excerptOf(text, wanted[0] ?? '');
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

function excerptOf(text: string, word: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const at = line.toLowerCase().indexOf(word);
  if (at <= AROUND) return cutAtSentence(line, EXCERPT_WORDS);
  const from = line.indexOf(' ', at - AROUND);
  const start = from < 0 || from > at ? at : from + 1;
  return `…${cutAtSentence(line.slice(start), EXCERPT_WORDS)}`;
}
