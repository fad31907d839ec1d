import { setImmediate as nextTurn } from 'node:timers/promises';

let last: Promise<unknown> = Promise.resolve();

/**
 * Work that keeps the processor for milliseconds: one piece in each turn of the process's event loop, however many
 * discussions bring some at the same moment, so that whatever else waits gets its turn in between.
 */
export function inTurn<T>(work: () => T): Promise<T> {
  const done = last.then(() => nextTurn()).then(work);
  last = done.catch(() => {});
  return done;
}
