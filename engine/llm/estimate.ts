import { askedSections } from '../report/index.ts';
import { type Manner, type Profile, type ProfileInput, profileOf, tokensOf } from './call-profile.ts';
import { HABITS, type Habits, type Spread } from './habits.ts';
import { costOf, PRICES_DATE, type Tokens, unknownPrices } from './prices.ts';
import { reportReserve } from './report-reserve.ts';

/** Half of such discussions stay at or under `p50`, nine of ten at or under `p90`. */
export type Range = { p50: number; p90: number };

export type Estimate = {
  calls: number;
  /** US dollars; or why they are not known, as a sentence. The tokens are told all the same. */
  cost: Range | { unknown: string };
  tokens: { p50: Tokens; p90: Tokens };
  /** US dollars that a budget must have so that nine of ten run to their end: calls and the report are reserved at their most. */
  enough?: number;
  /** From the first call to the last section of the report, with the pace of reading. */
  seconds: Range;
  pricesDate: string;
};

/** Standard deviations at which nine of ten bills lie below; 1.28 if their spread were known for sure, which it never is. */
const P90 = 1.75;
/** The mean of a skewed share, from its middle on the way to its high. */
const SKEWED = 0.5;
/** What no habit tells: that models, topics and people change from what was measured. */
const UNFORESEEN = 0.15;
/** A range that is wider tells nobody anything. */
const HIGHEST = 1.9;

/** What a discussion and its report will cost, before it starts: the format's own steps and prompts, billed by the vendor's rules. */
export function estimate(input: ProfileInput, habits: Habits = HABITS): Estimate {
  const { length, again, miss, tokens, output, slowness } = habits;
  const rates: Rates = { again: likely(again), miss: likely(miss), tokens: tokens.middle, output: output.middle };
  const manner: Manner = { length: length.middle, slowness: slowness.middle };
  const middle = profileOf(input, manner);
  const longer = profileOf(input, { ...manner, length: length.high });
  const slower = profileOf(input, { ...manner, slowness: slowness.high });
  const base = billOf(middle, rates);
  const worse = [
    billOf(longer, rates),
    billOf(middle, { ...rates, again: again.high }),
    billOf(middle, { ...rates, miss: miss.high }),
    billOf(middle, { ...rates, tokens: tokens.high }),
    billOf(middle, { ...rates, output: output.high }),
  ];
  const factor = spread(worse.map((bill) => sizeOf(bill) / sizeOf(base)));
  const { dollars, ...sum } = base;
  const talk = billOf({ models: middle.models.filter(({ report }) => !report) }, rates).dollars;
  const sections = askedSections(input.format.sections).length;
  const kept = reportReserve(longer.transcript, sections, input.models.report);
  const unknown = unknownPrices(middle.models.map(({ model }) => model));
  return {
    calls: Math.round(middle.calls * (1 + rates.again)),
    cost: dollars === null ? { unknown: `${unknown ?? 'A price is not known'}.` } : { p50: dollars, p90: factor * dollars },
    tokens: { p50: scaled(sum, 1), p90: scaled(sum, factor) },
    ...(talk !== null && dollars !== null && { enough: factor * talk + longer.dearest + kept }),
    seconds: secondsOf(middle, [longer, slower], rates.again),
    pricesDate: PRICES_DATE,
  };
}

function secondsOf(middle: Profile, worse: readonly Profile[], again: number): Range {
  const p50 = middle.seconds * (1 + again);
  const p90 = p50 * spread(worse.map(({ seconds }) => seconds / middle.seconds));
  return { p50: Math.round(p50), p90: Math.round(p90) };
}

/** Independent causes add up in squares (the delta method, on logarithms: bills are skewed). */
function spread(ratios: readonly number[]): number {
  const sigma = Math.hypot(UNFORESEEN, ...ratios.map(Math.log));
  return Math.min(HIGHEST, Math.exp(P90 * sigma));
}

/** Shares that lie near zero can come out far worse and hardly better: what adds up to a bill is their mean, above their middle. */
const likely = ({ middle, high }: Spread): number => middle + SKEWED * (high - middle);

type Rates = { again: number; miss: number; tokens: number; output: number };
type Bill = Tokens & { dollars: number | null };

function billOf({ models }: Pick<Profile, 'models'>, rates: Rates): Bill {
  const bills = models.map((profile): Bill => {
    const tokens = tokensOf(profile, rates);
    return { ...tokens, dollars: costOf(profile.model, tokens, profile.long) };
  });
  return bills.reduce(added, { input: 0, cached: 0, cacheWrite: 0, output: 0, dollars: 0 });
}

const added = (a: Bill, b: Bill): Bill => ({
  input: a.input + b.input,
  cached: a.cached + b.cached,
  cacheWrite: a.cacheWrite + b.cacheWrite,
  output: a.output + b.output,
  dollars: a.dollars === null || b.dollars === null ? null : a.dollars + b.dollars,
});

/** What the spread is measured on: money, or tokens where there is no price. */
const sizeOf = ({ dollars, input, cached, cacheWrite, output }: Bill): number =>
  dollars || input + cached + cacheWrite + output || 1;

export const scaled = ({ input, cached, cacheWrite, output }: Tokens, by: number): Tokens => ({
  input: Math.round(by * input),
  cached: Math.round(by * cached),
  cacheWrite: Math.round(by * cacheWrite),
  output: Math.round(by * output),
});
