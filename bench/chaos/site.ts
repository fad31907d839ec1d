import pg from 'pg';
import { readConfig } from '../../engine/config.ts';
import { foldCache } from '../../engine/discussion/fold-cache.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import { fallbacksOf, providerOpener } from '../../engine/llm/open-provider.ts';
import type { Logger } from '../../engine/log.ts';
import { type Keys, keysOn } from '../../engine/open-keys.ts';
import { bullmqQueue } from '../../engine/queue/bullmq.ts';
import type { QueueServer } from '../../engine/queue/wiring.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresTeams } from '../../engine/store/postgres-teams.ts';
import type { Store } from '../../engine/store/store.ts';
import { storedKeys } from '../../engine/stored-keys.ts';
import { type KeyCall, watchedBreakers } from './breaker-check.ts';

/** Where discussions are held. JSON: it goes from process to process. */
export type Place = { databaseUrl: string; queue: QueueServer; masterKey: string };

export type Site = { engine: Engine; store: Store; keys: Keys; pool: pg.Pool; close(): Promise<void> };

/** The real engine with stored keys and fallbacks; how long a call may take is passed in. */
export async function openSite(
  { databaseUrl, queue: server, masterKey }: Place,
  log: Logger,
  options: { callTimeoutMs?: number; seen?: (call: KeyCall) => void; connections?: number } = {},
): Promise<Site> {
  const config = readConfig({ DATABASE_URL: databaseUrl, MASTER_KEY: masterKey, ALLOW_PRIVATE_BASE_URLS: 'true' });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: options.connections ?? 16, application_name: 'chaos' });
  const store = postgresStore(pool);
  const queue = bullmqQueue(server, log);
  const stored = await storedKeys(config, pool, log, () => {});
  const { seen } = options;
  const keys = seen ? { ...stored, breakers: watchedBreakers(stored.breakers, seen) } : stored;
  const engine = createEngine({
    store,
    queue,
    teams: postgresTeams(pool),
    providerFor: providerOpener(config, keys),
    fallbacks: fallbacksOf(config, keys),
    log,
    folds: foldCache(),
    limits: { maxRounds: 20 },
    ...(options.callTimeoutMs !== undefined && { callTimeoutMs: options.callTimeoutMs }),
  });
  return {
    engine,
    store,
    keys: keysOn(pool, config, log),
    pool,
    async close() {
      await stored.close();
      await engine.close();
    },
  };
}
