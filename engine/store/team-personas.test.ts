import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { teamCasts, teamPersonas } from './team-personas.ts';

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

it('gives the personas that a team shares, and a member’s own, by whichever door they come', async () => {
  const team = 'discord:7';
  const mia = randomUUID();
  await pool.query("insert into member (id, team, name, role, chat_user) values ($1, $2, 'Mia', 'editor', '42')", [mia, team]);
  const add = (id: string, of: string, owner: string, shared: boolean, archived = false) =>
    pool.query(
      `insert into team_persona (id, team, owner_id, shared, name, field, age, gender, profession, openness, rigor,
         critical_thinking, optimism, knowledge, years_of_experience, views, stance, style, behaviour, voice, face, updated_at, archived_at)
       values ($1, $2, $3, $4, $1, 'health', 40, 'female', 'nurse', 5, 5, 5, 5, '{wards}', 9, '{v}', 'neutral', 'casual', 'active', 'v', $1,
         now(), case when $5 then now() end)`,
      [id, of, owner, shared, archived],
    );
  await add('shared', team, 'somebody', true);
  await add('private', team, 'somebody', false);
  await add('mine', team, mia, false);
  await add('old', team, mia, true, true);
  await add('theirs', 'discord:8', 'somebody', true);
  const seen = async (member: string) => (await teamPersonas(pool)(team, member)).map(({ id }) => id);
  expect(await seen('discord:7/42')).toEqual(['mine', 'shared']);
  expect(await seen(mia)).toEqual(['mine', 'shared']);
  expect(await seen('discord:7/43')).toEqual(['shared']);
  expect(await seen('discord:8/42')).toEqual(['shared']);
});
