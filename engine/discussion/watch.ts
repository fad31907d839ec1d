import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { Discussion, DiscussionEvent, DiscussionId } from '../types.ts';
import type { Draft, Drafts } from './drafts.ts';

/** Announcements may be lost: a watcher looks by itself after this long. */
const LOOK_MS = 1_000;

export type Watched =
  | { kind: 'status'; discussion: Discussion }
  | { kind: 'event'; event: DiscussionEvent }
  /** A turn as far as it is written; without a draft it was taken back, or stands in the log now. */
  | { kind: 'draft'; draft: Draft | undefined };

/**
 * Follows a discussion from a cursor: every event in order, once, and not before it is due; and each change of its
 * state at once; with `drafts` also the turn that is being written. Ends when the report is written, or by the signal. Nothing is kept for it: whoever drops out goes on from the last `seq`.
 */
export async function* watch(
  store: Store,
  queue: Queue,
  id: DiscussionId,
  options: { after?: number; signal?: AbortSignal; drafts?: Drafts | undefined } = {},
): AsyncGenerator<Watched, void, undefined> {
  const { signal, drafts } = options;
  let cursor = options.after ?? 0;
  let told = '';
  let changed = true;
  let wake = () => {};
  const stop = queue.listen((moved) => {
    if (moved !== id) return;
    changed = true;
    wake();
  });
  let drafted = '';
  const stopDrafts = drafts?.watch(id, () => wake());
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
      if (discussion.textDeletedAt) return;
      const until = discussion.pausedAt ?? new Date();
      let next: Date | undefined;
      for (const event of discussion.seq > cursor ? await store.events(id, cursor) : []) {
        if (event.deliverAt > until) {
          next = event.deliverAt;
          break;
        }
        cursor = event.seq;
        if (drafted !== '') yield { kind: 'draft', draft: undefined };
        drafted = '';
        yield { kind: 'event', event };
      }
      if (next === undefined && isOver(discussion) && cursor >= discussion.seq) return;
      if (changed) continue;
      const due = next && !discussion.pausedAt ? next.getTime() - Date.now() : LOOK_MS;
      const look = Date.now() + Math.min(LOOK_MS, Math.max(1, due));
      do {
        // Behind what is still to be shown, a draft would be ahead of its readers.
        const draft = next === undefined && !discussion.pausedAt ? drafts?.shown(id) : undefined;
        const shown = draft ? `${draft.key} ${draft.text}` : '';
        if (shown !== drafted) yield { kind: 'draft', draft };
        drafted = shown;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(1, look - Date.now()));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          if (changed || signal?.aborted) wake();
        });
      } while (!changed && !signal?.aborted && Date.now() < look);
    }
  } finally {
    stop();
    stopDrafts?.();
    signal?.removeEventListener('abort', aborted);
  }
}

/** Nothing more will be written by itself. */
function isOver({ status, reportStatus }: Discussion): boolean {
  return status === 'failed' || ((status === 'completed' || status === 'cancelled') && reportStatus !== 'generating');
}
