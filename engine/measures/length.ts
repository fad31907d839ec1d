import type { Turn } from '../types.ts';
import { personaTurns, wordCount } from './spoken.ts';

/** A turn with fewer words than this is short. */
const SHORT = 25;

export type LengthMeasures = { medianWords: number | null; shortTurns: number | null; lengthVariation: number | null };

/** How long personas talk. A turn without words counts as a turn of 0 words. */
export function lengthMeasures(turns: readonly Turn[]): LengthMeasures {
  const lengths = personaTurns(turns).map(wordCount);
  return { medianWords: median(lengths), shortTurns: shareOfShort(lengths), lengthVariation: variation(lengths) };
}

/** The middle value; the mean of the two middle ones when their number is even. */
function median(lengths: readonly number[]): number | null {
  const sorted = [...lengths].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function shareOfShort(lengths: readonly number[]): number | null {
  return lengths.length === 0 ? null : lengths.filter((w) => w < SHORT).length / lengths.length;
}

/** Standard deviation of the population (divided by n, not n − 1) by the mean; null when no word was said. */
function variation(lengths: readonly number[]): number | null {
  const total = lengths.reduce((sum, w) => sum + w, 0);
  if (total === 0) return null;
  const mean = total / lengths.length;
  const variance = lengths.reduce((sum, w) => sum + (w - mean) ** 2, 0) / lengths.length;
  return Math.sqrt(variance) / mean;
}
