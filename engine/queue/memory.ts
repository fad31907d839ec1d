import type { DiscussionId } from '../types.ts';
import type { Queue } from './queue.ts';

/** The queue's twin in memory, for one process: what it holds is gone with it. */
export function memoryQueue(): Queue {
  const waiting = new Set<DiscussionId>();
  const active = new Set<DiscussionId>();
  const alarms = new Set<NodeJS.Timeout>();
  const listeners = new Set<(id: DiscussionId, interrupt: boolean) => void>();
  const stop = new AbortController();
  let handler: ((id: DiscussionId, signal: AbortSignal) => Promise<void>) | undefined;
  let room = 0;

  function run() {
    if (!handler || stop.signal.aborted) return;
    for (const id of waiting) {
      if (active.size >= room) return;
      if (active.has(id)) continue;
      waiting.delete(id);
      active.add(id);
      const done = () => {
        active.delete(id);
        run();
      };
      handler(id, stop.signal).then(done, done);
    }
  }

  const wake = async (id: DiscussionId) => {
    waiting.add(id);
    setImmediate(run);
  };

  return {
    name: 'memory',
    wake,
    async wakeAt(id, at) {
      const alarm = setTimeout(
        () => {
          alarms.delete(alarm);
          void wake(id);
        },
        Math.max(0, at.getTime() - Date.now()),
      );
      alarms.add(alarm);
    },
    async work(next, { concurrency }) {
      handler = next;
      room = concurrency;
      run();
    },
    announce(id, interrupt = false) {
      setImmediate(() => {
        for (const listener of listeners) listener(id, interrupt);
      });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async depth() {
      return { waiting: waiting.size, delayed: alarms.size, active: active.size };
    },
    async ping() {},
    async close() {
      stop.abort();
      for (const alarm of alarms) clearTimeout(alarm);
      while (active.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}
