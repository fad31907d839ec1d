import { expect, it } from 'vitest';
import { estimate } from '../../engine/llm/estimate.ts';
import { habitsOf } from '../../engine/llm/habits.ts';
import { finished, type World } from './bills.fixture.ts';

/** What the estimate is fitted on … */
const BEFORE: World = {
  name: 'before',
  length: { median: 1.12, sigma: 0.15, turnSigma: 0.25 },
  again: [0.02, 0.07],
  lost: [0, 0.06],
  tokens: 0.04,
  secondsATurn: { median: 6, sigma: 0.4 },
};
/** … and what the bills are drawn from. */
const NOW: World = {
  name: 'now',
  length: { median: 1.04, sigma: 0.24, turnSigma: 0.55 },
  again: [0.01, 0.14],
  lost: [0, 0.12],
  tokens: 0.08,
  secondsATurn: { median: 9, sigma: 0.7 },
};

const DISCUSSIONS = 200;

it('holds against 200 finished discussions from another distribution than it was fitted on', { timeout: 120_000 }, () => {
  const habits = habitsOf(finished(BEFORE, 40).map(({ measured }) => measured));
  const bills = finished(NOW, DISCUSSIONS).map(({ input, dollars }) => ({ dollars, ...estimate(input, habits) }));
  let under50 = 0;
  let under90 = 0;
  for (const { dollars, p50, p90 } of bills) {
    expect(p50.dollars).toBeGreaterThan(0);
    expect((p90.dollars ?? 0) / (p50.dollars ?? 1)).toBeLessThanOrEqual(2);
    if (dollars <= (p50.dollars ?? 0)) under50++;
    if (dollars <= (p90.dollars ?? 0)) under90++;
  }
  const told = `${under50} at or under P50, ${under90} at or under P90`;
  expect(under90 / DISCUSSIONS, told).toBeGreaterThanOrEqual(0.9);
  expect(under50 / DISCUSSIONS, told).toBeGreaterThanOrEqual(0.35);
  expect(under50 / DISCUSSIONS, told).toBeLessThanOrEqual(0.65);
});
