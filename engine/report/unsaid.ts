import { countWords } from '../text.ts';
import type { Transcript, Turn } from '../types.ts';
import { QUOTE_WORDS, quoteIn } from './evidence.ts';
import { type QuotedRun, quotedRuns } from './quoted-runs.ts';

/** The first run in quotation marks in a claim's own words that nobody said; shorter runs are terms, not quotes. */
export function unsaidIn(transcript: Transcript, text: string): string | undefined {
  const runs = quotedRuns(text).filter((run) => run.some(isQuote));
  if (runs.length === 0) return undefined;
  const turns = quotableTurns(transcript);
  return runs.find((run) => !wasSaid(turns, run))?.at(-1);
}

const isQuote = (run: string): boolean => countWords(run) >= QUOTE_WORDS.min;

const wasSaid = (turns: readonly Turn[], run: QuotedRun): boolean =>
  run.some((one) => isQuote(one) && turns.some((turn) => quoteIn(turn, one) !== undefined));

/** Words of a person who is called like a persona would be read as the persona's. */
function quotableTurns({ turns, personas }: Transcript): Turn[] {
  const cast = new Set(personas.map(({ name }) => folded(name)));
  return turns.filter(({ kind, speaker }) => kind === 'persona' || (kind === 'person' && !cast.has(folded(speaker.name))));
}

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .toLowerCase();
