import { describe, expect, it } from 'vitest';
import { focusGroup } from '../formats/focus-group/focus-group.ts';
import { cast } from '../formats/focus-group/room.fixture.ts';
import { estimate } from './estimate.ts';
import { HABITS, habitsOf } from './habits.ts';
import { modelsFor } from './quality.ts';

const base = {
  format: focusGroup,
  topic: 'Should our city make buses free?',
  options: { rounds: 4 },
  personas: cast(5),
  models: modelsFor('openai', 'balanced')!,
  seed: 's',
};

describe('estimate', () => {
  it('counts every call of the plan and gives a range in dollars and tokens', () => {
    const { calls, p50, p90, seconds, unpriced, pricesDate } = estimate(base);
    // A frame, two ballots each, five turns of the moderator, about five turns a round, seven sections.
    expect(calls).toBeGreaterThanOrEqual(1 + 10 + 5 + 18 + 7);
    expect(calls).toBeLessThan(60);
    expect(p50.dollars).toBeGreaterThan(0.01);
    expect(p90.dollars! / p50.dollars!).toBeGreaterThan(1.2);
    expect(p90.dollars! / p50.dollars!).toBeLessThanOrEqual(2);
    expect(p50.cached).toBeGreaterThan(0);
    expect(p90.output).toBeGreaterThan(p50.output);
    expect(seconds).toBeGreaterThan(20);
    expect(unpriced).toEqual([]);
    expect(pricesDate).toMatch(/^\d{4}-/);
    expect(estimate(base)).toEqual(estimate(base));
  });

  it('rises with rounds, context and quality, and close to linearly with rounds', () => {
    const dollars = (change: object) => estimate({ ...base, ...change }).p50.dollars!;
    expect(dollars({ context: 'The fares bring in a fifth of it. '.repeat(400) })).toBeGreaterThan(1.3 * dollars({}));
    expect(dollars({ models: modelsFor('openai', 'best') })).toBeGreaterThan(2 * dollars({}));
    const turns = (rounds: number) => estimate({ ...base, options: { rounds } }).p50.cached;
    expect(turns(40) / turns(20)).toBeLessThan(2.6);
  });

  it('tells tokens but no money where a price is not known', () => {
    const { p50, p90, unpriced } = estimate({ ...base, models: { speak: 'llama3', small: 'gpt-5-nano', report: 'llama3' } });
    expect(unpriced).toEqual(['llama3']);
    expect([p50.dollars, p90.dollars]).toEqual([null, null]);
    expect(p50.input).toBeGreaterThan(1000);
    expect(p90.input).toBeGreaterThan(p50.input);
  });

  it('takes the pace of reading into the time', () => {
    const slow = estimate({ ...base, readingSeconds: () => 30 });
    expect(slow.seconds).toBeGreaterThan(20 * 30);
    expect(slow.p50).toEqual(estimate(base).p50);
  });

  it('follows what was measured', () => {
    const wordy = Array.from({ length: 60 }, (_, i) => ({ length: 1.8 + i / 100, again: 0.2, miss: 0.3, tokens: 1.3 }));
    const habits = habitsOf(wordy);
    expect(habits.length.middle).toBeGreaterThan(1.6);
    expect(habitsOf([])).toEqual(HABITS);
    expect(estimate(base, habits).p50.dollars).toBeGreaterThan(1.4 * estimate(base).p50.dollars!);
  });
});
