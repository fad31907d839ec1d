import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from './embedded.ts';
import { applyMigrations } from './migrate.ts';
import { migrationsFolder } from './migration-files.ts';
import { diffWithEngine } from './schema-engine.ts';

export type CreateOptions = { schemaFile?: string; folder?: string };

/** Writes the step from the migrations that there are to the schema, on a server of its own. Gives a line that says what was done. */
export async function createMigration(
  name: string,
  onProgress: (line: string) => void,
  options: CreateOptions = {},
): Promise<string> {
  const { schemaFile = fileURLToPath(new URL('./schema.prisma', import.meta.url)), folder = migrationsFolder } = options;
  const sql = await missingSql(schemaFile, onProgress);
  if (sql === undefined) return 'The migrations already lead to the schema: nothing to write.';
  const time = new Date().toISOString().replace(/\D/gu, '').slice(0, 14);
  const target = join(folder, `${time}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'migration.sql'), sql);
  await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  return `Written: ${join(target, 'migration.sql')}`;
}

async function missingSql(schemaFile: string, onProgress: (line: string) => void): Promise<string | undefined> {
  const scratch = await mkdtemp(join(tmpdir(), 'simfocus-'));
  // As root the server runs as another account, which has to get in.
  await chmod(scratch, 0o755);
  try {
    const server = await startEmbedded({ dataDir: scratch, onProgress });
    try {
      await applyMigrations(server.url);
      return await diffWithEngine(server.url, schemaFile);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
