import type { Turn } from '../types.ts';
import { normalisedEntropy } from './entropy.ts';
import { personaTurns } from './spoken.ts';

export type ParticipationMeasures = { participationGini: number | null; participationEntropy: number | null };

/** How evenly the turns are shared. Personas of `castIds` that never spoke count with 0 turns; others count once they speak. */
export function participationMeasures(turns: readonly Turn[], castIds: readonly string[] = []): ParticipationMeasures {
  const counts = new Map(castIds.map((id) => [id, 0]));
  for (const { speaker } of personaTurns(turns)) counts.set(speaker.id, (counts.get(speaker.id) ?? 0) + 1);
  return {
    participationGini: gini([...counts.values()]),
    participationEntropy: normalisedEntropy(counts.values(), counts.size),
  };
}

/** Σ (2i − n − 1) x_i ÷ (n Σ x), x in ascending order, i from 1: 0 when all are alike, (n − 1) ÷ n when one has all. */
function gini(counts: readonly number[]): number | null {
  const total = counts.reduce((sum, x) => sum + x, 0);
  if (total === 0) return null;
  const n = counts.length;
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted.reduce((sum, x, at) => sum + (2 * (at + 1) - n - 1) * x, 0) / (n * total);
}
