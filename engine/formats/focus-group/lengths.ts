import { normal } from '../../seed.ts';
import type { Behaviour, Persona } from '../../types.ts';
import { chatWords, essayWords, type Length, ordinaryWords } from '../turn-length.ts';

/** Quiet people keep it short more often than talkative ones do; a come-back is quick. In standard deviations. */
const BEHAVIOUR: Record<Behaviour, number> = { passive: -0.9, balanced: 0, active: 0.25 };
const COME_BACK = -0.6;

/**
 * About how many words each turn takes, in the shape of `seats`. The lengths of a discussion are spread evenly over the
 * whole distribution, so that every discussion has it, not just the mean of many; behaviour and the seed decide who gets which.
 */
export function lengthsOf(seats: readonly number[][], personas: readonly Persona[], length: Length, seed: string): number[][] {
  const lengths = seats.map((round) => round.map(() => 0));
  const slots = seats.flatMap((round, r) =>
    round.map((seat, s) => {
      const behaviour = personas[seat]?.behaviour ?? 'balanced';
      const again = round.indexOf(seat) < s;
      return { r, s, want: BEHAVIOUR[behaviour] + (again ? COME_BACK : 0) + normal(seed, 'length', r, s) };
    }),
  );
  const spread = (chosen: typeof slots, words: (u: number) => number) => {
    chosen.sort((a, b) => a.want - b.want);
    for (const [i, { r, s }] of chosen.entries()) {
      const round = lengths[r];
      if (round) round[s] = words((i + 0.5) / chosen.length);
    }
  };
  // Nobody introduces themselves in six words: the first round has ordinary turns only.
  const first = slots.filter(({ r }) => r === 0);
  const others = slots.filter(({ r }) => r > 0);
  spread(first, length === 'chat' ? ordinaryWords : essayWords);
  spread(others, length === 'chat' ? chatWords : essayWords);
  return lengths;
}
