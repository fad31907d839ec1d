import type { Call } from '../call.ts';
import { OverBudget } from '../errors.ts';
import type { OpenCall, Store, Write, Written } from '../store/store.ts';
import type { DiscussionId } from '../types.ts';
import type { PreparedStep } from './run-step.ts';

/** Steps whose prompts are made, and the calls that they need. */
export type Batch = readonly PreparedStep[];

const NO_MONEY = 'The budget was used up before this part of the report';

export const callsOf = (batch: Batch): OpenCall[] => batch.flatMap(({ call }) => (call ? [call] : []));

type Place = { id: DiscussionId; epoch: number; parts: { store: Store } };

/** Opens the calls of a batch; undefined when a cap has no room for them. `keep`: dollars of every cap that are left. */
export async function opened({ id, epoch, parts }: Place, batch: Batch, keep: number): Promise<Batch | undefined> {
  try {
    await parts.store.open(id, epoch, callsOf(batch), keep);
    return batch;
  } catch (error) {
    if (error instanceof OverBudget) return undefined;
    throw error;
  }
}

/** Of a report that the cap has no room for as a whole: its first section, or that there was no money for it. */
export async function openedInPart(place: Place, batch: Batch): Promise<Batch> {
  const first = batch.slice(0, 1);
  const one = await opened(place, first, 0);
  if (one) return one;
  return first.map(({ step }) => ({ step, run: async () => ({ kind: 'event', body: { type: 'failed', reason: NO_MONEY } }) }));
}

/** Writes; without opening the next calls where those would pass a cap. */
export async function append(
  { id, epoch, parts: { store } }: Place,
  write: Write,
  open: Pick<Write, 'open'> | undefined,
): Promise<{ result: Written; opened: boolean }> {
  try {
    return { result: await store.append(id, epoch, { ...write, ...open }), opened: open !== undefined };
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    return { result: await store.append(id, epoch, write), opened: false };
  }
}

/** Settles calls that were opened ahead and are not made; gives them back as the ledger holds them. */
export async function release({ id, parts: { store } }: Place, batch: Batch): Promise<Call[]> {
  const calls = callsOf(batch);
  for (const { stepKey, attempt } of calls) await store.settle(id, { stepKey, attempt, outcome: 'unused' });
  return calls.map((call) => ({ ...call, state: 'settled', outcome: 'unused', openedAt: new Date() }));
}
