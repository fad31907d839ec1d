import { describe, expect, it } from 'vitest';
import { budgetWords, costRange, timeRange } from './wording.ts';

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
    expect(budgetWords({ cost }, 0.12)).toMatch(/^The budget of \$0\.12 may not be enough; .* report of what was reached\.$/);
    expect(budgetWords({ cost }, 0.09)).toMatch(/^The budget of \$0\.09 is probably not enough/);
  });
});
