import { describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { UselessReply } from '../llm/billed-errors.ts';
import { type FailureKind, LastingFailure, NotNow, PassingFailure } from '../llm/failure.ts';
import { joined, spreadOf, verdictOn } from './verdict.ts';

const now = new Date('2026-03-01T12:00:00Z');
const exact = (ms: number) => ms;
const inMs = (ms: number) => new Date(now.getTime() + ms);
const minutes = (n: number) => inMs(n * 60_000);

describe('what an error means for its step', () => {
  it.each<FailureKind>(['rate-limit', 'timeout', 'server', 'broken-reply', 'unreachable'])(
    '%s: twice again with a growing wait, then the provider is down',
    (kind) => {
      const error = new PassingFailure(kind, 'down');
      expect(verdictOn(error, 1, now, exact)).toEqual({ kind: 'again', at: inMs(2_000) });
      expect(verdictOn(error, 2, now, exact)).toEqual({ kind: 'again', at: inMs(5_000) });
      const holds = [3, 4, 5, 6, 7, 8, 50].map((errors) => verdictOn(error, errors, now, exact));
      expect(holds.map((verdict) => verdict.kind === 'held' && verdict.hold.mends)).toEqual(Array(7).fill('time'));
      const waits = holds.map((verdict) => (verdict.kind === 'held' ? (+verdict.hold.at - +now) / 1_000 : 0));
      expect(waits).toEqual([10, 20, 40, 60, 120, 300, 300]);
    },
  );

  it('waits as long as it was asked to; a long wait is told', () => {
    const asked = (retryAfterMs: number) => new RetryError('busy', { retryAfterMs });
    expect(verdictOn(asked(0), 1, now, exact)).toEqual({ kind: 'again', at: now });
    expect(verdictOn(asked(45_000), 1, now, exact)).toEqual({ kind: 'again', at: inMs(45_000) });
    expect(verdictOn(asked(20 * 60_000), 1, now, exact)).toMatchObject({
      kind: 'held',
      hold: { mends: 'time', at: minutes(20) },
    });
    expect(verdictOn(asked(90 * 60_000), 1, now, exact)).toMatchObject({ kind: 'held', hold: { at: minutes(60) } });
    expect(verdictOn(asked(30_000), 3, now, exact)).toMatchObject({ kind: 'held', hold: { at: inMs(30_000) } });
  });

  it.each<FailureKind>(['bad-key', 'no-quota', 'no-model'])('%s: at once another, else a person', (kind) => {
    const error = new LastingFailure(kind, 'The key was refused.');
    const waits = [1, 2, 3, 6, 40].map((errors) => verdictOn(error, errors, now, exact));
    expect(waits[0]).toEqual({ kind: 'held', hold: { reason: 'The key was refused.', mends: 'person', at: inMs(15_000) } });
    const last = { kind: 'held', hold: { mends: 'person', at: minutes(10) } };
    expect(waits.slice(-2)).toMatchObject([last, last]);
  });

  it('is for a larger model: what is too long for this one', () => {
    expect(verdictOn(new LastingFailure('context-too-long', 'no'), 1, now, exact)).toEqual({ kind: 'elsewhere' });
  });

  it('is not to be had: what the model refuses or does not take, and what it never does in the form asked for', () => {
    for (const kind of ['refused', 'bad-request'] as const) {
      expect(verdictOn(new LastingFailure(kind, 'no'), 1, now, exact)).toEqual({ kind: 'never' });
    }
    const usage = { input: 1, cached: 0, cacheWrite: 0, output: 1, cost: 0 };
    expect(verdictOn(new UselessReply('empty', usage), 2, now, exact)).toEqual({ kind: 'again', at: now });
    expect(verdictOn(new UselessReply('empty', usage), 3, now, exact)).toEqual({ kind: 'never' });
    expect(verdictOn(new UserError('odd'), 1, now, exact)).toEqual({ kind: 'never' });
    expect(verdictOn(new TypeError('a bug'), 1, now, exact)).toEqual({ kind: 'never' });
  });

  it('where no call was made: a limit is waited for, a rest may be another’s turn', () => {
    expect(verdictOn(new NotNow('limit', 'full', 700), 0, now, exact)).toEqual({ kind: 'again', at: inMs(700) });
    expect(verdictOn(new NotNow('resting', 'down', 9_000), 0, now, exact)).toEqual({
      kind: 'held',
      hold: { reason: 'down', mends: 'time', at: inMs(9_000) },
    });
    expect(verdictOn(new NotNow('refused', 'no', 9_000), 0, now, exact)).toMatchObject({
      kind: 'held',
      hold: { mends: 'person' },
    });
  });
});

it('several that cannot answer: in the words of the first, when the first of them may', () => {
  const hold = (reason: string, mends: 'person' | 'time', s: number) => ({ reason, mends, at: inMs(s * 1_000) });
  expect(joined([hold('a', 'person', 60)])).toEqual(hold('a', 'person', 60));
  expect(joined([hold('a', 'person', 60), hold('b', 'person', 20), hold('c', 'person', 90)])).toEqual(hold('a', 'person', 20));
  expect(joined([hold('a', 'person', 60), hold('b', 'time', 70)])).toEqual(hold('a', 'time', 60));
});

it('a wait is up to a quarter longer, another for each step, and never shorter', () => {
  const waits = Array.from({ length: 200 }, (_, n) => spreadOf('discussion', `step/${n}`, 1)(1_000));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_250);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(200);
  const asked = new RetryError('busy', { retryAfterMs: 4_000 });
  const verdict = verdictOn(asked, 1, now, spreadOf('discussion', 'step', 1));
  expect(verdict.kind === 'again' && verdict.at.getTime() - now.getTime()).toBeGreaterThanOrEqual(4_000);
});
