import { expect, it } from 'vitest';
import { RetryError } from '../../../engine/errors.ts';
import { openQuota } from './quota.ts';

it('makes ten calls in a row in one workspace, then one for each that is older than twelve seconds', async () => {
  let time = 1_000_000;
  const quota = openQuota(() => time);
  let calls = 0;
  const call = (team = 'T1') => quota(team, async () => ++calls);
  for (let i = 0; i < 10; i++) await call();
  await expect(call()).rejects.toMatchObject({ retryAfterMs: 12_500 });
  await call('T2');
  time += 12_500;
  await call();
  expect(calls).toBe(12);
});

it('asks nothing of a workspace that has asked for patience', async () => {
  let time = 0;
  const quota = openQuota(() => time);
  let calls = 0;
  const limited = () =>
    quota('T1', async () => {
      calls++;
      throw new RetryError('slow down', { retryAfterMs: 7_000 });
    });
  await expect(limited()).rejects.toMatchObject({ retryAfterMs: 7_000 });
  time = 3_000;
  await expect(limited()).rejects.toMatchObject({ retryAfterMs: 4_000 });
  time = 7_000;
  await expect(limited()).rejects.toMatchObject({ retryAfterMs: 7_000 });
  expect(calls).toBe(2);
});
