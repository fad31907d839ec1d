import { countWords, sentences } from '../../text.ts';
import type { Transcript, Turn } from '../../types.ts';

/** Words of a turn, as they stand in it. */
export type Quote = { turn: Turn; sentence: string; quote: string };

const MIN = 5;
const MAX = 14;
/** Before such a word a long sentence may be left. */
const JOINT = /^(?:and|or|but|because|that|which|who|when|while|if|as|so|than|to|for|with)$/i;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Whole words from one sentence, five to fourteen: the sentence itself where it is short enough, else a clause or the words before a joint. */
export function pieceOf(sentence: string): string | undefined {
  const spans = [...segmenter.segment(sentence)].filter(({ isWordLike }) => isWordLike);
  if (spans.length < MIN) return undefined;
  const cut = (from: number, to: number) => {
    const first = spans[from];
    const last = spans[to - 1];
    return first && last ? sentence.slice(first.index, last.index + last.segment.length) : '';
  };
  if (spans.length <= MAX) return cut(0, spans.length);
  const clause = sentence.split(/(?<=[,;:])\s+/).find((part) => countWords(part) >= MIN + 1 && countWords(part) <= MAX);
  if (clause === undefined) {
    const joint = spans.findLastIndex(({ segment }, i) => i > MIN && i < MAX && JOINT.test(segment));
    return cut(0, joint > 0 ? joint : MAX);
  }
  return clause.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** Everything in the personas' turns that can be quoted, in order. */
export function quotesOf(transcript: Transcript): Quote[] {
  return transcript.turns
    .filter(({ kind }) => kind === 'persona')
    .flatMap((turn) =>
      sentences(turn.text).flatMap((sentence) => {
        const quote = pieceOf(sentence);
        return quote === undefined ? [] : [{ turn, sentence, quote }];
      }),
    );
}
