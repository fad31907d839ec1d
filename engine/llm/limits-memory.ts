import type { WindowStore } from './limits.ts';
import { emptyWindow, type WindowState } from './sliding-window.ts';

/** The windows of one process, for tests and for one that runs alone. */
export function memoryWindows(clock: () => number = Date.now): WindowStore {
  const windows = new Map<string, WindowState>();
  return {
    name: 'memory',
    async change(keyId, edit) {
      const state = windows.get(keyId) ?? emptyWindow();
      edit(state, clock());
      windows.set(keyId, state);
    },
    close: async () => {},
  };
}
