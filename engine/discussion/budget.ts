import { UserError } from '../errors.ts';
import { costOf, unknownPrices, upperBound } from '../llm/prices.ts';
import type { Models } from '../llm/provider.ts';
import type { Discussion, NewEvent, Transcript } from '../types.ts';
import { SYSTEM } from './lifecycle.ts';

/** A section's answer, in tokens, as measured on reports of four to twenty rounds. */
const SECTION_OUTPUT = 900;
/** Bytes of a prompt to its tokens, in languages that take few bytes a token. */
const BYTES_A_TOKEN = 3;
/** The database keeps amounts under a million, to a hundred-millionth of a dollar. */
const MOST = 100_000;
/** Rules, topic, cast and instruction, beside what was said. */
const PROMPT_BYTES = 6_000;

/**
 * US dollars that writing the report now would take: what its sections cost in all likelihood, and the upper bound of
 * one of them, which has to be free before its call is made.
 */
export function reportReserve(transcript: Transcript, sections: number, model: string): number {
  let bytes = PROMPT_BYTES + (transcript.brief.context?.length ?? 0);
  for (const turn of transcript.turns) bytes += turn.text.length + turn.speaker.name.length + 8;
  const input = Math.ceil(bytes / BYTES_A_TOKEN);
  const likely = costOf(model, { input, cached: 0, cacheWrite: 0, output: SECTION_OUTPUT });
  const bound = upperBound(model, bytes, SECTION_OUTPUT);
  return likely === null || bound === null ? 0 : likely * sections + bound;
}

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
  const turn = upperBound(models.speak, PROMPT_BYTES, 500) ?? 0;
  const ballots = transcript.personas.length * (upperBound(models.small, PROMPT_BYTES, 1_200) ?? 0);
  const least = reportReserve(transcript, sections, models.report) + turn + ballots;
  if (budget >= least) return;
  const told = `A budget of $${budget} is used up before anybody has spoken: the first ballots, a turn and the report may take $${least.toFixed(2)}.`;
  throw new UserError(`${told} Raise it, or choose a cheaper model.`, 'VALIDATION_ERROR', field);
}

const WARN_AT = 0.8;
const WARNING = 'control/budget';

/** Says once that most of the budget is spent. */
export function budgetWarning({ budget, spent, status }: Discussion, { byKey }: Transcript): NewEvent | undefined {
  if (budget === undefined || status !== 'running' || spent < budget * WARN_AT || byKey.has(WARNING)) return undefined;
  const reason = `${Math.round((spent / budget) * 100)} % of the budget of $${budget} is spent.`;
  return { key: WARNING, type: 'control', action: 'warn', by: SYSTEM, reason };
}
