import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { Discussion, DiscussionEvent, DiscussionId } from '../types.ts';

/** Announcements may be lost: a watcher looks by itself after this long. */
const LOOK_MS = 1_000;

export type Watched = { kind: 'status'; discussion: Discussion } | { kind: 'event'; event: DiscussionEvent };

/**
 * Follows a discussion from a cursor: every event in order, once, and not before it is due; and each change of its
 * state at once. Ends when the report is written, or by the signal. Nothing is kept for it: whoever drops out goes on from the last `seq`.
 */
export async function* watch(
  store: Store,
  queue: Queue,
  id: DiscussionId,
  options: { after?: number; signal?: AbortSignal } = {},
): AsyncGenerator<Watched, void, undefined> {
  const { signal } = options;
  let cursor = options.after ?? 0;
  let told = '';
  let changed = true;
  let wake = () => {};
  const stop = queue.listen((moved) => {
    if (moved !== id) return;
    changed = true;
    wake();
  });
  const aborted = () => wake();
  signal?.addEventListener('abort', aborted);
  try {
    while (!signal?.aborted) {
      changed = false;
      const discussion = await store.get(id);
      if (!discussion) return;
      const state = JSON.stringify([
        discussion.status,
        discussion.reportStatus,
        discussion.speed,
        discussion.reason,
        discussion.held,
      ]);
      if (state !== told) yield { kind: 'status', discussion };
      told = state;
      const until = discussion.pausedAt ?? new Date();
      let next: Date | undefined;
      for (const event of discussion.seq > cursor ? await store.events(id, cursor) : []) {
        if (event.deliverAt > until) {
          next = event.deliverAt;
          break;
        }
        cursor = event.seq;
        yield { kind: 'event', event };
      }
      if (next === undefined && isOver(discussion) && cursor >= discussion.seq) return;
      if (changed) continue;
      const due = next && !discussion.pausedAt ? next.getTime() - Date.now() : LOOK_MS;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(LOOK_MS, Math.max(1, due)));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (changed || signal?.aborted) wake();
      });
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', aborted);
  }
}

/** Nothing more will be written by itself. */
function isOver({ status, reportStatus }: Discussion): boolean {
  return status === 'failed' || ((status === 'completed' || status === 'cancelled') && reportStatus !== 'generating');
}
