import { RetryError } from '../../../engine/errors.ts';

/** Slack allows about 50 changes of messages a minute in a workspace; some may come at once. */
const MOST = 10;
const WINDOW_MS = 12_500;

export type Quota = <T>(team: string, work: () => Promise<T>) => Promise<T>;

/**
 * Keeps what may wait within what Slack allows a workspace, and obeys when it asks to slow down, for all who ask after.
 * Throws RetryError in place of asking too early.
 */
export function openQuota(now: () => number = Date.now): Quota {
  const teams = new Map<string, { made: number[]; until: number }>();
  return async <T>(team: string, work: () => Promise<T>): Promise<T> => {
    const known = teams.get(team) ?? { made: [], until: 0 };
    teams.set(team, known);
    const at = now();
    known.made = known.made.filter((one) => at - one < WINDOW_MS);
    const [oldest] = known.made;
    const free = Math.max(known.until, known.made.length >= MOST && oldest !== undefined ? oldest + WINDOW_MS : 0);
    if (free > at) throw new RetryError('Slack would ask us to slow down.', { retryAfterMs: free - at });
    known.made.push(at);
    try {
      return await work();
    } catch (error) {
      if (error instanceof RetryError && error.retryAfterMs !== undefined) known.until = now() + error.retryAfterMs;
      throw error;
    }
  };
}
