import { expect, it } from 'vitest';
import { evenPace } from './even-pace.ts';

it('lets a few through at once and never more than so many in a second', async () => {
  const turn = evenPace(40, 10);
  const from = performance.now();
  const at = await Promise.all(
    Array.from({ length: 50 }, async () => {
      await turn();
      return performance.now() - from;
    }),
  );
  expect(at.filter((ms) => ms < 20).length).toBeGreaterThanOrEqual(10);
  for (const start of at) expect(at.filter((ms) => ms >= start && ms < start + 1_000).length).toBeLessThanOrEqual(41);
  expect(at.at(-1)).toBeGreaterThan(1_200);
  expect([...at].sort((a, b) => a - b)).toEqual(at);
});

it('gives up a turn that is not wanted any more', async () => {
  const turn = evenPace(3, 1);
  await turn();
  await expect(turn(AbortSignal.abort())).rejects.toThrow();
});

it('brings no crowd with it after the process was held up', async () => {
  const turn = evenPace(40, 4);
  const at: number[] = [];
  const all = Array.from({ length: 30 }, () => turn().then(() => at.push(performance.now())));
  await new Promise((resolve) => setTimeout(resolve, 5));
  for (const until = performance.now() + 400; performance.now() < until; );
  const after = performance.now();
  await Promise.all(all);
  expect(at.filter((ms) => ms >= after && ms < after + 100).length).toBeLessThanOrEqual(4 + 5);
});
