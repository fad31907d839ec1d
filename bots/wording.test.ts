import { describe, expect, it } from 'vitest';
import { budgetWords, costPartsWords, costRange, spentOf, timeRange } from './wording.ts';

describe('a cost in words', () => {
  const cost = (dollars: number, unpriced = 0) => ({
    calls: 1,
    input: 1,
    cached: 0,
    cacheWrite: 0,
    output: 1,
    dollars,
    unpriced,
  });

  it('says what is not known', () => {
    expect(spentOf(cost(0.12))).toBe('$0.12');
    expect(spentOf(cost(0.12), 0.5)).toBe('$0.12 of at most $0.50');
    expect(spentOf(cost(0, 3))).toBe('price unknown');
    expect(spentOf(cost(0.12, 1))).toBe('$0.12 and 1 call of unknown price');
  });

  it('says on whom and what it was spent, and leaves out what cost nothing', () => {
    const speakers = [
      { speaker: { id: 'a', name: 'Ada' }, turns: 2, cost: cost(0.0123) },
      { speaker: { id: 'b', name: 'Ben' }, turns: 0, cost: cost(0) },
      { speaker: { id: 'moderator', name: 'Moderator' }, turns: 1, cost: cost(0, 1) },
    ];
    const parts = { total: cost(1), speakers, framing: cost(0.002), summaries: cost(0), report: cost(0.2), turns: [] };
    expect(costPartsWords(parts)).toBe('Ada $0.0123, Moderator price unknown, the ballots’ wording $0.002, report $0.20');
  });
});

describe('an estimate in words', () => {
  it.each([
    [{ p50: 0.0412, p90: 0.0713 }, 'about $0.04 to $0.07'],
    [{ p50: 0.041, p90: 0.043 }, 'about $0.04'],
    [{ p50: 0.0042, p90: 0.0071 }, 'about $0.004 to $0.007'],
    [{ p50: 1.04, p90: 1.666 }, 'about $1.04 to $1.67'],
    [{ p50: 0.00001, p90: 0.00002 }, 'about $0.0001'],
    [{ p50: 0, p90: 0 }, 'costs nothing'],
    [{ unknown: 'The price of x is not known.' }, 'price unknown: The price of x is not known.'],
  ])('%j: %s', (cost, told) => expect(costRange({ cost })).toBe(told));

  it.each([
    [200, 260, '3 to 4 minutes'],
    [180, 190, '3 minutes'],
    [31, 52, '30 to 50 seconds'],
    [1, 2, '10 seconds'],
    [70, 110, '1 to 2 minutes'],
    [55, 61, '60 seconds'],
  ])('%i to %i seconds are %s', (p50, p90, told) => expect(timeRange({ seconds: { p50, p90 } })).toBe(told));

  it('says when a budget may not do', () => {
    const cost = { p50: 0.1, p90: 0.15 };
    expect(budgetWords({ cost }, 0.15)).toBeUndefined();
    expect(budgetWords({ cost }, undefined)).toBeUndefined();
    expect(budgetWords({ cost: { unknown: 'x' } }, 0.01)).toBeUndefined();
    expect(budgetWords({ cost, enough: 0.194 }, 0.2)).toBeUndefined();
    expect(budgetWords({ cost, enough: 0.194 }, 0.18)).toBe(
      'The budget of $0.18 may not be enough; the discussion then ends early, with a report of what was reached. $0.20 will do in all likelihood.',
    );
    expect(budgetWords({ cost }, 0.12)).toMatch(/^The budget of \$0\.12 may not be enough; .* report of what was reached\.$/);
    expect(budgetWords({ cost }, 0.09)).toMatch(/^The budget of \$0\.09 is probably not enough/);
  });
});
