/** Prisma's own record of what was applied, the table `_prisma_migrations`. */
import pg from 'pg';

export type Applied = { name: string; checksum: string };

/** Goes into the transaction of the migration itself: whatever happens after it, the next process knows that it was written. */
export const markWritten =
  'UPDATE _prisma_migrations SET applied_steps_count = 1 WHERE finished_at IS NULL AND rolled_back_at IS NULL';

/** No table yet: none. */
export async function readApplied(client: pg.Client): Promise<Applied[]> {
  try {
    const { rows } = await client.query<Applied>(
      `SELECT migration_name AS name, checksum FROM _prisma_migrations
       WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY started_at`,
    );
    return rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P01') return [];
    throw error;
  }
}

/**
 * Only for who holds the lock: what is unfinished now was left by a failure or a kill. It counts as applied if its script
 * was written, else as rolled back, which is what PostgreSQL did with it.
 * The table is made here, as Prisma makes it, because the engine refuses to begin beside tables of others (the queue's).
 */
export async function prepareRecord(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum VARCHAR(64) NOT NULL,
      finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL,
      logs TEXT,
      rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    );
    UPDATE _prisma_migrations
    SET finished_at = CASE WHEN applied_steps_count > 0 THEN now() END,
        rolled_back_at = CASE WHEN applied_steps_count = 0 THEN now() END
    WHERE finished_at IS NULL AND rolled_back_at IS NULL`);
}
