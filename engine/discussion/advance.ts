import { StaleEpoch } from '../errors.ts';
import type { Provider } from '../llm/provider.ts';
import type { Logger } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { Fold } from '../transcript.ts';
import type { DiscussionId, Voice } from '../types.ts';
import type { Drafts } from './drafts.ts';
import type { FoldCache } from './fold-cache.ts';
import { Run } from './run.ts';
import type { LoopPoint } from './run-step.ts';

const LEASE_MS = 12_000;
const LOOK_AGAIN_MS = 500;

export type LoopParts = {
  store: Store;
  queue: Queue;
  providerFor: (voice: Voice) => Provider;
  /** Providers that step in for one that cannot speak, in order. */
  fallbacks?: (provider: string, team?: string) => readonly string[];
  log: Logger;
  folds: FoldCache;
  /** Where turns are shown while they are written. */
  drafts?: Drafts;
  /** Deletes what has had its time; called by a worker's sweep now and then. */
  tidy?: (now: Date) => Promise<void>;
  /** How long a worker may say nothing before the sweep looks after its discussion. */
  leaseMs?: number;
  /** How long one call of a model may take. */
  callTimeoutMs?: number;
  /** Called at the named points of the loop; a test may end the process there. */
  at?: (point: LoopPoint) => void;
};

/**
 * THE LOOP: takes a discussion up, carries its next steps out and writes what came of them, until something has to be
 * waited for. All that it knows is read from the store; all that it does is written there, under its epoch.
 * `closing`: finish what has begun. `unwanted`: nobody wants the answers any more.
 */
export async function advance(id: DiscussionId, parts: LoopParts, closing: AbortSignal, unwanted: AbortSignal): Promise<void> {
  const { store, queue, log, folds } = parts;
  const known = folds.take(id) ?? new Fold(id);
  const { leaseMs = LEASE_MS } = parts;
  const work = await store.begin(id, { leaseMs, after: known.transcript.lastSeq });
  if (!work) return;
  parts.at?.('taken-up');
  const run = new Run(id, { ...parts, leaseMs }, known.add(work.events), work, unwanted);
  try {
    const rest = await run.untilRest(closing);
    folds.keep(id, run.standing.fold);
    const at = rest.wake === 'at' ? rest.at : rest.wake === 'now' ? new Date() : null;
    await store.setWakeAt(id, work.epoch, run.standing.transcript.lastSeq, at);
    parts.at?.('finished');
    if (rest.wake === 'now') await queue.wake(id);
    if (rest.wake === 'at') await queue.wakeAt(id, rest.at);
  } catch (error) {
    if (!(error instanceof StaleEpoch)) throw error;
    // Somebody else has it, or it was stopped: who did that has woken it. To be sure, it is looked at once more; not at once.
    log.debug({ discussion: id }, 'taken over');
    await queue.wakeAt(id, new Date(Date.now() + LOOK_AGAIN_MS));
  } finally {
    queue.announce(id);
  }
}
