import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { freshDatabase } from '../../prisma/test-database.ts';
import { postgresShares } from './postgres-shares.ts';
import { sharesContract } from './shares.contract.ts';

sharesContract('PostgreSQL', async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 4 });
  const discussion = async () => {
    const id = randomUUID();
    const text = `insert into discussion (id, origin, brief, topic, format, status, started_by) values ($1::uuid, $2, '{}', 't', 'focus-group', 'completed', '{}')`;
    await pool.query(text, [id, id]);
    return id;
  };
  return { shares: postgresShares(pool), discussion, close: () => pool.end() };
});
