import type { Pool, PoolClient } from 'pg';
import { translated } from './database-error.ts';

/** All of it or nothing. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection in doubt is thrown away; the server rolls its transaction back.
    client?.release(true);
    throw translated(error);
  }
}
