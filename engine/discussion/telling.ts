import type { NewEvent } from '../types.ts';
import { budgetWarning, CAP_REACHED, capReached } from './budget.ts';
import type { Place } from './holding.ts';

/** What the log says of money. `keep`: dollars that are left for the report. */

/** Once, that most of the budget is spent. */
export async function tellBudget(place: Place, keep: number): Promise<void> {
  const { discussion, transcript } = place.standing;
  const event = budgetWarning(discussion, transcript, keep);
  if (event) await tell(place, event);
}

/** Which cap it was, before it ends. */
export async function tellCap(place: Place, keep: number): Promise<void> {
  const { discussion, transcript } = place.standing;
  if (transcript.byKey.has(CAP_REACHED)) return;
  await tell(place, capReached(discussion, await place.parts.store.sharedCaps(place.id), keep));
}

async function tell({ id, epoch, parts, standing }: Place, event: NewEvent): Promise<void> {
  const { seq, at, deliverAt } = await parts.store.append(id, epoch, { event });
  await standing.catchUp([{ ...event, seq, at, deliverAt }]);
}
