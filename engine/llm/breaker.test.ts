import { describe, expect, it } from 'vitest';
import { RetryError } from '../errors.ts';
import { Refusal, UselessReply } from './billed-errors.ts';
import { type Breaker, breakers } from './breaker.ts';
import { LastingFailure, PassingFailure } from './failure.ts';

const MINUTE = 60_000;
const usage = { input: 1, cached: 0, cacheWrite: 0, output: 1, cost: 0 };
const down = () => new PassingFailure('server', 'OpenAI is having trouble (503).');

/** A breaker under a clock that is moved by hand, and the calls that went through it. */
function subject(now = { ms: 1_000_000 }) {
  const breaker = breakers({ now: () => now.ms }).of('key');
  let calls = 0;
  const call = (outcome: unknown, through: Breaker = breaker): Promise<unknown> =>
    through
      .run(async () => {
        calls++;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      })
      .catch((error: unknown) => error);
  return { breaker, now, call, calls: () => calls };
}

async function opened() {
  const all = subject();
  for (let i = 0; i < 5; i++) await all.call(down());
  return all;
}

describe('breaker', () => {
  it('hands on what a call brings, and its errors as they are', async () => {
    const { call } = subject();
    expect(await call('reply')).toBe('reply');
    const error = down();
    expect(await call(error)).toBe(error);
    const refusal = new Refusal('no', usage);
    expect(await call(refusal)).toBe(refusal);
  });

  it('opens after five failures in a row for a minute, and makes no call meanwhile', async () => {
    const { breaker, call, calls, now } = subject();
    for (let i = 0; i < 4; i++) await call(down());
    expect(breaker.waitMs()).toBe(0);
    await call(down());
    expect(breaker.waitMs()).toBe(MINUTE);
    now.ms += MINUTE - 1;
    expect(await call('reply')).toMatchObject({ name: 'RetryError', retryAfterMs: 1 });
    expect(calls()).toBe(5);
    now.ms += 1;
    expect(breaker.waitMs()).toBe(0);
    expect(await call('reply')).toBe('reply');
  });

  it('counts failures in a row only', async () => {
    const { breaker, call } = subject();
    for (let i = 0; i < 10; i++) await call(i % 5 === 4 ? 'reply' : down());
    expect(breaker.waitMs()).toBe(0);
    // An answer that a person does not like is an answer.
    for (let i = 0; i < 10; i++) await call(i % 5 === 4 ? new LastingFailure('refused', 'no') : down());
    expect(breaker.waitMs()).toBe(0);
  });

  it.each(['timeout', 'server', 'unreachable', 'rate-limit', 'broken-reply'] as const)('counts: %s', async (kind) => {
    const { breaker, call } = subject();
    for (let i = 0; i < 5; i++) await call(new PassingFailure(kind, 'later'));
    expect(breaker.waitMs()).toBe(MINUTE);
  });

  it('counts a call that ran out of time, however it ended', async () => {
    const { breaker, call } = subject();
    for (let i = 0; i < 5; i++) await call(i % 2 ? new RetryError('late') : new DOMException('late', 'TimeoutError'));
    expect(breaker.waitMs()).toBe(MINUTE);
  });

  it.each([
    new Refusal('no', usage),
    new UselessReply('empty', usage),
    new LastingFailure('context-too-long', 'long'),
    new LastingFailure('bad-request', 'odd'),
    new LastingFailure('bad-key', 'refused'),
    new LastingFailure('no-quota', 'empty'),
    new DOMException('stopped', 'AbortError'),
    new TypeError('a bug'),
  ])('does not count: $name $kind', async (error) => {
    const { breaker, call } = subject();
    for (let i = 0; i < 9; i++) expect(await call(error)).toBe(error);
    expect(breaker.waitMs()).toBe(0);
  });

  it('lets one call through when the minute is over, and opens again when it fails', async () => {
    const { breaker, call, calls, now } = await opened();
    now.ms += MINUTE;
    let fail: (error: Error) => void = () => {};
    const trial = breaker.run(() => new Promise((_, reject) => (fail = reject))).catch((error: unknown) => error);
    expect(breaker.waitMs()).toBeGreaterThan(0);
    expect(await call('reply')).toBeInstanceOf(RetryError);
    expect(calls()).toBe(5);
    fail(down());
    await trial;
    expect(breaker.waitMs()).toBe(MINUTE);
  });

  it('closes when the call that is let through is answered, and then takes five failures again', async () => {
    const { breaker, call, now } = await opened();
    now.ms += MINUTE;
    expect(await call(new LastingFailure('refused', 'no'))).toBeInstanceOf(LastingFailure);
    for (let i = 0; i < 4; i++) await call(down());
    expect(breaker.waitMs()).toBe(0);
    await call(down());
    expect(breaker.waitMs()).toBe(MINUTE);
  });

  it('learns nothing from a call that was aborted: the next one is let through alone', async () => {
    const { breaker, call, now } = await opened();
    now.ms += MINUTE;
    await call(new DOMException('stopped', 'AbortError'));
    expect(breaker.waitMs()).toBe(0);
    await call(down());
    expect(breaker.waitMs()).toBe(MINUTE);
  });

  it('keeps keys apart, and gives the same breaker for the same key', async () => {
    const all = breakers();
    const { call } = subject();
    for (let i = 0; i < 5; i++) await call(down(), all.of('a'));
    expect(all.of('a').waitMs()).toBeGreaterThan(MINUTE - 5_000);
    expect(all.of('b').waitMs()).toBe(0);
  });
});
