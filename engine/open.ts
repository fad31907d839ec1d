import pg from 'pg';
import type { Config } from './config.ts';
import { foldCache } from './discussion/fold-cache.ts';
import { tidying } from './discussion/tidying.ts';
import { createEngine, type Engine, type Limits } from './engine.ts';
import { UserError } from './errors.ts';
import { defaultProvider, fallbacksOf, providerOpener } from './llm/open-provider.ts';
import { usePrices } from './llm/prices.ts';
import { readPrices } from './llm/prices-file.ts';
import type { Provider } from './llm/provider.ts';
import type { Logger } from './log.ts';
import { dataDirOf, openDatabase } from './open-database.ts';
import type { Keys } from './open-keys.ts';
import { type AdminServices, servicesDesk } from './open-services.ts';
import { type QueueBoard, queueBoard } from './queue/board.ts';
import { bullmqQueue, pingRedis } from './queue/bullmq.ts';
import { memoryQueue } from './queue/memory.ts';
import type { Queue } from './queue/queue.ts';
import type { QueueServer } from './queue/wiring.ts';
import { servicesOf } from './services/services-of.ts';
import { openShareDesk, type ShareDesk } from './shares.ts';
import type { Installations } from './store/installations.ts';
import { postgresStore } from './store/postgres.ts';
import { postgresReceived } from './store/postgres-received.ts';
import { postgresServices } from './store/postgres-services.ts';
import { postgresShares } from './store/postgres-shares.ts';
import { postgresTeams } from './store/postgres-teams.ts';
import { postgresThreads } from './store/postgres-threads.ts';
import type { Received } from './store/received.ts';
import { teamCasts, teamPersonas } from './store/team-personas.ts';
import type { TeamStore } from './store/teams.ts';
import type { ThreadStore } from './store/threads.ts';
import { storedKeys } from './stored-keys.ts';
import type { Voice } from './types.ts';

export { loadVendors, providers } from './llm/index.ts';
export { findOllama } from './llm/ollama.ts';
export type { Keys, NewKey, ProviderKey } from './open-keys.ts';
export type { QueueBoard } from './queue/board.ts';
export type { AdminServices } from './services/admin-services.ts';
export type { Installations } from './store/installations.ts';
export type { Received } from './store/received.ts';

export type OpenOptions = {
  /**
   * The queue is kept in this process: it works on what it starts itself, and no other worker takes that up while it lives.
   * Should it die, whatever was going on is taken up by `npm start`.
   */
  ownQueue?: boolean;
};

/** Longer than a call may take, so that other workers' sweeps leave a living process alone. */
const OWN_LEASE_MS = 90_000;

export type OpenEngine = {
  engine: Engine;
  providerFor: (voice: Voice) => Provider;
  /** Who speaks for a team when nobody is named; without a team for the installation's own. */
  defaultProvider(team?: string): string;
  threads: ThreadStore;
  teams: TeamStore;
  /** The stored keys of the providers: masked, but for the moment of a call. */
  keys: Keys;
  /** The models that councils ask, as administrators settled them for their teams. */
  services: AdminServices;
  /** Whether teams of chat platforms may speak with the installation's own keys. */
  sharesKeys: boolean;
  /** The database, for what the panel keeps of its own. */
  pool: pg.Pool;
  /** The queue of what a chat platform is to be posted; opened when it is first asked for. */
  deliveries(platform: string): Queue;
  /** All queues, to be looked at; absent where the queue is kept in this process. */
  board?: QueueBoard;
  /** Where this user's files are kept; the folder may not be there yet. */
  dataDir: string;
  /** What chat platforms gave us when the app was added, sealed. */
  installations: Installations;
  /** What has reached us from outside, so that it counts once. */
  received: Received;
  /** Reports that whoever has the address may read. */
  shares: ShareDesk;
  close(): Promise<void>;
};

/**
 * The real wiring: PostgreSQL (the one named, or the embedded one), BullMQ on Redis or on that PostgreSQL, the
 * providers. Throws UserError when something that is named cannot be reached. `say` gets a plain line for each slow step.
 */
export async function openEngine(
  config: Config,
  log: Logger,
  say: (line: string) => void = () => {},
  options: OpenOptions = {},
): Promise<OpenEngine> {
  // Before anything is started: a price that is not usable would be a cap that does not hold.
  usePrices(config.pricesFile === undefined ? undefined : readPrices(config.pricesFile));
  const database = await openDatabase(config, log, say);
  // What has been opened, to be closed in the other order.
  const opened: (() => Promise<void>)[] = [() => database.close()];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    if (config.redisUrl) await reachable(config.redisUrl);
    const pool = new pg.Pool({ connectionString: database.url, max: config.databasePool, application_name: 'simfocus' });
    const store = postgresStore(pool);
    opened.push(() => store.close());
    const keys = await storedKeys(config, pool, log, say);
    opened.push(() => keys.close());
    const openQueue = (prefix?: string): Queue => {
      const queue = options.ownQueue
        ? memoryQueue()
        : bullmqQueue(queueServer(config, database.url), log, prefix === undefined ? {} : { prefix });
      opened.push(() => queue.close());
      return queue;
    };
    const queue = openQueue();
    const queues = new Map<string, Queue>();
    const deliveries = (platform: string): Queue => {
      const known = queues.get(platform) ?? openQueue(`simfocus-${platform}`);
      queues.set(platform, known);
      return known;
    };
    const teams = postgresTeams(pool);
    const providerFor = providerOpener(config, keys);
    const lease = options.ownQueue ? { leaseMs: OWN_LEASE_MS } : {};
    const services = postgresServices(pool);
    const threads = postgresThreads(pool);
    const speaks = (team?: string) => defaultProvider(config, keys, team);
    const engine = createEngine({
      servicesOf: servicesOf({ config, keys, store: services, providerFor, defaultProvider: speaks }),
      store,
      queue,
      teams,
      personasOf: teamPersonas(pool),
      castsOf: teamCasts(pool),
      providerFor,
      ...(config.providerFallback && { fallbacks: fallbacksOf(config, keys) }),
      log,
      folds: foldCache(),
      tidy: tidying({ teams, store, threads, log, days: config.deleteLeftTeamsAfterDays }),
      ...lease,
      limits: limitsOf(config),
    });
    const board = options.ownQueue ? undefined : queueBoard(queueServer(config, database.url), log);
    if (board) opened.push(() => board.close());
    return {
      engine,
      threads,
      teams,
      keys: keys.entered,
      services: servicesDesk(config, services, keys, providerFor),
      sharesKeys: config.shareKeys,
      pool,
      deliveries,
      providerFor,
      defaultProvider: speaks,
      ...(board && { board }),
      dataDir: dataDirOf(config),
      installations: keys.installations,
      received: postgresReceived(pool),
      shares: openShareDesk(postgresShares(pool), engine),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const limitsOf = ({ maxRounds, teamBudget, memberBudget, maxDiscussionsAnHour, maxDiscussionsAtOnce }: Config): Limits => ({
  maxRounds,
  member: { anHour: maxDiscussionsAnHour, atOnce: maxDiscussionsAtOnce },
  ...(teamBudget !== undefined && { teamBudget }),
  ...(memberBudget !== undefined && { memberBudget }),
});

const queueServer = (config: Config, databaseUrl: string): QueueServer =>
  config.redisUrl ? { kind: 'redis', url: config.redisUrl } : { kind: 'postgres', url: databaseUrl };

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
