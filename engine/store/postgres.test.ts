import pg from 'pg';
import { freshDatabase } from '../../prisma/test-database.ts';
import { postgresStore } from './postgres.ts';
import { storeContract } from './store.contract.ts';

storeContract('PostgreSQL', async () => {
  const store = postgresStore(new pg.Pool({ connectionString: await freshDatabase(), max: 10 }));
  return { store, close: () => store.close() };
});
