import { describe, expect, it } from 'vitest';
import { chance } from '../seed.ts';
import { emptyWindow, settleIn, type Taking, takeFrom } from './sliding-window.ts';

const MINUTE = 60_000;

/** The most that any interval of a minute holds; an interval that begins just after a taking is not the fullest one. */
function fullest(takings: readonly { at: number; amount: number }[]): number {
  let most = 0;
  let first = 0;
  let sum = 0;
  for (const { at, amount } of takings) {
    sum += amount;
    while ((takings[first]?.at ?? at) <= at - MINUTE) sum -= takings[first++]?.amount ?? 0;
    most = Math.max(most, sum);
  }
  return most;
}

describe('sliding window', () => {
  it.each([1, 2, 3, 7, 30, 61, 500])('holds %d requests in any minute, and is used whole', (requests) => {
    const state = emptyWindow();
    const takings: { at: number; amount: number }[] = [];
    let refused = 0;
    const minutes = 12;
    for (let now = 1_700_000_000_123, i = 0; now < 1_700_000_000_123 + minutes * MINUTE; i++) {
      // By turns in a rush and at leisure, so that no moment is special.
      now += chance('gap', requests, i) * (Math.floor(i / 97) % 2 === 0 ? 20 : 24_000 / requests);
      const answer = takeFrom(state, { who: `d${i % 5}`, tokens: 1, limits: { requests } }, now, MINUTE);
      if ('waitMs' in answer) refused++;
      else takings.push({ at: now, amount: 1 });
    }
    expect(fullest(takings)).toBe(requests);
    expect(refused).toBeGreaterThan(takings.length / 4);
    // They come back at random, not as they were told: some of the room is kept for them in vain.
    expect(takings.length).toBeGreaterThan(minutes * requests * 0.6);
    expect(state.slots.length).toBeLessThanOrEqual(242);
  });

  it('comes to the whole limit when those who wait come back as they are told', () => {
    for (const requests of [1, 2, 30, 47]) {
      const state = emptyWindow();
      const due = new Map(Array.from({ length: 60 }, (_, i) => [`d${i}`, 0]));
      let taken = 0;
      for (let now = 0; now < 20 * MINUTE; now += 50) {
        for (const [who, at] of due) {
          if (at > now) continue;
          const answer = takeFrom(state, { who, tokens: 1, limits: { requests } }, now, MINUTE);
          if ('waitMs' in answer) due.set(who, now + answer.waitMs);
          else taken++;
        }
      }
      expect(taken).toBeGreaterThanOrEqual(20 * requests * 0.97);
    }
  });

  it('holds the tokens really used in any minute, with estimates twice too high, and uses most of them', () => {
    const state = emptyWindow();
    const limits = { tokens: 30_000 };
    const used: { at: number; amount: number }[] = [];
    const open: { at: number; taking: Taking; real: number }[] = [];
    const due = new Map(Array.from({ length: 12 }, (_, i) => [`d${i}`, 0]));
    let rejected = 0;
    for (let now = 0; now < 20 * MINUTE; now += 100) {
      for (const call of open.splice(0)) {
        if (call.at > now) open.push(call);
        else {
          settleIn(state, call.taking, call.real, now, MINUTE);
          used.push({ at: now, amount: call.real });
        }
      }
      for (const [who, at] of due) {
        if (at > now) continue;
        const real = 500 + Math.floor(chance(who, now) * 3_000);
        const answer = takeFrom(state, { who, tokens: real * 2, limits }, now, MINUTE);
        if ('waitMs' in answer) rejected++;
        else open.push({ at: now + 3_000, taking: answer, real });
        due.set(who, now + ('waitMs' in answer ? answer.waitMs : 4_000));
      }
    }
    expect(rejected).toBeGreaterThan(100);
    expect(fullest(used)).toBeLessThanOrEqual(30_000);
    expect(used.reduce((sum, { amount }) => sum + amount, 0)).toBeGreaterThan(20 * 30_000 * 0.55);
  });

  it('gives a call that is larger than the limit a window of its own', () => {
    const state = emptyWindow();
    const ask = (who: string, tokens: number, now: number) =>
      takeFrom(state, { who, tokens, limits: { tokens: 1_000 } }, now, MINUTE);
    expect(ask('a', 10, 0)).toMatchObject({ tokens: 10 });
    const { waitMs } = ask('b', 5_000, 100) as { waitMs: number };
    // One that would fit goes after it, or the large one would never come to its turn.
    expect(ask('c', 10, 200)).toHaveProperty('waitMs');
    let now = 100 + waitMs;
    for (let answer = ask('b', 5_000, now); 'waitMs' in answer; answer = ask('b', 5_000, now)) now += answer.waitMs;
    expect(now).toBeLessThan(MINUTE * 1.02);
    expect(ask('c', 10, now)).toHaveProperty('waitMs');
  });

  it('passes over a waiter who does not come back', () => {
    const state = emptyWindow();
    const ask = (who: string, now: number) => takeFrom(state, { who, tokens: 0, limits: { requests: 1 } }, now, MINUTE);
    ask('a', 0);
    const gone = ask('gone', 1) as { waitMs: number };
    const next = ask('next', 2) as { waitMs: number };
    expect(gone.waitMs).toBeLessThanOrEqual(next.waitMs);
    // Its turn, but the place of the one before it is kept for a while.
    expect(ask('next', 1 + gone.waitMs)).toHaveProperty('waitMs');
    expect(ask('next', 2 + gone.waitMs + MINUTE / 12)).toHaveProperty('slot');
  });

  it('is not blocked for longer than a window by a clock that steps back', () => {
    const state = emptyWindow();
    const ask = (who: string, now: number) => takeFrom(state, { who, tokens: 0, limits: { requests: 1 } }, now, MINUTE);
    ask('a', 1_000 * MINUTE);
    const { waitMs } = ask('b', 10 * MINUTE) as { waitMs: number };
    expect(waitMs).toBeLessThan(MINUTE * 1.01);
    expect(ask('b', 10 * MINUTE + waitMs + 1_000)).toHaveProperty('slot');
  });
});
