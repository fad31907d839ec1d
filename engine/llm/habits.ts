/** How bills come to differ from what was planned, from one discussion to the next. */
export type Habits = {
  /** Words said for each word asked for. */
  length: Spread;
  /** Share of the calls that were asked again. */
  again: Spread;
  /** Share of what should have been read from the cache and was not: it had expired, or another machine was asked. */
  miss: Spread;
  /** Tokens for each that was counted on: languages and vocabularies differ. */
  tokens: Spread;
  /** Tokens of answers for each that was counted on, once their words are known: what models think, how full sections are. */
  output: Spread;
  /** Seconds that an answer takes for each that was counted on. */
  slowness: Spread;
};
/** Half of the discussions lie under `middle`, five in six under `high`. */
export type Spread = { middle: number; high: number };

/** Before anything was measured. Models run over a short length and under a long one; vendors keep what they promise, mostly. */
export const HABITS: Habits = {
  length: { middle: 1.05, high: 1.3 },
  again: { middle: 0.045, high: 0.11 },
  miss: { middle: 0.04, high: 0.12 },
  tokens: { middle: 1, high: 1.12 },
  output: { middle: 1, high: 1.15 },
  slowness: { middle: 1, high: 1.5 },
};

/** What a finished discussion shows. */
export type Measured = Record<keyof Habits, number>;

/** From so many finished discussions on they count for more than the defaults. How fast a server is, two tell. */
const ENOUGH: Record<keyof Habits, number> = { length: 5, again: 10, miss: 10, tokens: 5, output: 5, slowness: 2 };
/** The spread of a handful of discussions tells too little about the next ones: never taken for less than this share of the default. */
const LEAST_SPREAD = 0.6;

export function habitsOf(measured: readonly Measured[]): Habits {
  const spread = (name: keyof Habits): Spread => {
    const values = measured.map((one) => one[name]).sort((a, b) => a - b);
    const weight = values.length / (values.length + ENOUGH[name]);
    const known = HABITS[name];
    const middle = mix(known.middle, quantile(values, 0.5), weight);
    const width = mix(known.high - known.middle, quantile(values, 5 / 6) - quantile(values, 0.5), weight);
    const least = LEAST_SPREAD * (known.high - known.middle) * Math.max(1, middle / known.middle);
    return { middle, high: middle + Math.max(width, least) };
  };
  return {
    length: spread('length'),
    again: spread('again'),
    miss: spread('miss'),
    tokens: spread('tokens'),
    output: spread('output'),
    slowness: spread('slowness'),
  };
}

const mix = (known: number, seen: number, weight: number): number => (1 - weight) * known + weight * seen;
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
