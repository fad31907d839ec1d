import type { Pool } from 'pg';

/** All discussions that are held are due at that time. */
export async function wakeHeld(pool: Pool, at: Date): Promise<void> {
  await pool.query('update discussion set wake_at = $1 where held is not null', [at]);
}
