import { setTimeout as sleep } from 'node:timers/promises';
import { RetryError } from '../errors.ts';
import { settleIn, type Taking, takeFrom, type WindowState } from './sliding-window.ts';

/** A key with the limits that its vendor or an admin has set: none, or at least 1. */
export type LimitedKey = { id: string; requestsPerMinute?: number; tokensPerMinute?: number };

export type Taken = {
  /** 0: taken, make the call. Otherwise the time to come back, with the same `who`. */
  waitMs: number;
  /**
   * Puts the tokens really used in the place of the estimate; 0 where nothing was billed. Never throws: what cannot be
   * settled stands as it was estimated until it leaves the window.
   */
  settle(tokens: number): Promise<void>;
};

/** Requests and tokens a minute of each key, shared by all workers. */
export interface Limiter {
  /**
   * Asks for one call of at most `tokens` for a discussion. Those who were refused go first, one call for each in turn.
   * Costs nothing for a key without limits. Throws RetryError where the limits cannot be read: then nobody may call.
   */
  take(key: LimitedKey, who: string, tokens: number): Promise<Taken>;
  close(): Promise<void>;
}

/** Where the windows are kept. */
export interface WindowStore {
  /** As a sentence names it. */
  readonly name: string;
  /**
   * Changes the window of a key as if nobody else did meanwhile; `edit` may be called several times, each time with a
   * state of its own, and the last one counts. `now` is the same clock for all processes. Kept for `keepMs` at least.
   */
  change(keyId: string, edit: (state: WindowState, now: number) => void, keepMs: number): Promise<void>;
  close(): Promise<void>;
}

export type LimiterOptions = {
  /** The minute of `requestsPerMinute`. */
  windowMs?: number;
  /** How much longer one call may be on its way to the vendor than another without going over the limit there. */
  slackMs?: number;
  /** How long the store may take to answer. */
  patienceMs?: number;
};

type Job = { run: (state: WindowState, now: number) => void; done: () => void; failed: (error: unknown) => void };

/** Asks of one process for one key go to the store together: fifty at once cost little more than one. */
export function limiter(store: WindowStore, options: LimiterOptions = {}): Limiter {
  const { windowMs = 60_000, slackMs = windowMs / 30, patienceMs = 5_000 } = options;
  const window = windowMs + slackMs;
  const waiting = new Map<string, Job[]>();

  async function change<T>(keyId: string, edit: (state: WindowState, now: number) => T): Promise<T> {
    let result: T | undefined;
    await new Promise<void>((done, failed) => {
      const run = (state: WindowState, now: number) => {
        result = edit(state, now);
      };
      const job: Job = { run, done, failed };
      const jobs = waiting.get(keyId);
      if (jobs) return void jobs.push(job);
      waiting.set(keyId, [job]);
      void work(keyId);
    });
    return result as T;
  }

  async function work(keyId: string): Promise<void> {
    // Gathers what is asked in the same turn of the event loop.
    await Promise.resolve();
    for (let jobs = waiting.get(keyId); jobs && jobs.length > 0; jobs = waiting.get(keyId)) {
      waiting.set(keyId, []);
      const batch = jobs;
      const edit = (state: WindowState, now: number) => {
        for (const { run } of batch) run(state, now);
      };
      try {
        await answered(store.change(keyId, edit, window * 2), patienceMs);
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(away(store.name, cause));
      }
    }
    waiting.delete(keyId);
  }

  return {
    async take({ id, requestsPerMinute, tokensPerMinute }, who, tokens) {
      if (requestsPerMinute === undefined && tokensPerMinute === undefined) return FREE;
      const limits = { requests: requestsPerMinute, tokens: tokensPerMinute };
      const ask = { who, tokens: Math.ceil(tokens), limits };
      const answer = await change(id, (state, now) => takeFrom(state, ask, now, window));
      if ('waitMs' in answer) return { ...FREE, waitMs: answer.waitMs };
      const settle = (taking: Taking, used: number) => change(id, (state, now) => settleIn(state, taking, used, now, window));
      return {
        waitMs: 0,
        settle: async (used) => {
          if (tokensPerMinute !== undefined) await settle(answer, Math.ceil(used)).catch(() => {});
        },
      };
    },
    close: () => store.close(),
  };
}

const FREE: Taken = { waitMs: 0, settle: async () => {} };

function away(name: string, cause: unknown): RetryError {
  const told = `The limits that all keys share cannot be read, because ${name} does not answer. No model is asked until it does.`;
  return new RetryError(told, { retryAfterMs: 2_000, cause });
}

async function answered(change: Promise<void>, patienceMs: number): Promise<void> {
  const stop = new AbortController();
  const late = sleep(patienceMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`no answer in ${patienceMs} ms`);
  });
  late.catch(() => {});
  try {
    await Promise.race([change, late]);
  } finally {
    stop.abort();
    change.catch(() => {});
  }
}
