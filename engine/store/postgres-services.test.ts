import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { postgresServices } from './postgres-services.ts';
import { servicesContract } from './services.contract.ts';

describe('services on PostgreSQL', () => {
  const pools: pg.Pool[] = [];
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));
  servicesContract(async () => {
    const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 2 });
    pools.push(pool);
    return postgresServices(pool);
  });
});
