import pg from 'pg';
import { defaultDataDir } from '../prisma/data-dir.ts';
import { startEmbedded } from '../prisma/embedded.ts';
import { applyMigrations, pendingMigrations } from '../prisma/migrate.ts';
import type { Config } from './config.ts';
import { foldCache } from './discussion/fold-cache.ts';
import { createEngine, type Engine, type Limits } from './engine.ts';
import { UserError } from './errors.ts';
import { defaultProvider, providerOpener } from './llm/index.ts';
import type { Provider } from './llm/provider.ts';
import type { Logger } from './log.ts';
import { bullmqQueue, migrateQueue, pingRedis } from './queue/bullmq.ts';
import { postgresStore } from './store/postgres.ts';
import { storedKeys } from './stored-keys.ts';

export { providers } from './llm/index.ts';
export { findOllama } from './llm/ollama.ts';

export type OpenEngine = {
  engine: Engine;
  providerNamed: (name: string, model?: string) => Provider;
  /** Who speaks when nobody is named. */
  defaultProvider: string;
  close(): Promise<void>;
};

/**
 * The real wiring: PostgreSQL (the one named, or the embedded one), BullMQ on Redis or on that PostgreSQL, the
 * providers. Throws UserError when something that is named cannot be reached. `say` gets a plain line for each slow step.
 */
export async function openEngine(config: Config, log: Logger, say: (line: string) => void = () => {}): Promise<OpenEngine> {
  const database = config.databaseUrl ? await named(config.databaseUrl) : await embedded(config, log, say);
  try {
    if (config.redisUrl) await reachable(config.redisUrl);
    const pool = new pg.Pool({ connectionString: database.url, max: config.databasePool, application_name: 'simfocus' });
    const store = postgresStore(pool);
    const queue = bullmqQueue(
      config.redisUrl ? { kind: 'redis', url: config.redisUrl } : { kind: 'postgres', url: database.url },
      log,
    );
    const keys = await storedKeys(config, pool, log, say);
    const providerNamed = providerOpener(config, keys);
    const parts = { store, queue, providerNamed, log, folds: foldCache(), limits: limitsOf(config) };
    const engine = createEngine(parts);
    const close = async () => {
      await keys.close();
      await engine.close();
      await database.close();
    };
    return { engine, providerNamed, defaultProvider: defaultProvider(config, keys), close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const limitsOf = ({ maxRounds, teamBudget, memberBudget }: Config): Limits => ({
  maxRounds,
  ...(teamBudget !== undefined && { teamBudget }),
  ...(memberBudget !== undefined && { memberBudget }),
});

type Database = { url: string; close(): Promise<void> };

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
  const server = await startEmbedded({
    dataDir: config.dataDir ?? defaultDataDir(),
    onProgress: say,
    log: (line) => log.debug(line),
  });
  try {
    await Promise.all([applyMigrations(server.url, say), migrateQueue(server.url)]);
    return { url: server.url, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function reachable(url: string): Promise<void> {
  try {
    await pingRedis(url);
  } catch (cause) {
    const { host } = new URL(url);
    throw new UserError(
      `Redis does not answer at ${host}. Start it, or unset REDIS_URL to use PostgreSQL instead.`,
      'UNAVAILABLE',
      { cause },
    );
  }
}
