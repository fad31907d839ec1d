/** Shufflings that are tried where all ways to part the blocks are too many. */
const TRIES = 1_999;
/** All ways are gone through up to so many. */
const MOST_WAYS = 5_000;
/** Blocks of each group that a test needs: with fewer, chance alone could never be ruled out. */
export const FEWEST_BLOCKS = 4;

/**
 * How likely a difference between the groups' means as large as this one is, if it were chance which group a block belongs
 * to. The blocks are shuffled, not the turns in them: turns that answer each other are no independent observations. Null with
 * fewer than two groups, or too few blocks. `seed` decides the shufflings, so that the same data always give the same value.
 */
export function permutationTest(groups: readonly (readonly number[])[], seed: number): number | null {
  if (groups.length < 2 || groups.some((group) => group.length < FEWEST_BLOCKS)) return null;
  const sizes = groups.map(({ length }) => length);
  const all = groups.flat();
  const seen = spread(all, sizes);
  const [first = 0] = sizes;
  if (groups.length === 2 && ways(all.length, first) <= MOST_WAYS) return exact(all, first, seen);
  const random = randomFrom(seed);
  let asLarge = 1;
  const values = [...all];
  for (let i = 0; i < TRIES; i++) {
    shuffle(values, random);
    if (spread(values, sizes) >= seen - TINY) asLarge++;
  }
  return asLarge / (TRIES + 1);
}

/** Sums that are equal but for rounding count as equal. */
const TINY = 1e-9;

/** Σ n (mean − overall mean)² over the groups, each a run of `sizes` values: for two groups it grows with the difference of their means. */
function spread(values: readonly number[], sizes: readonly number[]): number {
  const overall = values.reduce((sum, value) => sum + value, 0) / values.length;
  let at = 0;
  let total = 0;
  for (const size of sizes) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += values[at + i] ?? 0;
    at += size;
    total += size * (sum / size - overall) ** 2;
  }
  return total;
}

function ways(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return count;
}

/** Over all ways to choose the first group. */
function exact(all: readonly number[], size: number, seen: number): number {
  const chosen = Array.from({ length: size }, (_, i) => i);
  let asLarge = 0;
  let total = 0;
  for (;;) {
    const inside = new Set(chosen);
    const values = [...chosen.map((i) => all[i] ?? 0), ...all.filter((_, i) => !inside.has(i))];
    total++;
    if (spread(values, [size, all.length - size]) >= seen - TINY) asLarge++;
    let at = size - 1;
    while (at >= 0 && (chosen[at] ?? 0) === all.length - size + at) at--;
    if (at < 0) return asLarge / total;
    chosen[at] = (chosen[at] ?? 0) + 1;
    for (let i = at + 1; i < size; i++) chosen[i] = (chosen[i - 1] ?? 0) + 1;
  }
}

function shuffle(values: number[], random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = values[i] ?? 0;
    values[i] = values[j] ?? 0;
    values[j] = kept;
  }
}

/** Mulberry32: small, fast and even enough for shuffling. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** By Holm: what the values are worth when several things are tested at once. */
export function adjusted(values: readonly (number | null)[]): (number | null)[] {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ value, i }])).sort((a, b) => a.value - b.value);
  const out = values.map((value) => value);
  let most = 0;
  known.forEach(({ value, i }, rank) => {
    most = Math.max(most, Math.min(1, value * (known.length - rank)));
    out[i] = most;
  });
  return out;
}
