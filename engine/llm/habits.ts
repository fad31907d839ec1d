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
};
/** Half of the discussions lie under `middle`, five in six under `high`. */
export type Spread = { middle: number; high: number };

/** Before anything was measured. Models run over a short length and under a long one; vendors keep what they promise, mostly. */
export const HABITS: Habits = {
  length: { middle: 1.05, high: 1.3 },
  again: { middle: 0.04, high: 0.1 },
  miss: { middle: 0.03, high: 0.1 },
  tokens: { middle: 1, high: 1.12 },
};

/** What a finished discussion shows. */
export type Measured = Record<keyof Habits, number>;

/** From so many finished discussions on they count for more than the defaults. */
const ENOUGH = 20;
/** The spread of a handful of discussions tells too little about the next ones: never taken for less than this share of the default. */
const LEAST_SPREAD = 0.6;

export function habitsOf(measured: readonly Measured[]): Habits {
  const spread = (name: keyof Habits): Spread => {
    const values = measured.map((one) => one[name]).sort((a, b) => a - b);
    const weight = values.length / (values.length + ENOUGH);
    const known = HABITS[name];
    const middle = mix(known.middle, quantile(values, 0.5), weight);
    const width = mix(known.high - known.middle, quantile(values, 5 / 6) - quantile(values, 0.5), weight);
    return { middle, high: middle + Math.max(width, LEAST_SPREAD * (known.high - known.middle)) };
  };
  return { length: spread('length'), again: spread('again'), miss: spread('miss'), tokens: spread('tokens') };
}

const mix = (known: number, seen: number, weight: number): number => (1 - weight) * known + weight * seen;
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
