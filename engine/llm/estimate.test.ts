import { describe, expect, it } from 'vitest';
import { focusGroup } from '../formats/focus-group/focus-group.ts';
import { cast } from '../formats/focus-group/room.fixture.ts';
import { type Estimate, estimate, type Range } from './estimate.ts';
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

function priced({ cost }: Estimate): Range {
  if ('unknown' in cost) throw new Error(cost.unknown);
  return cost;
}

describe('estimate', () => {
  it('counts every call of the plan and gives a range in dollars and tokens', () => {
    const { calls, tokens, seconds, pricesDate } = estimate(base);
    const { p50, p90 } = priced(estimate(base));
    // A frame, two ballots each, five turns of the moderator, about five turns a round, seven sections.
    expect(calls).toBeGreaterThanOrEqual(1 + 10 + 5 + 18 + 7);
    expect(calls).toBeLessThan(60);
    expect(p50).toBeGreaterThan(0.01);
    expect(p90 / p50).toBeGreaterThan(1.2);
    expect(p90 / p50).toBeLessThanOrEqual(2);
    expect(tokens.p50.cached).toBeGreaterThan(0);
    expect(tokens.p90.output).toBeGreaterThan(tokens.p50.output);
    expect(seconds.p50).toBeGreaterThan(20);
    expect(seconds.p90).toBeGreaterThan(1.2 * seconds.p50);
    expect(pricesDate).toMatch(/^\d{4}-/);
    expect(estimate(base)).toEqual(estimate(base));
  });

  it('rises with rounds, context and quality, and close to linearly with rounds', () => {
    const dollars = (change: object) => priced(estimate({ ...base, ...change })).p50;
    expect(dollars({ context: 'The fares bring in a fifth of it. '.repeat(400) })).toBeGreaterThan(1.3 * dollars({}));
    expect(dollars({ models: modelsFor('openai', 'best') })).toBeGreaterThan(2 * dollars({}));
    const turns = (rounds: number) => estimate({ ...base, options: { rounds } }).tokens.p50.cached;
    expect(turns(40) / turns(20)).toBeLessThan(2.6);
  });

  it('tells tokens but no money where a price is not known', () => {
    const { cost, tokens } = estimate({ ...base, models: { speak: 'llama3', small: 'gpt-5-nano', report: 'llama3' } });
    expect(cost).toEqual({ unknown: expect.stringMatching(/^The price of llama3 is not known\. Enter it .*PRICES_FILE.*\.$/) });
    expect(tokens.p50.input).toBeGreaterThan(1000);
    expect(tokens.p90.input).toBeGreaterThan(tokens.p50.input);
  });

  it('takes the pace of reading into the time', () => {
    const slow = estimate({ ...base, readingSeconds: (text) => text.split(' ').length / 2 });
    expect(slow.seconds.p50).toBeGreaterThan(3 * estimate(base).seconds.p50);
    expect(slow.cost).toEqual(estimate(base).cost);
  });

  it('follows what was measured', () => {
    const wordy = Array.from({ length: 60 }, (_, i) => ({
      length: 1.8 + i / 100,
      again: 0.2,
      miss: 0.3,
      tokens: 1.3,
      output: 1.3,
      slowness: 4,
    }));
    const habits = habitsOf(wordy);
    expect(habits.length.middle).toBeGreaterThan(1.6);
    expect(habitsOf([])).toEqual(HABITS);
    const [known, learnt] = [estimate(base), estimate(base, habits)];
    expect(priced(learnt).p50).toBeGreaterThan(1.4 * priced(known).p50);
    expect(learnt.seconds.p50).toBeGreaterThan(3 * known.seconds.p50);
  });
});
