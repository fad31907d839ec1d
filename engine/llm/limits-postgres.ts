import type pg from 'pg';
import type { WindowStore } from './limits.ts';
import { writeUnlessChanged } from './write-unless-changed.ts';

const READ = {
  name: 'key-window-read',
  text: `select (extract(epoch from c.at) * 1000)::float8 as now, w.version::float8 as version, w.state
    from (select clock_timestamp() as at) c left join key_window w on w.key_id = $1`,
};
const WRITE = {
  name: 'key-window-write',
  text: `insert into key_window as w (key_id, version, state) values ($1, 1, $3)
    on conflict (key_id) do update set version = w.version + 1, state = excluded.state where w.version = $2`,
};

/** The windows on PostgreSQL, one row of `key_window` for each key, by the clock of the database. */
export function postgresWindows(pool: pg.Pool): WindowStore {
  return {
    name: 'PostgreSQL',
    async change(keyId, edit) {
      await writeUnlessChanged(
        async () => {
          const { rows } = await pool.query<{ now: number; version: number | null; state: string | null }>({
            ...READ,
            values: [keyId],
          });
          const row = rows[0];
          if (!row) throw new Error('the database did not tell its time');
          return { now: row.now, text: row.state ?? undefined, mark: row.version ?? 0 };
        },
        edit,
        async (text, version) => (await pool.query({ ...WRITE, values: [keyId, version, text] })).rowCount === 1,
      );
    },
    // The pool is its owner's.
    close: async () => {},
  };
}
