import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { RetryError } from '../errors.ts';
import { chance } from '../seed.ts';
import { limiterContract } from './limits.contract.ts';
import { type LimitedKey, limiter } from './limits.ts';
import { memoryWindows } from './limits-memory.ts';
import { postgresWindows } from './limits-postgres.ts';
import { redisWindows } from './limits-redis.ts';

const TABLE = `create table if not exists key_window (
  key_id text primary key, version bigint not null, state text not null)`;

limiterContract('memory', async () => {
  const windows = memoryWindows();
  return { windows: () => windows, close: async () => {} };
});

limiterContract('PostgreSQL', async () => {
  const connectionString = await freshDatabase();
  const pools: pg.Pool[] = [];
  const open = () => pools[pools.push(new pg.Pool({ connectionString, max: 2 })) - 1] as pg.Pool;
  await open().query(TABLE);
  return {
    windows: () => postgresWindows(open()),
    away: () => postgresWindows(new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' })),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
});

const redisUrl = inject('redisUrl');
if (redisUrl) {
  limiterContract('Redis', async () => {
    const prefix = `test-${randomUUID()}`;
    return {
      windows: () => redisWindows(redisUrl, { prefix }),
      away: () => redisWindows('redis://127.0.0.1:1'),
      close: async () => {},
    };
  });
} else {
  describe('limits: Redis', () => {
    it.skip('skipped: redis-server is not installed here', () => {});
  });
}

describe('limits', () => {
  it('lets nobody call when the store does not answer in time', async () => {
    const hanging = { ...memoryWindows(), change: () => new Promise<void>(() => {}) };
    const limits = limiter(hanging, { patienceMs: 20 });
    const error = await limits.take({ id: 'k', requestsPerMinute: 5 }, 'd', 1).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RetryError);
    expect(error).toMatchObject({ message: expect.stringMatching(/does not answer/), retryAfterMs: 2_000 });
  });

  it('asks the store once for what is asked at the same time', async () => {
    const windows = memoryWindows();
    let changes = 0;
    const counted: typeof windows = {
      ...windows,
      change: (...args) => {
        changes++;
        return windows.change(...args);
      },
    };
    const limits = limiter(counted);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => limits.take({ id: 'k', requestsPerMinute: 30 }, `d${i}`, 0)),
    );
    expect(answers.filter(({ waitMs }) => waitMs === 0)).toHaveLength(30);
    expect(changes).toBe(1);
  });
});

type Discussion = { name: string; atOnce: number; taken: number };

/** Discussions on one key for some minutes of a clock that is moved by hand; each asks again as soon as it may. */
async function minutesOf(
  minutes: number,
  discussions: Discussion[],
  limit: Omit<LimitedKey, 'id'>,
  tokensOf: (name: string) => number = () => 0,
): Promise<void> {
  let now = 0;
  const limits = limiter(memoryWindows(() => now));
  const key = { id: 'shared', ...limit };
  const asks = discussions.flatMap((of) => Array.from({ length: of.atOnce }, (_, i) => ({ of, at: chance(of.name, i) * 3_000 })));
  for (;;) {
    const ask = asks.reduce((first, other) => (other.at < first.at ? other : first));
    now = ask.at;
    if (now > minutes * 60_000) return;
    const { waitMs } = await limits.take(key, ask.of.name, tokensOf(ask.of.name));
    if (waitMs === 0) ask.of.taken++;
    // A call takes two to eight seconds; a worker wakes up to half a second late.
    const vary = chance(ask.of.name, ask.of.taken, now);
    ask.at = now + (waitMs === 0 ? 2_000 + vary * 6_000 : waitMs + vary * 500);
  }
}

describe('limits: waiting is fair between discussions', () => {
  const twenty = (atOnce: (i: number) => number): Discussion[] =>
    Array.from({ length: 20 }, (_, i) => ({ name: `discussion-${i}`, atOnce: atOnce(i), taken: 0 }));
  const spread = (all: Discussion[]) => {
    const taken = all.map((one) => one.taken);
    return { least: Math.min(...taken), most: Math.max(...taken), sum: taken.reduce((a, b) => a + b, 0) };
  };

  it('when all ask for one call at a time', async () => {
    const all = twenty(() => 1);
    await minutesOf(5, all, { requestsPerMinute: 30 });
    const { least, most, sum } = spread(all);
    expect(sum).toBeGreaterThan(5 * 30 * 0.9);
    expect(most).toBeLessThanOrEqual(1.4 * least);
  });

  it('when some ask for eight calls at once', async () => {
    const all = twenty((i) => (i % 4 === 0 ? 8 : 1));
    await minutesOf(8, all, { requestsPerMinute: 30 });
    const { least, most, sum } = spread(all);
    expect(sum).toBeGreaterThan(8 * 30 * 0.9);
    expect(most).toBeLessThanOrEqual(2 * least);
  });

  it('when it is for tokens, and calls of one discussion are four times as large', async () => {
    const all = twenty(() => 1);
    await minutesOf(8, all, { requestsPerMinute: 500, tokensPerMinute: 60_000 }, (name) =>
      name === 'discussion-7' ? 8_000 : 2_000,
    );
    const { least, most, sum } = spread(all);
    expect(sum).toBeGreaterThan(8 * (60_000 / 2_300) * 0.8);
    expect(most).toBeLessThanOrEqual(2 * least);
  });
});
