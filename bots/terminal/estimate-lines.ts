import type { Estimate } from '../../engine/engine.ts';
import { budgetWords, costRange, timeRange, upperFirst } from '../wording.ts';

/** What a discussion will cost and how long it takes, before it begins. */
export function estimateLines(estimate: Estimate, budget: number | undefined): string[] {
  const { calls, tokens, pricesDate, cost } = estimate;
  const { input, cached, cacheWrite, output } = tokens.p50;
  const read = thousands(input + cached + cacheWrite);
  const size = `${calls} calls, ${read} tokens in, ${thousands(output)} out`;
  const warning = budgetWords(estimate, budget);
  // No model is asked: there is nothing that it could have read.
  if (!('unknown' in cost) && cost.p90 === 0) return [`${upperFirst(costRange(estimate))}, ${timeRange(estimate)}.`];
  const price =
    'unknown' in cost
      ? [`${upperFirst(timeRange(estimate))}; ${size}.`, `${upperFirst(costRange(estimate))}`]
      : [`${upperFirst(costRange(estimate))}, ${timeRange(estimate)}; ${size}; prices of ${pricesDate}.`];
  return [...price, ...(warning ? [warning] : [])];
}

const thousands = (n: number): string => (n < 1_000 ? String(n) : `${Math.round(n / 1_000)}k`);
