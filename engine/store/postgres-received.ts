import type { Pool } from 'pg';
import { translated } from './database-error.ts';
import type { Received } from './received.ts';

/** Each note takes some of the old ones with it, so that nobody has to clear up. */
const NOTE = `with old as (
    delete from received where key in (
      select key from received where at < now() - interval '1 day' and key <> $1 order by at limit 20 for update skip locked)
  )
  insert into received (key) values ($1) on conflict (key) do update set key = excluded.key returning at, xmax = 0 as new`;

/** On the pool of the store; closing it is left to whoever opened it. */
export function postgresReceived(pool: Pool): Received {
  const query = async <Row extends object>(text: string, key: string): Promise<Row[]> => {
    try {
      return (await pool.query<Row>(text, [key])).rows;
    } catch (error) {
      throw translated(error);
    }
  };
  return {
    async before(key) {
      const [row] = await query<{ at: Date; new: boolean }>(NOTE, key);
      return row && !row.new ? row.at : undefined;
    },
    async forget(key) {
      await query('delete from received where key = $1', key);
    },
  };
}
