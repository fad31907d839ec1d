/** Brings a database to the schema of this code. From the shell: migrate-command.ts. */
import pg from 'pg';
import { UserError } from '../engine/errors.ts';
import { unreachable } from './database-error.ts';
import { hasChecksum, type MigrationFile, readMigrations } from './migration-files.ts';
import { type Applied, prepareRecord, readApplied } from './migration-record.ts';

/** Any number; the same for all who migrate. */
const migrating = 7_462_873;

/**
 * Applies what is missing. One look is enough when nothing is; else one process at a time does it and the others wait.
 * Each migration is applied whole or not at all, so one that failed or was killed is simply tried again.
 * Throws a UserError when the database cannot be reached, is newer than the code, or refuses.
 */
export async function applyMigrations(
  connectionString: string,
  onProgress: (line: string) => void = () => undefined,
  files?: MigrationFile[],
): Promise<void> {
  const wanted = files ?? (await readMigrations());
  await withClient(connectionString, async (client) => {
    if (missing(await readApplied(client), wanted).length === 0) return;
    await client.query('SELECT pg_advisory_lock($1)', [migrating]);
    await prepareRecord(client);
    const applied = await readApplied(client);
    if (missing(applied, wanted).length === 0) return;
    onProgress(applied.length === 0 ? 'Creating the tables…' : 'Updating the tables…');
    const { applyWithEngine } = await import('./schema-engine.ts');
    await applyWithEngine(connectionString, wanted).catch((error: unknown) => {
      throw notApplied(error);
    });
  });
}

/** The names of what is missing, oldest first; changes nothing. Throws as `applyMigrations` does. */
export async function pendingMigrations(connectionString: string): Promise<string[]> {
  const files = await readMigrations();
  return withClient(connectionString, async (client) => missing(await readApplied(client), files));
}

async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'simfocus migrations', connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw unreachable(error, connectionString);
    });
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function missing(applied: Applied[], files: MigrationFile[]): string[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, checksum } of applied) {
    const file = known.get(name);
    if (!file) {
      throw new UserError(
        `The database belongs to a newer simFocus than this one (it has "${name}"). Update simFocus, or use another database.`,
        'UNAVAILABLE',
      );
    }
    if (!hasChecksum(file, checksum)) {
      throw new UserError(
        `prisma/migrations/${name} was changed after it was applied to this database. Put the file back as it was, or use another database.`,
        'UNAVAILABLE',
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return files.map(({ name }) => name).filter((name) => !done.has(name));
}

function notApplied(cause: unknown): UserError {
  const said = cause instanceof Error ? cause.message : String(cause);
  const reason = /ERROR: (.*)/u.exec(said)?.[1] ?? said.trim();
  const advice = /relation ".*" already exists/u.test(reason)
    ? 'It already holds tables of something else: give simFocus a database of its own.'
    : 'Nothing of that step was kept: mend the cause and start again.';
  return new UserError(`The database could not be brought up to date: ${reason}. ${advice}`, 'UNAVAILABLE', { cause });
}
