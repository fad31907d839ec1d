import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { UserError } from '../engine/errors.ts';
import { openPrisma } from './client.ts';
import { createMigration } from './create-migration.ts';
import { dropDatabase, freshDatabase } from './fresh-database.ts';
import { applyMigrations, pendingMigrations } from './migrate.ts';
import { hasChecksum, readMigrations } from './migration-files.ts';
import { diffWithEngine } from './schema-engine.ts';

const schemaFile = fileURLToPath(new URL('./schema.prisma', import.meta.url));
const server = inject('databaseUrl');

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await query(server, `CREATE DATABASE ${name}`);
  return server.replace(/[^/]+$/u, name);
}

const migrated = () => freshDatabase(server, `migrated_${randomUUID().replaceAll('-', '')}`);
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was wrong',
    (error: unknown) => (error instanceof UserError ? error.message : `not for people: ${error}`),
  );

describe('migrations', () => {
  it('lead to the schema, also when several begin at once, and then there is nothing left to do', async () => {
    const url = await emptyDatabase();
    const all = (await readMigrations()).map(({ name }) => name);
    expect(await pendingMigrations(url)).toEqual(all);
    const lines: string[] = [];
    await Promise.all([1, 2, 3].map(() => applyMigrations(url, (line) => lines.push(line))));
    expect(lines).toEqual(['Creating the tables…']);
    expect(await pendingMigrations(url)).toEqual([]);
    expect(await diffWithEngine(url, schemaFile)).toBeUndefined();
    const rows = await query<{ migration_name: string }>(
      url,
      'SELECT migration_name FROM _prisma_migrations ORDER BY started_at',
    );
    expect(rows.map((row) => row.migration_name)).toEqual(all);
  });

  it('index only what is owed', async () => {
    const [index] = await query<{ indexdef: string }>(
      await migrated(),
      `SELECT indexdef FROM pg_indexes WHERE indexname = 'discussion_wake_at_idx'`,
    );
    expect(index?.indexdef).toContain('WHERE (wake_at IS NOT NULL)');
  });

  it('begin also in a database where the queue has its tables', async () => {
    const url = await emptyDatabase();
    await query(url, 'CREATE TABLE of_the_queue (id int)');
    await applyMigrations(url);
    expect(await pendingMigrations(url)).toEqual([]);
  });

  it('are applied whole or not at all, and tried again', async () => {
    const url = await migrated();
    const files = await readMigrations();
    const name = '20990101000000_next';
    const failing = [...files, { name, sql: `CREATE TABLE next (note text DEFAULT 'a;b');\nSELECT 1 / 0;` }];
    expect(await reasonOf(applyMigrations(url, undefined, failing))).toBe(
      'The database could not be brought up to date: division by zero. Nothing of that step was kept: mend the cause and start again.',
    );
    expect(await query(url, `SELECT to_regclass('next') AS found`)).toEqual([{ found: null }]);
    const mended = [...files, { name, sql: `CREATE TABLE next (note text DEFAULT 'a;b');` }];
    await applyMigrations(url, undefined, mended);
    expect(await query(url, `INSERT INTO next DEFAULT VALUES RETURNING note`)).toEqual([{ note: 'a;b' }]);
  });

  it('are not applied twice by who comes after a kill between the tables and the record', async () => {
    const url = await migrated();
    await query(url, 'UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 1');
    expect((await pendingMigrations(url)).length).toBeGreaterThan(0);
    await applyMigrations(url);
    expect(await pendingMigrations(url)).toEqual([]);
  });

  it('say in plain words what is wrong with the database', async () => {
    const url = await migrated();
    const files = await readMigrations();
    expect(await reasonOf(applyMigrations(url, undefined, files.slice(0, 1)))).toContain('belongs to a newer simFocus');
    const changed = files.map((file) => ({ ...file, sql: `${file.sql} ` }));
    expect(await reasonOf(applyMigrations(url, undefined, changed))).toContain('was changed after it was applied');
    const foreign = await emptyDatabase();
    await query(foreign, 'CREATE TABLE event (id int)');
    expect(await reasonOf(applyMigrations(foreign))).toContain('give simFocus a database of its own');
    expect(await reasonOf(pendingMigrations('postgresql://me:secret@127.0.0.1:1/mine'))).toBe(
      'Nothing answers at 127.0.0.1:1. Start the server, or correct DATABASE_URL.',
    );
    expect(await reasonOf(pendingMigrations(server.replace(/[^/]+$/u, 'nowhere')))).toContain('There is no database "nowhere"');
    expect(await reasonOf(pendingMigrations(server.replace(/:[^:@]+@/u, ':wrong@')))).toContain('refuses the password');
  });

  it('keep their checksum when git changes the line ends', async () => {
    const [file] = await readMigrations();
    const [row] = await query<{ checksum: string }>(
      await migrated(),
      'SELECT checksum FROM _prisma_migrations ORDER BY started_at LIMIT 1',
    );
    expect(hasChecksum(file!, row!.checksum)).toBe(true);
    expect(hasChecksum({ ...file!, sql: file!.sql.replaceAll('\n', '\r\n') }, row!.checksum)).toBe(true);
    expect(hasChecksum({ ...file!, sql: `${file!.sql}--` }, row!.checksum)).toBe(false);
  });

  it('are written from a change of the schema', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simfocus-schema-'));
    try {
      const changed = join(folder, 'schema.prisma');
      await writeFile(changed, `${await readFile(schemaFile, 'utf8')}\nmodel Extra {\n  id Int @id\n  @@map("extra")\n}\n`);
      const line = await createMigration('extra', () => undefined, { schemaFile: changed, folder });
      const file = /^Written: (.*)$/u.exec(line)?.[1] ?? '';
      expect(file).toMatch(/\d{14}_extra/u);
      const sql = await readFile(file, 'utf8');
      expect(sql).toContain('CREATE TABLE "extra"');
      expect(sql).not.toContain('discussion');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

it('a copy of the template is empty, its own, and can be dropped while it is in use', async () => {
  const [one, two] = await Promise.all([migrated(), migrated()]);
  const pool = new pg.Pool({ connectionString: one });
  pool.on('error', () => undefined);
  const prisma = openPrisma(pool);
  await prisma.discussion.create({
    data: { id: randomUUID(), origin: 'o', brief: {}, topic: 't', format: 'f', status: 'draft', startedBy: {} },
  });
  expect(await prisma.discussion.count()).toBe(1);
  expect(await query(two, 'SELECT count(*)::int AS n FROM discussion')).toEqual([{ n: 0 }]);
  await prisma.$disconnect();
  expect((await pool.query('SELECT 1 AS open')).rows).toEqual([{ open: 1 }]);
  await dropDatabase(server, one.replace(/^.*\//u, ''));
  await expect(query(one, 'SELECT 1')).rejects.toThrow('does not exist');
  await pool.end();
});
