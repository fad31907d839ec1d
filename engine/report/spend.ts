import { z } from 'zod';
import type { Call } from '../call.ts';
import { costOfCalls, costParts } from '../cost.ts';
import type { Transcript } from '../types.ts';
import { dollars, plural } from './plain.ts';

/** The provider that stands in for a model, for trying things out. */
export const REHEARSAL = 'rehearsal';

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
  abandoned: z.object({ calls: z.int(), dollars: z.number(), unpriced: z.int() }),
  models: z.array(costSchema.extend({ provider: z.string(), model: z.string() })),
});
export type Spend = z.infer<typeof spendSchema>;

/** The same by who spoke and what else it was spent on; together the parts are the whole. */
export const spendPartsSchema = z.object({
  /** The cast in its order, then the moderator; or the services: turns, and what they decided. */
  speakers: z.array(costSchema.extend({ id: z.string(), name: z.string(), turns: z.int() })),
  framing: costSchema,
  summaries: costSchema,
  report: costSchema,
});
export type SpendParts = z.infer<typeof spendPartsSchema>;

export function spendPartsOf(transcript: Transcript, ledger: readonly Call[]): SpendParts {
  const { speakers, framing, summaries, report } = costParts(transcript, ledger.map(priced));
  return {
    speakers: speakers.map(({ speaker: { id, name }, turns, cost }) => ({ id, name, turns, ...cost })),
    framing,
    summaries,
    report,
  };
}
export type ModelSpend = Spend['models'][number];

export function spendOf(ledger: readonly Call[]): Spend {
  const calls = ledger.map(priced);
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
    abandoned: { calls: abandoned.calls, dollars: abandoned.dollars, unpriced: abandoned.unpriced },
    models: [...byModel.values()].flatMap(([first, ...rest]) =>
      first ? [{ provider: first.provider, model: first.model, ...costOfCalls([first, ...rest]) }] : [],
    ),
  };
}

/** Rehearsal is free, also in a ledger from when the price list did not say so. */
function priced(call: Call): Call {
  if (call.provider !== REHEARSAL) return call;
  return { ...call, reserved: 0, ...(call.usage && { usage: { ...call.usage, cost: 0 } }) };
}

/** `$0.12`, `price unknown`, or both in one. */
export function priceText(cost: Pick<Spend, 'dollars' | 'unpriced'>): string {
  if (cost.unpriced === 0) return dollars(cost.dollars);
  if (cost.dollars === 0) return 'price unknown';
  return `${dollars(cost.dollars)} and ${plural(cost.unpriced, 'call')} of unknown price`;
}
