/** Databases for tests: copies of a template that has all migrations. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { applyMigrations } from './migrate.ts';
import { readMigrations } from './migration-files.ts';

/** Any number; the same for all who make a template. */
const makingTemplate = 7_462_874;

/** An empty, migrated database beside the one of `url`; one of that name is replaced. Gives its address. */
export async function freshDatabase(url: string, name: string): Promise<string> {
  return onServer(url, async (client) => {
    const template = await ensureTemplate(client, url);
    const [database, source] = [pg.escapeIdentifier(name), pg.escapeIdentifier(template)];
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${source}`);
    return urlOf(url, name);
  });
}

/** Also when somebody is still connected to it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, (client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));
}

/** Named for what the migrations say; marked as a template only when all of them are in it. */
async function ensureTemplate(client: pg.Client, url: string): Promise<string> {
  const digest = createHash('sha256')
    .update(JSON.stringify(await readMigrations()))
    .digest('hex')
    .slice(0, 12);
  const name = `simfocus_template_${digest}`;
  const isReady = async () =>
    (await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name])).rowCount === 1;
  if (await isReady()) return name;
  await client.query('SELECT pg_advisory_lock($1)', [makingTemplate]);
  try {
    if (await isReady()) return name;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
    await applyMigrations(urlOf(url, name));
    // Nobody may connect any more: a copy is refused while somebody, if only autovacuum, is in the template.
    await client.query(`ALTER DATABASE ${name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return name;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [makingTemplate]);
  }
}

async function onServer<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function urlOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}
