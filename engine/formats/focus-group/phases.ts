import type { Phase } from '../../types.ts';

/**
 * Phases end at 10, 50 and 80 % of the rounds, and every one has at least one round from 4 rounds on. Shorter discussions
 * leave phases out; a single round opens and closes in one and is called `opening` (its instruction says so).
 */
export function phaseOf(round: number, rounds: number): Phase {
  if (round <= Math.max(1, Math.floor(rounds / 10))) return 'opening';
  if (rounds <= 3) return round === rounds ? 'closing' : 'debate';
  if (round <= Math.floor(rounds / 2)) return 'development';
  return round <= Math.floor((rounds * 4) / 5) ? 'debate' : 'closing';
}

/** Whether a round is the first of its phase. */
export const startsPhase = (round: number, rounds: number): boolean =>
  round === 1 || phaseOf(round, rounds) !== phaseOf(round - 1, rounds);

export function phasesOf(rounds: number): Phase[] {
  const phases: Phase[] = [];
  for (let round = 1; round <= rounds; round++) if (startsPhase(round, rounds)) phases.push(phaseOf(round, rounds));
  return phases;
}

/** The phases with how many rounds each has, in order. */
export const phaseLengths = (rounds: number): { phase: Phase; rounds: number }[] =>
  phasesOf(rounds).map((phase) => ({
    phase,
    rounds: Array.from({ length: rounds }, (_, r) => phaseOf(r + 1, rounds)).filter((one) => one === phase).length,
  }));
