import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';
import { estimate } from '../../engine/llm/estimate.ts';
import { habitsOf } from '../../engine/llm/habits.ts';
import { type Finished, finished, type World } from './bills.ts';

/** What the estimate is fitted on … */
const BEFORE: World = {
  name: 'before',
  length: { median: 1.12, sigma: 0.15, turnSigma: 0.25 },
  again: [0.02, 0.07],
  lost: [0, 0.06],
  tokens: 0.04,
  secondsATurn: { median: 6, sigma: 0.4 },
};
/** … and what the bills are drawn from. */
const NOW: World = {
  name: 'now',
  length: { median: 1.04, sigma: 0.24, turnSigma: 0.55 },
  again: [0.01, 0.14],
  lost: [0, 0.12],
  tokens: 0.08,
  secondsATurn: { median: 9, sigma: 0.7 },
};

/** At or under P90 at the least; at or under P50 from and to; P90 over P50 at the most. */
export const GOAL = { p90: 0.9, p50: [0.35, 0.65], ratio: 2 } as const;

type Held = { discussions: number; atOrUnderP50: number; atOrUnderP90: number; widest: number; dollars: number };

/** Finished discussions of both vendors and all qualities, held against what was estimated before each of them. */
export function heldEstimates(discussions: number, fitted: number): { all: Held; groups: Map<string, Held> } {
  const habits = habitsOf(finished(BEFORE, fitted).map(({ measured }) => measured));
  const all = nothing();
  const groups = new Map<string, Held>();
  for (const bill of finished(NOW, discussions)) {
    const { cost } = estimate(bill.input, habits);
    if ('unknown' in cost) throw new Error(cost.unknown);
    const group = groups.get(groupOf(bill)) ?? nothing();
    groups.set(groupOf(bill), group);
    for (const held of [all, group]) {
      held.discussions++;
      held.dollars += bill.dollars;
      if (bill.dollars <= cost.p50) held.atOrUnderP50++;
      if (bill.dollars <= cost.p90) held.atOrUnderP90++;
      held.widest = Math.max(held.widest, cost.p90 / cost.p50);
    }
  }
  return { all, groups };
}

const nothing = (): Held => ({ discussions: 0, atOrUnderP50: 0, atOrUnderP90: 0, widest: 0, dollars: 0 });
const groupOf = ({ vendor, quality }: Finished): string => `${vendor} ${quality}`;

/** Whether the goals are reached. */
export function isHeld({ discussions, atOrUnderP50, atOrUnderP90, widest }: Held): boolean {
  const [least, most] = GOAL.p50;
  const half = atOrUnderP50 / discussions;
  return atOrUnderP90 / discussions >= GOAL.p90 && half >= least && half <= most && widest <= GOAL.ratio;
}

/** `npm run bench -- estimate` */
export async function estimateBench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { discussions: { type: 'string', default: '200' }, fitted: { type: 'string', default: '40' } },
  });
  const fittedOn = whole('fitted', values.fitted, 0);
  const { all, groups } = heldEstimates(whole('discussions', values.discussions, 1), fittedOn);
  for (const [group, held] of groups) print({ group, ...figures(held) });
  const goal = `P90 in at least ${GOAL.p90}, P50 in ${GOAL.p50.join(' to ')}, P90 at most ${GOAL.ratio} times P50`;
  print({ group: 'all', fittedOn, ...figures(all), goal, held: isHeld(all) });
  if (!isHeld(all)) throw new Error('The estimate missed its goal');
}

const figures = ({ discussions, atOrUnderP50, atOrUnderP90, widest, dollars }: Held) => ({
  discussions,
  atOrUnderP50,
  atOrUnderP90,
  shareP50: round(atOrUnderP50 / discussions),
  shareP90: round(atOrUnderP90 / discussions),
  widestP90OfP50: round(widest),
  dollarsADiscussion: round(dollars / discussions),
});
const round = (n: number): number => Number(n.toFixed(3));
const print = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify({ bench: 'estimate', ...line })}\n`);

function whole(name: string, text: string, least: number): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < least)
    throw new UserError(`--${name} takes a whole number from ${least} on, not "${text}".`);
  return n;
}
