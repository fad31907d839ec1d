import { DiscordAPIError, HTTPError, RateLimitError, type RawFile, REST, type RouteLike } from 'discord.js';
import { RetryError } from '../../../engine/errors.ts';
import { evenPace } from './even-pace.ts';

/** Discord understood and said no; `code` is its own (10003 unknown channel, 50013 a permission is missing …). */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: number;
  readonly status: number;
  constructor(code: number, status: number, message: string) {
    super(`Discord refused (${status}, ${code}): ${message}`);
    this.code = code;
    this.status = status;
  }
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Call = { body?: unknown; files?: RawFile[]; query?: Record<string, string>; signal?: AbortSignal };
/** Asks Discord once: throws RetryError where time may mend it, Refused where Discord says no. */
export type Wire = {
  /** With the bot's token. */
  bot<T>(method: Method, route: RouteLike, call?: Call): Promise<T>;
  /** With a token that stands in the route: webhooks and interactions. Counts for no limit of the bot's. */
  token<T>(method: Method, route: RouteLike, call?: Call): Promise<T>;
};

/**
 * Requests a second with the bot's token. Discord takes 50 from all processes together; what discord.js counts by itself
 * are whole seconds, and it lets through twice as many at their border.
 */
const PER_SECOND = 40;
const AT_ONCE = 10;
/** Longer than any answer of a Discord that is well. */
const ANSWER_MS = 10_000;

/**
 * discord.js waits and asks again by itself in three places, each of which might double a post: after a 5xx or a lost
 * connection (`retries`), after a 429 and before one (`rejectOnRateLimit` makes both an error). All are off.
 */
export function openWire(token: string, api: string | undefined): Wire {
  const options = {
    version: '10',
    retries: 0,
    timeout: ANSWER_MS,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    ...(api && { api }),
  };
  const bot = new REST(options).setToken(token);
  const open = new REST(options);
  const turn = evenPace(PER_SECOND, AT_ONCE);
  return {
    async bot<T>(method: Method, route: RouteLike, call?: Call) {
      try {
        await turn(call?.signal);
        return await ask<T>(bot, method, route, call);
      } finally {
        // After a 401 discord.js forgets the token, for all that comes after.
        bot.setToken(token);
      }
    },
    token: <T>(method: Method, route: RouteLike, call?: Call) => ask<T>(open, method, route, { ...call, auth: false }),
  };
}

async function ask<T>(rest: REST, method: Method, route: RouteLike, call: Call & { auth?: boolean } = {}): Promise<T> {
  const { query, ...data } = call;
  try {
    return (await rest[method](route, { ...data, ...(query && { query: new URLSearchParams(query) }) })) as T;
  } catch (error) {
    throw translated(error);
  }
}

/** Addresses hold tokens of webhooks: what is thrown on holds none. */
function translated(error: unknown): Error {
  if (error instanceof RateLimitError) {
    return new RetryError('Discord asks us to slow down.', {
      retryAfterMs: Math.max(error.retryAfter, error.sublimitTimeout, 1),
    });
  }
  if (error instanceof DiscordAPIError) return new Refused(Number(error.code), error.status, error.message);
  if (error instanceof HTTPError) return new RetryError(`Discord has trouble (${error.status}).`);
  const name = error instanceof Error ? error.message : String(error);
  return new RetryError(`Discord did not answer (${name}).`);
}

export const refusedWith = (error: unknown, ...codes: number[]): error is Refused =>
  error instanceof Refused && codes.includes(error.code);

const LONGEST_WAIT_MS = 60_000;

/** For what may be asked for twice without harm: again and again until it is answered, or the time given has come. */
export async function patiently<T>(until: number, work: () => Promise<T>, waits?: (error: RetryError) => void): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryError)) throw error;
      const wait = error.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, 200 * 2 ** attempt);
      if (Date.now() + wait > until) throw error;
      waits?.(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
