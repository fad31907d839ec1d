import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { OF_PLACES, OF_TEAMS } from './forget-teams.ts';
import { postgresStore } from './postgres.ts';
import { postgresTeams } from './postgres-teams.ts';
import { postgresThreads } from './postgres-threads.ts';
import { teamsContract } from './teams.contract.ts';

teamsContract('PostgreSQL', async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 4 });
  const store = postgresStore(pool);
  return { store, teams: postgresTeams(pool), threads: postgresThreads(pool), close: () => store.close() };
});

describe('what is deleted of a team that left', () => {
  it('is in every table that names a team', async () => {
    const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 2 });
    const { rows } = await pool.query<{ name: string }>(
      "select table_name as name from information_schema.columns where column_name = 'team' and table_schema = 'public'",
    );
    // Threads and events go with their discussions; the row of a team is named by its id.
    const handled = new Set<string>([...OF_TEAMS, ...OF_PLACES, 'thread', 'event']);
    expect(rows.map(({ name }) => name).filter((name) => !handled.has(name))).toEqual([]);
    await pool.end();
  });

  it('leaves nothing of it, and everything of a team with a name like it', async () => {
    const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 2 });
    const teams = postgresTeams(pool);
    for (const id of ['1', '12']) {
      const team = `discord:${id}`;
      await pool.query('insert into budget (scope, cap) values ($1, 5), ($2, 5)', [
        `team/${team}/2026-11`,
        `member/${team}/u/2026-11`,
      ]);
      await pool.query('insert into pace (key, next_at) values ($1, now()), ($2, now())', [
        `post/discord/${id}`,
        `change/discord/${id}/c`,
      ]);
      await pool.query("insert into installation (platform, team, cipher, master_key_id) values ('discord', $1, '', 'k')", [id]);
      await pool.query("insert into team_cast (id, team, name, updated_at) values (gen_random_uuid(), $1, 'n', now())", [team]);
      await pool.query(
        "insert into topic (id, team, title, created_by, updated_at) values (gen_random_uuid(), $1, 't', 'u', now())",
        [team],
      );
    }
    await teams.left('discord', '1');
    expect(await teams.forget(new Date(Date.now() + 60_000))).toEqual([{ platform: 'discord', id: '1' }]);
    for (const table of ['budget', 'pace', 'installation', 'team_cast', 'topic']) {
      const { rows } = await pool.query<Record<string, unknown>>(`select * from ${table}`);
      expect(rows.length, table).toBeGreaterThan(0);
      expect(JSON.stringify(rows), table).not.toMatch(/discord[:/]1[/"]|"team":"1"/);
      expect(JSON.stringify(rows), table).toContain('12');
    }
    await pool.end();
  });

  it('waits for whoever comes back at the same moment', async () => {
    const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 4 });
    const teams = postgresTeams(pool);
    for (let n = 0; n < 20; n++) {
      const id = `t${n}`;
      await teams.change('discord', id, { controlRole: 'r' });
      await teams.left('discord', id);
      const [forgotten] = await Promise.all([teams.forget(new Date(Date.now() + 60_000)), teams.joined('discord', id)]);
      const { settings, leftAt } = await teams.team('discord', id);
      expect(leftAt).toBeUndefined();
      // Either it was forgotten and then came back without its settings, or it came back in time.
      expect(settings.controlRole).toBe(forgotten.length > 0 ? undefined : 'r');
    }
    await pool.end();
  });
});
