import { countWords } from '../../text.ts';
import type { Transcript, Turn } from '../../types.ts';
import { type Known, knownIn } from './recognise.ts';

/** A whole sentence of a turn as it stands there, and what is known of it. `quote` is without its last mark. */
export type Quote = Known & { turn: Turn; quote: string };

const MIN = 5;
const MAX = 14;

/** The sentences of the personas' turns that can be quoted in full and stand alone, in order; each once. */
export function quotesOf(transcript: Transcript): Quote[] {
  const seen = new Set<string>();
  return transcript.turns
    .filter(({ kind }) => kind === 'persona')
    .flatMap((turn) =>
      knownIn(turn).flatMap((known) => {
        const count = countWords(known.sentence);
        if (known.led || count < MIN || count > MAX || seen.has(known.sentence)) return [];
        seen.add(known.sentence);
        return [{ ...known, turn, quote: bare(known.sentence) }];
      }),
    );
}

const bare = (sentence: string): string => sentence.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
