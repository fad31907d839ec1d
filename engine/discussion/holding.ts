import { randomUUID } from 'node:crypto';
import type { Discussion, DiscussionId } from '../types.ts';
import type { LoopParts } from './advance.ts';
import { heldReason, SYSTEM } from './lifecycle.ts';
import type { Standing } from './standing.ts';
import type { Hold } from './verdict.ts';

/** How a discussion that nobody can answer for comes to wait, and goes on: each is one change with its event, under the epoch. */

/** A report is written without what could not be had for so long. */
const REPORT_PATIENCE_MS = 24 * 3_600_000;

export const isTooLate = ({ endedAt }: Discussion): boolean =>
  endedAt !== undefined && Date.now() - endedAt.getTime() > REPORT_PATIENCE_MS;

export type Place = {
  id: DiscussionId;
  epoch: number;
  parts: Pick<LoopParts, 'store' | 'queue' | 'log'>;
  standing: Standing;
};

/** It pauses itself, or its report waits; a pause of a person is left alone. False: somebody did something meanwhile. */
export async function hold({ id, epoch, parts, standing }: Place, why: Hold): Promise<boolean> {
  const { store, queue, log } = parts;
  const { status, held, reason: before } = standing.discussion;
  // A person paused it meanwhile: it stays as they left it.
  if (status === 'paused' && !held) return false;
  const reason = heldReason(why, status);
  // Nothing new to tell: only the time of the next try is another.
  if (held === why.mends && (held === 'time' || before === reason)) return true;
  const changed = await store.change(id, `control/${randomUUID()}`, {
    epoch,
    from: [status],
    to: status === 'running' ? 'paused' : status,
    ifHeld: held !== undefined,
    held: why.mends,
    reason,
    wakeAt: why.at,
    event: { type: 'control', action: 'pause', by: SYSTEM, reason },
  });
  if (!changed) return false;
  log.warn({ discussion: id, reason, until: why.at }, 'discussion waits');
  standing.discussion = changed;
  await standing.readOn();
  queue.announce(id);
  return true;
}

/** What it waited for is there. `leaseUntil`: when the sweep looks after whoever goes on with it. */
export async function goOn({ id, epoch, parts, standing }: Place, leaseUntil: Date): Promise<void> {
  const { store, queue } = parts;
  const { status } = standing.discussion;
  const changed = await store.change(id, `control/${randomUUID()}`, {
    epoch,
    from: [status],
    to: status === 'paused' ? 'running' : status,
    ifHeld: true,
    wakeAt: leaseUntil,
    event: { type: 'control', action: 'resume', by: SYSTEM },
  });
  // Otherwise a person has taken it in hand, and it stands as they left it.
  const discussion = changed ?? (await store.get(id));
  if (discussion) standing.discussion = discussion;
  await standing.readOn();
  queue.announce(id);
}
