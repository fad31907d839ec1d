import { UserError } from '../errors.ts';
import { unknownPrices, upperBound } from '../llm/prices.ts';
import type { Models } from '../llm/provider.ts';
import { PROMPT_BYTES, reportReserve } from '../llm/report-reserve.ts';
import { dollars } from '../report/plain.ts';
import type { SharedCap } from '../store/spending.ts';
import type { Discussion, NewEvent, Transcript } from '../types.ts';
import { SYSTEM } from './lifecycle.ts';
import { usedUp } from './monthly-caps.ts';

/** The database keeps amounts under a million, to a hundred-millionth of a dollar. */
const MOST = 100_000;
/** Throws UserError for a cap that cannot be held, or that would end the discussion before it has begun. */
export function checkBudget(budget: number, models: Models, transcript: Transcript, sections: number): void {
  const field = { field: 'budget' };
  if (!(Number.isFinite(budget) && budget > 0)) {
    throw new UserError(
      'The budget must be more than zero. Say how many US dollars may be spent, for instance 0.50.',
      'VALIDATION_ERROR',
      field,
    );
  }
  if (budget > MOST) {
    const told = `A budget of more than $${MOST.toLocaleString('en-US')} cannot be held. Leave the budget out, or lower it.`;
    throw new UserError(told, 'VALIDATION_ERROR', field);
  }
  const unknown = unknownPrices(Object.values(models));
  if (unknown) {
    const told = `${unknown}; without it a budget cannot be held. Or leave the budget out.`;
    throw new UserError(told, 'VALIDATION_ERROR', field);
  }
  const least = leastBudget(models, transcript, sections);
  if (budget >= least) return;
  const told = `A budget of $${budget} is used up before anybody has spoken: the first ballots, a turn and the report may take $${least.toFixed(2)}.`;
  throw new UserError(`${told} Raise it, or choose a cheaper model.`, 'VALIDATION_ERROR', field);
}

/** What the first ballots, a turn and the report may take. */
export function leastBudget(models: Models, transcript: Transcript, sections: number): number {
  const turn = upperBound(models.speak, PROMPT_BYTES, 500) ?? 0;
  const ballots = transcript.personas.length * (upperBound(models.small, PROMPT_BYTES, 1_200) ?? 0);
  return reportReserve(transcript, sections, models.report) + turn + ballots;
}

/** Throws UserError where caps of the month are to be held and the price of a model is not known. */
export function checkPrices(models: Models): void {
  const unknown = unknownPrices(Object.values(models));
  if (unknown)
    throw new UserError(`${unknown}; without it the budget of the month cannot be held.`, 'VALIDATION_ERROR', { field: 'model' });
}

const WARN_AT = 0.8;
const WARNING = 'control/budget';
export const CAP_REACHED = 'control/cap';

/** Says once that most of the budget is spent, or kept for the report. */
export function budgetWarning({ budget, spent, status }: Discussion, { byKey }: Transcript, keep: number): NewEvent | undefined {
  if (budget === undefined || status !== 'running' || spent + keep < budget * WARN_AT || byKey.has(WARNING)) return undefined;
  const used = Math.min(100, Math.round(((spent + keep) / budget) * 100));
  const reason = `${used} % of the budget of ${dollars(budget)} is used: ${dollars(spent)} spent, ${dollars(keep)} kept for the report.`;
  return { key: WARNING, type: 'control', action: 'warn', by: SYSTEM, reason };
}

/** Says which cap had no room for the next call: the tightest of the discussion's own and those that it shares. */
export function capReached(
  { budget, spent, startedBy }: Discussion,
  shared: readonly SharedCap[],
  keep: number,
): NewEvent & { reason: string } {
  const left = (cap: SharedCap): number => cap.cap - cap.spent - cap.reserved;
  const [tightest] = [...shared].sort((a, b) => left(a) - left(b));
  const isShared = tightest !== undefined && (budget === undefined || left(tightest) < budget - spent);
  const own = `The budget of ${dollars(budget ?? 0)} has no room for another turn: ${dollars(spent)} is spent, ${dollars(keep)} kept for the report.`;
  const reason = isShared ? usedUp(tightest, `${startedBy.name}’s`) : own;
  return { key: CAP_REACHED, type: 'control', action: 'warn', by: SYSTEM, reason };
}
