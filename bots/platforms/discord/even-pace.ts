import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for its turn, so that in no second more than `perSecond` get one: a few at once, the rest evenly. Resolves in the
 * order in which it was asked. Counted when a turn is given: one that comes late brings no others with it.
 */
export function evenPace(perSecond: number, atOnce: number): (signal?: AbortSignal) => Promise<void> {
  const gap = 1_000 / (perSecond - atOnce);
  const ahead = (atOnce - 1) * gap;
  let next = 0;
  let last: Promise<void> = Promise.resolve();
  const turn = async (signal?: AbortSignal) => {
    signal?.throwIfAborted();
    for (let wait = next - ahead - performance.now(); wait > 0; wait = next - ahead - performance.now()) {
      await sleep(wait, undefined, signal && { signal });
    }
    next = Math.max(next, performance.now()) + gap;
  };
  return (signal) => {
    const mine = last.then(() => turn(signal));
    last = mine.catch(() => {});
    return mine;
  };
}
