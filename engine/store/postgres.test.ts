import pg from 'pg';
import { freshDatabase } from '../../prisma/test-database.ts';
import { postgresStore } from './postgres.ts';
import { spendingContract } from './spending.contract.ts';
import { storeContract } from './store.contract.ts';

async function open() {
  const store = postgresStore(new pg.Pool({ connectionString: await freshDatabase(), max: 10 }));
  return { store, close: () => store.close() };
}
storeContract('PostgreSQL', open);
spendingContract('PostgreSQL', open);
