import { z } from 'zod';
import { costOfCalls } from '../cost.ts';
import type { Call } from '../types.ts';
import { dollars, plural } from './plain.ts';

const costSchema = z.object({
  calls: z.int(),
  input: z.int(),
  cached: z.int(),
  cacheWrite: z.int(),
  output: z.int(),
  /** Of the calls whose price is known; lost calls are charged whole. */
  dollars: z.number(),
  /** Calls that cost something nobody has told us. */
  unpriced: z.int(),
});

/** What a discussion and its report have cost, from the call ledger. */
export const spendSchema = costSchema.extend({
  /** Answers that broke a rule and were asked for again. */
  repeated: z.int(),
  /** Calls that brought no answer. */
  failed: z.int(),
  /** Calls whose answer was lost with the worker that waited for it. */
  abandoned: z.object({ calls: z.int(), dollars: z.number() }),
  models: z.array(costSchema.extend({ provider: z.string(), model: z.string() })),
});
export type Spend = z.infer<typeof spendSchema>;
export type ModelSpend = Spend['models'][number];

export function spendOf(calls: readonly Call[]): Spend {
  const byModel = new Map<string, Call[]>();
  for (const call of calls) {
    const key = JSON.stringify([call.provider, call.model]);
    byModel.set(key, [...(byModel.get(key) ?? []), call]);
  }
  const abandoned = costOfCalls(calls.filter(({ state }) => state === 'abandoned'));
  return {
    ...costOfCalls(calls),
    repeated: calls.filter(({ outcome }) => outcome === 'rejected').length,
    failed: calls.filter(({ outcome }) => outcome === 'error').length,
    abandoned: { calls: abandoned.calls, dollars: abandoned.dollars },
    models: [...byModel.values()].flatMap(([first, ...rest]) =>
      first ? [{ provider: first.provider, model: first.model, ...costOfCalls([first, ...rest]) }] : [],
    ),
  };
}

/** `$0.12`, `price unknown`, or both in one. */
export function priceText(cost: Pick<Spend, 'dollars' | 'unpriced'>): string {
  if (cost.unpriced === 0) return dollars(cost.dollars);
  if (cost.dollars === 0) return 'price unknown';
  return `${dollars(cost.dollars)} and ${plural(cost.unpriced, 'call')} of unknown price`;
}
