import type { Turn } from '../types.ts';
import { personaTurns } from './spoken.ts';

/** Persona turns of a block where rounds are not told. */
const TURNS = 6;

/** The talk in pieces that stand for themselves: its rounds, else so many persona turns each; a shorter rest joins the last one. */
export function blocksOf(turns: readonly Turn[]): Turn[][] {
  const spoken = personaTurns(turns);
  const byRound = new Map<number, Turn[]>();
  for (const turn of spoken) {
    if (turn.round === undefined) return ofSize(spoken);
    byRound.set(turn.round, [...(byRound.get(turn.round) ?? []), turn]);
  }
  return [...byRound].sort(([a], [b]) => a - b).map(([, block]) => block);
}

function ofSize(spoken: readonly Turn[]): Turn[][] {
  const blocks: Turn[][] = [];
  for (let at = 0; at < spoken.length; at += TURNS) blocks.push(spoken.slice(at, at + TURNS));
  const last = blocks.at(-1);
  if (blocks.length > 1 && last && last.length < TURNS) blocks.splice(-2, 2, [...(blocks.at(-2) ?? []), ...last]);
  return blocks;
}
