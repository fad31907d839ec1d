import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for its turn, so that in no second more than `perSecond` get one: a few at once, the rest evenly. Resolves in the
 * order in which it was asked.
 */
export function evenPace(perSecond: number, atOnce: number): (signal?: AbortSignal) => Promise<void> {
  const gap = 1_000 / (perSecond - atOnce);
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const from = Math.max(next, now);
    next = from + gap;
    const wait = from - (atOnce - 1) * gap - now;
    if (wait > 0) await sleep(wait, undefined, signal && { signal });
  };
}
