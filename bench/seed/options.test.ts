import { describe, expect, it } from 'vitest';
import { UserError } from '../../engine/errors.ts';
import { mixOf } from './mix.ts';
import { readOptions } from './options.ts';

describe('options', () => {
  it('has fifty events for each discussion unless told otherwise', () => {
    expect(readOptions(['--discussions', '2000'])).toMatchObject({ discussions: 2_000, events: 100_000, teams: 40, add: false });
  });
  it('refuses what is no number or not known', () => {
    for (const args of [['--events', 'many'], ['--events', '0'], ['--size', '3'], ['more']])
      expect(() => readOptions(args), args.join(' ')).toThrow(UserError);
  });
});

describe('the mix of sizes', () => {
  it('has every size, and the mean that is wanted', () => {
    const sizes = [12, 30, 60, 120, 300];
    for (const mean of [20, 50, 150]) {
      const shares = mixOf(sizes, 1_000, mean * 1_000);
      expect(shares.every((share) => share > 0)).toBe(true);
      expect(shares.reduce((sum, share, i) => sum + share * (sizes[i] ?? 0), 0)).toBeCloseTo(mean, 3);
    }
  });
});
