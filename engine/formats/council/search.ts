import { cutAtSentence } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import { councilOf, liveOf } from './fold.ts';

const AROUND = 80;
const EXCERPT_WORDS = 30;

/** Where it says all of these words: the question or the answer, from a little before the first of them. Nothing deleted is found. */
export function foundIn(transcript: Transcript, words: string): string | undefined {
  const typed = folded(words).split(/\s+/u).filter(Boolean);
  const wanted = typed.map(pattern);
  const texts = councilOf(transcript).questions.flatMap(({ text, asked }) => [
    text,
    ...liveOf(asked).map((answer) => answer.text),
  ]);
  const text = texts.find((one) => wanted.every((word) => word.test(folded(one))));
  return text === undefined ? undefined : excerptOf(text, typed[0] ?? '');
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Where words have spaces between them, from the beginning of one; elsewhere anywhere. */
function pattern(word: string): RegExp {
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word) || !/^[\p{L}\p{N}]/u.test(word)
    ? new RegExp(plain, 'u')
    : new RegExp(`(?<![\\p{L}\\p{N}])${plain}`, 'u');
}

function excerptOf(text: string, word: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const at = line.toLowerCase().indexOf(word);
  if (at <= AROUND) return cutAtSentence(line, EXCERPT_WORDS);
  const from = line.indexOf(' ', at - AROUND);
  const start = from < 0 || from > at ? at : from + 1;
  return `…${cutAtSentence(line.slice(start), EXCERPT_WORDS)}`;
}
