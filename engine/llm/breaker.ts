import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, type IBackoff } from 'cockatiel';
import { UselessReply } from './billed-errors.ts';
import { type FailureKind, failureOf, NotNow } from './failure.ts';

/**
 * The breaker of one key. It opens after five failures in a row that say that the key's endpoint cannot serve it now, and
 * lets one call through after a minute; what that one brings closes or opens it.
 */
export type Breaker = {
  /** How long no call may be made; 0 when one may. */
  waitMs(): number;
  /** Makes the call, or throws NotNow without making it. Errors of the call come out as they are. */
  run<T>(call: () => Promise<T>): Promise<T>;
};
export type Breakers = { of(keyId: string): Breaker };

export type BreakerOptions = { failures?: number; openMs?: number; now?: () => number };

/** While the one call that is let through is on its way, others look again after this long. */
const TRIAL_MS = 2_000;
/** Errors of the endpoint. Any other answer, also a refusal or a bad key, shows that it is there. */
const OF_ENDPOINT: ReadonlySet<FailureKind> = new Set(['timeout', 'server', 'unreachable', 'rate-limit', 'broken-reply']);

/**
 * The breakers of this process. Each process learns for itself that an endpoint is down: it costs five calls in each, and
 * nothing has to be asked before a call.
 */
export function breakers(options: BreakerOptions = {}): Breakers {
  const known = new Map<string, Breaker>();
  return {
    of(keyId) {
      const breaker = known.get(keyId) ?? breakerOf(options);
      known.set(keyId, breaker);
      return breaker;
    },
  };
}

function breakerOf({ failures = 5, openMs = 60_000, now = Date.now }: BreakerOptions): Breaker {
  let openUntil = 0;
  // The library asks the length of the pause again at each call: so our own clock decides.
  const pause: IBackoff<{ result: unknown }> = {
    get duration() {
      return now() < openUntil ? Number.POSITIVE_INFINITY : 0;
    },
    next({ result }) {
      openUntil = inconclusive(errorIn(result)) ? now() : now() + openMs;
      return pause;
    },
  };
  const policy = circuitBreaker(
    handleWhen((error) => ofEndpoint(error) || (policy.state === CircuitState.HalfOpen && inconclusive(error))),
    { halfOpenAfter: pause, breaker: new ConsecutiveBreaker(failures) },
  );
  const waitMs = (): number => {
    if (policy.state === CircuitState.HalfOpen) return TRIAL_MS;
    return policy.state === CircuitState.Open ? Math.max(0, openUntil - now()) : 0;
  };
  return {
    waitMs,
    async run(call) {
      const wait = waitMs();
      if (wait > 0)
        throw new NotNow('resting', 'The last calls with this key have all failed. It is tried again by itself.', wait);
      const outcome = await policy.execute(() => answered(call));
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
  };
}

/** An error that shows that the endpoint works is a success to the breaker. */
async function answered<T>(call: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await call() };
  } catch (error) {
    if (ofEndpoint(error) || inconclusive(error)) throw error;
    return { error };
  }
}

function ofEndpoint(error: unknown): boolean {
  // An answer that is billed came from a model that works, however useless it is.
  if (error instanceof UselessReply) return false;
  const kind = failureOf(error)?.kind;
  return kind !== undefined && OF_ENDPOINT.has(kind);
}

/** An abort or a bug says nothing about the endpoint. */
const inconclusive = (error: unknown): boolean => failureOf(error) === undefined;

const errorIn = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && 'error' in result ? result.error : undefined;
