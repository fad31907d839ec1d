import pg from 'pg';
import { freshDatabase } from '../../prisma/test-database.ts';
import { postgresStore } from './postgres.ts';
import { postgresThreads } from './postgres-threads.ts';
import { threadsContract } from './threads.contract.ts';

threadsContract('PostgreSQL', async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 10 });
  const store = postgresStore(pool);
  return { store, threads: postgresThreads(pool), close: () => store.close() };
});
