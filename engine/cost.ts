import type { Call, Usage } from './types.ts';

export type Cost = Omit<Usage, 'cost'> & {
  calls: number;
  /** US dollars for calls whose price is known; abandoned calls count whole. */
  dollars: number;
  /** Calls of models without a known price: their tokens are counted, their money is not. */
  unpriced: number;
};

/** What the call ledger adds up to. */
export function costOfCalls(calls: readonly Call[]): Cost {
  const sum: Cost = { calls: calls.length, input: 0, cached: 0, cacheWrite: 0, output: 0, dollars: 0, unpriced: 0 };
  for (const { usage, state, reserved } of calls) {
    if (usage) {
      sum.input += usage.input;
      sum.cached += usage.cached;
      sum.cacheWrite += usage.cacheWrite;
      sum.output += usage.output;
    }
    const cost = state === 'abandoned' ? reserved : usage?.cost;
    if (cost === null) sum.unpriced++;
    else sum.dollars += cost ?? 0;
  }
  return sum;
}
