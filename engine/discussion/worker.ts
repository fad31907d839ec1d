import { randomUUID } from 'node:crypto';
import { RetryError, UserError } from '../errors.ts';
import type { DiscussionId } from '../types.ts';
import { advance, type LoopParts } from './advance.ts';
import { SYSTEM, TRANSITIONS } from './lifecycle.ts';

const SWEEP_MS = 3_000;
/** A draft that nobody has started by then is deleted. */
const DRAFT_MS = 86_400_000;
/** How often what has had its time is looked for. */
const TIDY_MS = 600_000;
/** After the store or the queue was away; if the queue still is, the sweep finds it. */
const LOOK_AGAIN_MS = 1_500;
/** So many at once; the rest comes with the next sweep. */
const SWEEP_LIMIT = 1_000;
const BUG = 'Something went wrong on our side; it is in the log. You can resume the discussion: what was said is kept.';

export type WorkOptions = {
  concurrency: number;
  /** Leaves all others to other processes; without it, every discussion that is due is taken up. */
  only?: (id: DiscussionId) => boolean;
};
export type Worker = { close(): Promise<void> };

/** Carries wakes out until it is closed, and sweeps for discussions whose time has come. */
export async function startWorker(parts: LoopParts, options: WorkOptions): Promise<Worker> {
  const { store, queue, log } = parts;
  const mine = options.only ?? (() => true);
  const inFlight = new Map<DiscussionId, AbortController>();

  const stopListening = queue.listen((id, interrupt) => {
    if (interrupt) inFlight.get(id)?.abort();
  });

  async function handle(id: DiscussionId, signal: AbortSignal): Promise<void> {
    const unwanted = new AbortController();
    inFlight.set(id, unwanted);
    try {
      await advance(id, parts, signal, unwanted.signal);
    } catch (error) {
      await failed(id, error).catch((again) =>
        log.error({ err: again, discussion: id }, 'the failure could not be recorded; the sweep will look again'),
      );
    } finally {
      if (inFlight.get(id) === unwanted) inFlight.delete(id);
    }
  }

  async function failed(id: DiscussionId, error: unknown): Promise<void> {
    if (error instanceof RetryError) {
      // The store or the queue is away: nothing is lost, and the sweep takes the discussion up again.
      log.warn({ err: error, discussion: id }, 'looked at again soon');
      await queue.wakeAt(id, new Date(Date.now() + LOOK_AGAIN_MS)).catch(() => {});
      return;
    }
    const reason = error instanceof UserError ? error.message : BUG;
    if (error instanceof UserError) log.warn({ discussion: id, reason }, 'discussion failed');
    else log.error({ err: error, discussion: id }, 'discussion failed: a bug');
    const change = { from: TRANSITIONS.fail.from, to: TRANSITIONS.fail.to, reason };
    const event = { type: 'control', action: 'fail', by: SYSTEM, reason } as const;
    const stopped = await store.change(id, `control/${randomUUID()}`, { ...change, event });
    if (!stopped) await giveReportUp(id, reason);
    queue.announce(id);
  }

  /** It had ended: what failed was the report. */
  async function giveReportUp(id: DiscussionId, reason: string): Promise<void> {
    for (const status of ['completed', 'cancelled'] as const) {
      const event = { type: 'control', action: 'fail', by: SYSTEM, reason } as const;
      await store.change(id, `control/${randomUUID()}`, { from: [status], to: status, reason, reportStatus: 'failed', event });
    }
  }

  let tidyAt = 0;
  const tidied = async () => {
    const now = Date.now();
    if (now < tidyAt) return;
    tidyAt = now + TIDY_MS;
    await store.discardDrafts(new Date(now - DRAFT_MS));
    await parts.tidy?.(new Date(now));
  };

  let sweeping: Promise<void> | undefined;
  const sweep = async () => {
    try {
      for (const id of await store.due(SWEEP_LIMIT)) if (mine(id)) await queue.wake(id);
      await tidied();
    } catch (error) {
      log.warn({ err: error }, 'sweep');
    }
  };
  const timer = setInterval(() => {
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
  }, SWEEP_MS);

  // Whoever starts may have brought the key, in its environment, that some wait for.
  if (!options.only) await store.wakeHeld(new Date()).catch((error: unknown) => log.warn({ err: error }, 'sweep'));
  await queue.work(handle, options);
  return {
    async close() {
      clearInterval(timer);
      stopListening();
      await sweeping;
    },
  };
}
