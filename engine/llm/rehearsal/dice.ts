import { chance } from '../../seed.ts';

/** A run of choices that depends on nothing but the parts it was made from. */
export type Dice = {
  roll(): number;
  hits(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  pick<T>(items: readonly T[]): T | undefined;
};

export function dice(...parts: (string | number)[]): Dice {
  let n = 0;
  const roll = () => chance(...parts, n++);
  const pick = <T>(items: readonly T[]) => items[Math.floor(roll() * items.length)];
  return { roll, hits: (probability) => roll() < probability, pick: pick as Dice['pick'] };
}
