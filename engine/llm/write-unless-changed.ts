import { setTimeout as sleep } from 'node:timers/promises';
import { emptyWindow, type WindowState } from './sliding-window.ts';

/** What a store holds for a key, and the time at which it was read, by the store's own clock. */
export type Held<Mark> = { text: string | undefined; mark: Mark; now: number };

/** Of the processes that try at the same time one succeeds each time, so that this many tries are never needed. */
const TRIES = 200;

/** Reads, edits and writes back until nobody else has written in between. */
export async function writeUnlessChanged<Mark>(
  read: () => Promise<Held<Mark>>,
  edit: (state: WindowState, now: number) => void,
  write: (text: string, mark: Mark) => Promise<boolean>,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { text, mark, now } = await read();
    const state = text === undefined ? emptyWindow() : (JSON.parse(text) as WindowState);
    edit(state, now);
    if (await write(JSON.stringify(state), mark)) return;
    await sleep(Math.random() * Math.min(20, tries));
  }
  throw new Error(`the window was changed by others ${TRIES} times in a row`);
}
