import pg from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { memoryReceived } from './memory-received.ts';
import { postgresReceived } from './postgres-received.ts';
import { receivedContract } from './received.contract.ts';

const opened = async () => new pg.Pool({ connectionString: await freshDatabase(), max: 10 });

receivedContract('memory', async () => ({ received: memoryReceived(), close: async () => {} }));
receivedContract('PostgreSQL', async () => {
  const pool = await opened();
  return { received: postgresReceived(pool), close: () => pool.end() };
});

it('PostgreSQL forgets what is older than a day', async () => {
  const pool = await opened();
  const received = postgresReceived(pool);
  await received.before('old');
  await received.before('young');
  await pool.query(`update received set at = now() - interval '25 hours' where key = 'old'`);
  await received.before('new');
  expect((await pool.query('select key from received order by key')).rows).toEqual([{ key: 'new' }, { key: 'young' }]);
  await pool.end();
});
