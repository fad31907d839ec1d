import type { Turn } from '../types.ts';
import { personaTurns } from './spoken.ts';

/**
 * Mean length of reply chains. A persona turn that no later persona turn answers ends one; its length is the number of persona
 * turns on the way back, from each to the one that it answers. Null without a persona turn.
 */
export function replyChains(turns: readonly Turn[]): number | null {
  const spoken = personaTurns(turns);
  if (spoken.length === 0) return null;
  const depth = new Map<number, number>();
  const answered = new Set<number>();
  for (const { n, replyTo } of spoken) {
    const before = replyTo !== undefined && replyTo < n ? depth.get(replyTo) : undefined;
    if (before !== undefined && replyTo !== undefined) answered.add(replyTo);
    depth.set(n, (before ?? 0) + 1);
  }
  const ends = spoken.filter(({ n }) => !answered.has(n));
  return ends.reduce((sum, { n }) => sum + (depth.get(n) ?? 1), 0) / ends.length;
}
