import { expect, it } from 'vitest';
import { billedDiscussion } from './discussion.ts';
import { billedVendors } from './vendors.ts';

const size = { personas: 8, rounds: 20, words: 120 };

it.each(billedVendors)(
  'bills of $name: turns at a tenth of the naive layout with nothing cached',
  { timeout: 60_000 },
  async (vendor) => {
    const { ours, naive } = await billedDiscussion(vendor, size, 'together');
    expect(naive.calls).toBe(ours.turn.calls);
    expect(ours.turn.calls).toBeGreaterThanOrEqual(150);
    expect(ours.turn.billed / naive.uncached).toBeLessThan(0.1);
    expect(ours.turn.output / ours.turn.calls).toBeGreaterThan(140);
    expect(ours.summary.calls).toBeGreaterThan(2);
    const { ours: oneFirst } = await billedDiscussion(vendor, { ...size, rounds: 5 }, 'one-first');
    expect(oneFirst.report.billed).toBeLessThan(0.5 * oneFirst.report.uncached);
  },
);
