import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPrisma } from '../../prisma/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { countDays, spentSince } from './spent-days.ts';

let pool: pg.Pool;
let prisma: PrismaClient;
const id = randomUUID();
const now = new Date('2026-03-10T12:00:00Z');
const since = new Date('2026-03-01T00:00:00Z');
const call = (key: string, at: string, state: string, cost: number | null, outcome: string | null = 'reply') =>
  pool.query(
    `INSERT INTO call (discussion_id, step_key, attempt, state, provider, model, outcome, cost, opened_at) VALUES ($1, $2, 1, $3, 'openai', 'gpt', $4, $5, $6)`,
    [id, key, state, outcome, cost, at],
  );

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await freshDatabase() });
  prisma = openPrisma(pool);
  await pool.query(
    `INSERT INTO discussion (id, origin, brief, topic, format, status, started_by, team, created_at)
     VALUES ($1, 'o', '{}', 't', 'focus-group', 'completed', '{"id": "u1", "name": "Uma"}', 'default', '2026-03-07')`,
    [id],
  );
  await call('a', '2026-03-07T23:59:59.999Z', 'settled', 1);
  await call('b', '2026-03-08T00:00:00Z', 'settled', 2);
  await call('c', '2026-03-08T10:00:00Z', 'settled', 0, 'error');
  await call('d', '2026-03-09T10:00:00Z', 'open', null, null);
  await call('e', '2026-03-10T10:00:00Z', 'settled', 4);
});
afterAll(() => pool.end());

const days = async () =>
  (await pool.query<{ day: string }>('SELECT day::text FROM counted_day ORDER BY day')).rows.map(({ day }) => day);

it('counts days that are over once, waits for what is open, and adds the rest from the ledger', async () => {
  const all = {
    byDay: [
      { name: '2026-03-07', dollars: 1 },
      { name: '2026-03-08', dollars: 2 },
      { name: '2026-03-09', dollars: 0 },
      { name: '2026-03-10', dollars: 4 },
    ],
    byMember: [{ name: 'Uma', dollars: 7 }],
    byModel: [{ name: 'gpt', dollars: 7 }],
    failures: [{ name: 'openai', count: 1 }],
    failuresByDay: [{ name: '2026-03-08', count: 1 }],
  };
  expect(await spentSince(prisma, 'default', since, now)).toEqual(all);
  await Promise.all([countDays(prisma, undefined, now), countDays(prisma, undefined, now)]);
  expect(await days()).toEqual(['2026-03-07', '2026-03-08']);
  expect(await spentSince(prisma, 'default', since, now)).toEqual(all);
  expect((await spentSince(prisma, 'slack:other', since, now)).byMember).toEqual([]);

  await pool.query("UPDATE call SET state = 'abandoned', cost = 8 WHERE step_key = 'd'");
  await countDays(prisma, undefined, now);
  expect(await days()).toEqual(['2026-03-07', '2026-03-08', '2026-03-09']);
  // A counted day is not read again: the ledger may be emptied of it.
  await pool.query("DELETE FROM call WHERE step_key <> 'e'");
  const { byDay, byMember } = await spentSince(prisma, 'default', since, now);
  expect(byDay.map(({ dollars }) => dollars)).toEqual([1, 2, 8, 4]);
  expect(byMember).toEqual([{ name: 'Uma', dollars: 15 }]);
});

it('does not wait for ever for a call that nobody settles', async () => {
  await call('f', '2026-03-10T11:00:00Z', 'open', null, null);
  await countDays(prisma, undefined, new Date('2026-03-12T00:00:00Z'));
  expect(await days()).not.toContain('2026-03-10');
  await countDays(prisma, undefined, new Date('2026-03-15T00:00:00Z'));
  expect(await days()).toContain('2026-03-10');
});
