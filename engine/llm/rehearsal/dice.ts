import { chance } from '../../seed.ts';

/** A run of choices that depends on nothing but the parts it was made from. */
export type Dice = {
  roll(): number;
  hits(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  pick<T>(items: readonly T[]): T | undefined;
};

export function dice(...parts: (string | number)[]): Dice {
  const roll = mulberry32(Math.floor(chance(...parts) * 2 ** 32));
  const pick = <T>(items: readonly T[]) => items[Math.floor(roll() * items.length)];
  return { roll, hits: (probability) => roll() < probability, pick: pick as Dice['pick'] };
}

/** Tommy Ettinger's generator, in the public domain: a turn takes hundreds of choices, and a hash for each is slow. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
