import type { Pool } from 'pg';
import { translated } from './database-error.ts';
import { forgetTeams } from './forget-teams.ts';
import { storable } from './rows.ts';
import { changed, type Team, type TeamSettings, type TeamStore, teamOfSettings } from './teams.ts';

type Row = { settings: Partial<TeamSettings>; leftAt: Date | null };
const COLUMNS = 'settings, left_at as "leftAt"';

/** Teams on PostgreSQL. The pool is its owner's. */
export function postgresTeams(pool: Pool): TeamStore {
  async function query(name: string, text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await pool.query<Row>({ name, text, values })).rows;
    } catch (error) {
      throw translated(error);
    }
  }

  return {
    async team(platform, id) {
      const [row] = await query('team', `select ${COLUMNS} from team where platform = $1 and id = $2`, [platform, id]);
      return toTeam(row);
    },

    async change(platform, id, change) {
      const nothing = storable(changed({ blockedWords: [] }, change));
      const [row] = await query(
        'team-change',
        `insert into team (platform, id, settings) values ($1, $2, $3::jsonb)
         on conflict (platform, id) do update set settings = jsonb_strip_nulls(team.settings || $4::jsonb)
         returning ${COLUMNS}`,
        [platform, id, nothing, storable(change)],
      );
      return toTeam(row);
    },

    async left(platform, id) {
      const text = `insert into team (platform, id, left_at) values ($1, $2, now())
        on conflict (platform, id) do update set left_at = coalesce(team.left_at, now())`;
      await query('team-left', text, [platform, id]);
    },

    async joined(platform, id) {
      const text = `insert into team (platform, id) values ($1, $2) on conflict (platform, id) do update
        set left_at = null where team.left_at is not null`;
      await query('team-joined', text, [platform, id]);
    },

    async keeping() {
      const text = `select platform, id, (settings ->> 'keepDays')::float8 as days from team where settings ? 'keepDays'`;
      const rows = (
        await pool.query<{ platform: string; id: string; days: number }>(text).catch((error: unknown) => {
          throw translated(error);
        })
      ).rows;
      return rows.map(({ platform, id, days }) => ({ team: teamOfSettings(platform, id), days }));
    },

    forget: (leftBefore) => forgetTeams(pool, leftBefore),
  };
}

function toTeam(row: Row | undefined): Team {
  return {
    settings: { blockedWords: [], ...row?.settings },
    ...(row?.leftAt && { leftAt: row.leftAt }),
  };
}
