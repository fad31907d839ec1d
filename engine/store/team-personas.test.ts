import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { teamCasts } from './team-personas.ts';

let pool: pg.Pool;
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await freshDatabase(), max: 2 });
});
afterAll(() => pool.end());

it("gives a team's casts by name, and no other team's", async () => {
  const add = (team: string, name: string, personas: string[]) =>
    pool.query('insert into team_cast (id, team, name, note, personas, updated_at) values ($1, $2, $3, $4, $5, now())', [
      randomUUID(),
      team,
      name,
      `about ${name}`,
      personas,
    ]);
  await add('discord:1', 'Shop', ['b', 'a']);
  await add('discord:1', 'Board', ['c', 'd']);
  await add('discord:2', 'Theirs', ['e', 'f']);
  expect(await teamCasts(pool)('discord:1')).toEqual([
    { name: 'Board', note: 'about Board', personas: ['c', 'd'] },
    { name: 'Shop', note: 'about Shop', personas: ['b', 'a'] },
  ]);
  expect(await teamCasts(pool)('discord:3')).toEqual([]);
});
