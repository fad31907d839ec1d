import { RetryError, UserError } from '../errors.ts';
import { usageOf } from '../llm/billed-errors.ts';
import { failureOf, NotNow } from '../llm/failure.ts';
import { chance } from '../seed.ts';
import type { HeldFor } from '../types.ts';

/** What a call that brought nothing means for its step. Pure. */
export type Verdict =
  /** The same provider is asked again, soon. */
  | { kind: 'again'; at: Date }
  /** This provider cannot answer now: another may; if none can, the discussion waits. */
  | { kind: 'held'; hold: Hold }
  /** Its model can never do this step; the model of another may. */
  | { kind: 'elsewhere' }
  /** This step is not to be had. */
  | { kind: 'never' };

/** Why nobody can answer, what mends that, and when it is tried again. */
export type Hold = { reason: string; mends: HeldFor; at: Date };

/** Errors of one provider in one step before it counts as down. */
export const MAX_ERRORS = 3;
const BACKOFF_MS = [2_000, 5_000];
const LONGEST_BACKOFF_MS = 10_000;
/** A longer silence is told: the discussion pauses. */
export const LONGEST_SILENCE_MS = 60_000;
const MINUTE_MS = 60_000;
/** After a refusal that somebody has to see to; a key that is entered or replaced is tried at once. */
const PERSON_MS = [15_000, 30_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS];
/** A provider that is down may be back any moment. */
const DOWN_MS = [10_000, 20_000, 40_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS];
const LONGEST_HOLD_MS = 60 * MINUTE_MS;

/** Makes a wait somewhat longer, so that those who wait for the same do not all come back at once. */
export type Spread = (ms: number) => number;
const LONGER = 0.25;
export const spreadOf =
  (...parts: (string | number)[]): Spread =>
  (ms) =>
    ms * (1 + LONGER * chance(...parts, 'spread'));

/** `errors`: how often this provider has failed at this step, this time included. */
export function verdictOn(error: unknown, errors: number, now: Date, spread: Spread): Verdict {
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (error instanceof NotNow) {
    const { because, retryAfterMs } = error;
    return because === 'limit' ? { kind: 'again', at: after(retryAfterMs) } : { kind: 'held', hold: holdOf(error, now, spread) };
  }
  const failure = failureOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (failure?.mends === 'other-key' || (error instanceof UserError && error.code === 'API_KEY_INVALID')) {
    return { kind: 'held', hold: { reason, mends: 'person', at: after(spread(nth(PERSON_MS, errors - 1))) } };
  }
  if (failure?.kind === 'context-too-long') return { kind: 'elsewhere' };
  if (!(error instanceof RetryError)) return { kind: 'never' };
  const asked = failure?.retryAfterMs;
  const wait = asked ?? BACKOFF_MS[errors - 1] ?? LONGEST_BACKOFF_MS;
  if (errors < MAX_ERRORS && wait <= LONGEST_SILENCE_MS) return { kind: 'again', at: after(spread(wait)) };
  // An answer that was billed came from a model that works: it is this step that it cannot do.
  if (usageOf(error)) return { kind: 'never' };
  const rest = Math.max(asked ?? 0, nth(DOWN_MS, errors - MAX_ERRORS));
  return { kind: 'held', hold: { reason, mends: 'time', at: after(spread(Math.min(rest, LONGEST_HOLD_MS))) } };
}

/** As it stands for a provider that is known to be unable before it is called. */
export const holdOf = ({ because, message, retryAfterMs }: NotNow, now: Date, spread: Spread): Hold => ({
  reason: message,
  mends: because === 'refused' ? 'person' : 'time',
  at: new Date(now.getTime() + spread(retryAfterMs)),
});

/** Of several providers that cannot answer: in the words of the first, and tried again when the first of them may. */
export const joined = (holds: readonly Hold[]): Hold =>
  holds.reduce((first, next) => ({
    reason: first.reason,
    mends: first.mends === 'time' || next.mends === 'time' ? 'time' : 'person',
    at: new Date(Math.min(first.at.getTime(), next.at.getTime())),
  }));

const nth = (list: readonly number[], n: number): number => list[Math.min(Math.max(n, 0), list.length - 1)] ?? 0;
