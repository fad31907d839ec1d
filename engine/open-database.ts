import { defaultDataDir } from '../prisma/data-dir.ts';
import { startEmbedded } from '../prisma/embedded.ts';
import { applyMigrations, pendingMigrations } from '../prisma/migrate.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import type { Logger } from './log.ts';
import { migrateQueue } from './queue/bullmq.ts';

export type Database = { url: string; close(): Promise<void> };

/** Where this user's files are kept; the folder may not be there yet. */
export const dataDirOf = (config: Config): string => config.dataDir ?? defaultDataDir();

/** The database that is named, or the embedded one, brought up to this version. `say` gets a plain line for each slow step. */
export const openDatabase = (config: Config, log: Logger, say: (line: string) => void): Promise<Database> =>
  config.databaseUrl ? named(config.databaseUrl) : embedded(config, log, say);

async function named(url: string): Promise<Database> {
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    throw new UserError(
      `The database is ${pending.length} migration(s) behind this version. Run: npm run db:migrate`,
      'UNAVAILABLE',
    );
  }
  return { url, close: async () => {} };
}

async function embedded(config: Config, log: Logger, say: (line: string) => void): Promise<Database> {
  const server = await startEmbedded({ dataDir: dataDirOf(config), onProgress: say, log: (line) => log.debug(line) });
  try {
    await Promise.all([applyMigrations(server.url, say), migrateQueue(server.url)]);
    return { url: server.url, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
