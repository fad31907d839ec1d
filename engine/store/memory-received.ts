import type { Received } from './received.ts';

/** What was received, in memory: for tests that are not about the database. */
export function memoryReceived(now: () => Date = () => new Date()): Received {
  const seen = new Map<string, Date>();
  return {
    async before(key) {
      const at = seen.get(key);
      if (!at) seen.set(key, now());
      return at;
    },
    async forget(key) {
      seen.delete(key);
    },
  };
}
