import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on nothing but its parts: what varies in a discussion is derived from its seed with this. */
export function chance(...parts: (string | number)[]): number {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** The same items in an order that depends on the parts alone. */
export function shuffled<T>(items: readonly T[], ...parts: (string | number)[]): T[] {
  return items
    .map((item, i) => ({ item, at: chance(...parts, i) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** A number of the standard normal distribution, by Box and Muller. */
export function normal(...parts: (string | number)[]): number {
  const u = 1 - chance(...parts, 'u');
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * chance(...parts, 'v'));
}
