import { usageOf } from '../../engine/llm/billed-errors.ts';
import type { Breakers } from '../../engine/llm/breaker.ts';
import { failureOf } from '../../engine/llm/failure.ts';

/** A call as whoever made it saw it; `failed`: in a way that says that the endpoint cannot serve it now. */
export type KeyCall = { key: string; startedAt: number; endedAt: number; failed: boolean };

const FAILURES = 5;
const OF_ENDPOINT = ['timeout', 'server', 'unreachable', 'rate-limit', 'broken-reply'];

/** The same breakers, and each call that goes through them as it ends. */
export function watchedBreakers(inner: Breakers, seen: (call: KeyCall) => void): Breakers {
  return {
    of(key) {
      const { waitMs, run } = inner.of(key);
      return {
        waitMs,
        run: (call) =>
          run(async () => {
            const startedAt = performance.now();
            try {
              const result = await call();
              seen({ key, startedAt, endedAt: performance.now(), failed: false });
              return result;
            } catch (error) {
              seen({ key, startedAt, endedAt: performance.now(), failed: ofEndpoint(error) });
              throw error;
            }
          }),
      };
    },
  };
}

const ofEndpoint = (error: unknown): boolean =>
  usageOf(error) === undefined && OF_ENDPOINT.includes(failureOf(error)?.kind ?? '');

/**
 * How often five failures in a row opened a breaker, and the calls that began before its time was over, or beside the one
 * that tries whether it is. Pure; told in the order in which the calls ended.
 */
export function breakerCheck(calls: readonly KeyCall[], openMs: number): { opened: number; whileOpen: number } {
  let opened = 0;
  let whileOpen = 0;
  for (const key of new Set(calls.map((call) => call.key))) {
    const own = calls.filter((call) => call.key === key);
    let failures = 0;
    let openUntil = 0;
    let trialEnds = 0;
    for (const call of own) {
      // Begun before it opened: says nothing to it any more.
      if (call.startedAt < openUntil - openMs) continue;
      if (call.startedAt < openUntil || (call.startedAt < trialEnds && call.endedAt !== trialEnds)) whileOpen++;
      failures = call.failed ? failures + 1 : 0;
      if (failures < FAILURES) continue;
      opened++;
      openUntil = call.endedAt + openMs;
      // One failure of the trial opens it again.
      failures = FAILURES - 1;
      trialEnds = own
        .filter(({ startedAt }) => startedAt >= openUntil)
        .reduce((first, next) => (next.startedAt < first.startedAt ? next : first), {
          startedAt: Number.POSITIVE_INFINITY,
          endedAt: 0,
        }).endedAt;
    }
  }
  return { opened, whileOpen };
}
