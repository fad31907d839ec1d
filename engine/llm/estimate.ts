import { type Profile, type ProfileInput, profileOf, tokensOf } from './call-profile.ts';
import { HABITS, type Habits } from './habits.ts';
import { costOf, PRICES_DATE, priceOf, type Tokens } from './prices.ts';

/** Dollars are null where the price of a model that takes part is not known; the tokens are told all the same. */
export type Bill = Tokens & { dollars: number | null };

export type Estimate = {
  calls: number;
  /** Half of such discussions cost less. */
  p50: Bill;
  /** Nine of ten do. */
  p90: Bill;
  /** From the first call to the last section of the report. */
  seconds: number;
  /** Models whose price is not known. */
  unpriced: string[];
  pricesDate: string;
};

/** Standard deviations at which nine of ten bills lie below; 1.28 if their spread were known for sure, which it never is. */
const P90 = 1.75;
/** What no habit tells: that models, topics and people change from what was measured. */
const UNFORESEEN = 0.15;
/** A range that is wider tells nobody anything. */
const HIGHEST = 1.9;

/** What a discussion and its report will cost, before it starts: the format's own steps and prompts, billed by the vendor's rules. */
export function estimate(input: ProfileInput, habits: Habits = HABITS): Estimate {
  const middle = { ...middleOf(habits), profile: profileOf(input, habits.length.middle) };
  const longer = profileOf(input, habits.length.high);
  const base = billOf(middle.profile, middle);
  const worse = [
    billOf(longer, middle),
    billOf(middle.profile, { ...middle, again: habits.again.high }),
    billOf(middle.profile, { ...middle, miss: habits.miss.high }),
    billOf(middle.profile, { ...middle, tokens: habits.tokens.high }),
  ];
  // Independent causes add up in squares (the delta method, on logarithms: bills are skewed).
  const sigma = Math.hypot(UNFORESEEN, ...worse.map((bill) => Math.log(sizeOf(bill) / sizeOf(base))));
  const models = [...new Set(middle.profile.models.map(({ model }) => model))];
  return {
    calls: Math.round(middle.profile.calls * (1 + middle.again)),
    p50: rounded(base),
    p90: rounded(scaled(base, Math.min(HIGHEST, Math.exp(P90 * sigma)))),
    seconds: Math.round(middle.profile.seconds * (1 + middle.again)),
    unpriced: models.filter((model) => !priceOf(model)),
    pricesDate: PRICES_DATE,
  };
}

type Rates = { again: number; miss: number; tokens: number };
const middleOf = ({ again, miss, tokens }: Habits): Rates => ({
  again: again.middle,
  miss: miss.middle,
  tokens: tokens.middle,
});

function billOf({ models }: Profile, rates: Rates): Bill {
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

const scaled = (bill: Bill, by: number): Bill => mapped(bill, (n) => n * by);
const rounded = (bill: Bill): Bill => ({ ...mapped(bill, Math.round), dollars: bill.dollars });
const mapped = ({ input, cached, cacheWrite, output, dollars }: Bill, change: (n: number) => number): Bill => ({
  input: change(input),
  cached: change(cached),
  cacheWrite: change(cacheWrite),
  output: change(output),
  dollars: dollars === null ? null : change(dollars),
});
