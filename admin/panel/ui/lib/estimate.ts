import { money } from './when.ts';

export type Range = { p50: number; p90: number };
export type Estimate = { calls: number; cost: Range | { unknown: string }; seconds: Range };

/** What it will cost in all likelihood, how long it will take, and how often a model is asked. */
export const estimateWords = ({ cost, seconds, calls }: Estimate): string =>
  `${costWords(cost)} ${rangeWords(seconds)}, ${calls} calls.`;

function costWords(cost: Estimate['cost']): string {
  if ('unknown' in cost) return cost.unknown;
  if (cost.p90 === 0) return 'Costs nothing.';
  return `Probably ${money(cost.p50)}, nine times in ten under ${money(cost.p90)}.`;
}

function rangeWords({ p50, p90 }: Range): string {
  const unit = p90 < 90 ? 's' : 'min';
  const [from, to] = [p50, p90].map((seconds) => Math.max(1, Math.round(unit === 's' ? seconds : seconds / 60)));
  return from === to ? `About ${from} ${unit}` : `${from} to ${to} ${unit}`;
}
