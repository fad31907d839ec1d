import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { RetryError } from '../errors.ts';
import { silentLog } from '../log.ts';
import { keyStoreContract } from './key-store.contract.ts';
import { keyStore } from './key-store.ts';
import { masterKeyOf } from './master-key.ts';
import { postgresKeyRows } from './postgres.ts';
import { openVault } from './vault.ts';

keyStoreContract('PostgreSQL', async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 10 });
  return { rows: postgresKeyRows(pool), close: () => pool.end() };
});

it('a use within the minute writes nothing to PostgreSQL', async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 10 });
  const vault = openVault({ current: masterKeyOf(randomBytes(32)) });
  const store = keyStore({ rows: postgresKeyRows(pool), vault: async () => vault, log: silentLog() });
  const { id } = await store.add({ provider: 'openai', name: 'one', secret: 'sk-0123456789' });
  const version = async () => (await pool.query('select xmin, ctid from provider_key')).rows;
  await store.withSecret(id, 'test', async () => {});
  const written = await version();
  await Promise.all(Array.from({ length: 20 }, () => store.withSecret(id, 'test', async () => {})));
  expect(await version()).toEqual(written);
  await pool.end();
});

it('a database that does not answer is a matter of time', async () => {
  const pool = new pg.Pool({ connectionString: 'postgresql://a:b@127.0.0.1:1/x' });
  await expect(postgresKeyRows(pool).get(randomUUID())).rejects.toBeInstanceOf(RetryError);
  await pool.end();
});
