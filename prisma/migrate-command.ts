/** `deploy [url]` and `create <name>`: see migrate.ts. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../engine/errors.ts';
import { defaultDataDir } from './data-dir.ts';
import { startEmbedded } from './embedded.ts';
import { applyMigrations } from './migrate.ts';
import { migrationsFolder } from './migration-files.ts';
import { diffWithEngine } from './schema-engine.ts';

const schemaFile = fileURLToPath(new URL('./schema.prisma', import.meta.url));
const tell = (line: string) => console.log(line);

export async function runCommand([command, argument]: string[]): Promise<void> {
  try {
    if (command === 'deploy') await deploy(argument);
    else if (command === 'create' && argument && /^[a-z][a-z0-9_-]*$/u.test(argument)) tell(await create(argument));
    else throw new UserError('Use "npm run db:migrate" or "npm run db:create-migration -- <name_in_lower_case>".');
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  }
}

async function deploy(url: string | undefined): Promise<void> {
  const { readConfig } = await import('../engine/config.ts');
  const config = readConfig();
  const given = url ?? config.databaseUrl;
  if (given) await applyMigrations(given, tell);
  else await onEmbedded(config.dataDir ?? defaultDataDir(), (own) => applyMigrations(own, tell));
  tell('The database is up to date.');
}

/** Writes the step from the migrations that there are to the schema. Gives a line that says what was done. */
export async function create(name: string, folder = migrationsFolder): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'simfocus-'));
  await chmod(scratch, 0o755);
  try {
    const sql = await onEmbedded(scratch, async (url) => {
      await applyMigrations(url);
      return diffWithEngine(url, schemaFile);
    });
    if (sql === undefined) return 'The migrations already lead to the schema: nothing to write.';
    const time = new Date().toISOString().replace(/\D/gu, '').slice(0, 14);
    const file = join(folder, `${time}_${name}`, 'migration.sql');
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, sql);
    await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
    return `Written: ${file}`;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function onEmbedded<T>(dataDir: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = await startEmbedded({ dataDir, onProgress: tell });
  try {
    return await use(server.url);
  } finally {
    await server.stop();
  }
}
