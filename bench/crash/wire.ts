import pg from 'pg';
import { foldCache } from '../../engine/discussion/fold-cache.ts';
import type { LoopPoint } from '../../engine/discussion/run-step.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import { openAiProvider } from '../../engine/llm/openai.ts';
import type { Logger } from '../../engine/log.ts';
import { bullmqQueue } from '../../engine/queue/bullmq.ts';
import type { Queue } from '../../engine/queue/queue.ts';
import type { QueueServer } from '../../engine/queue/wiring.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresTeams } from '../../engine/store/postgres-teams.ts';
import type { Store } from '../../engine/store/store.ts';
import type { DiscussionId } from '../../engine/types.ts';

/** What a process needs to take part. JSON: it goes from process to process. */
export type Wiring = {
  /** Stands in the ledger as the provider's name, so that each call tells which process made it. */
  name: string;
  databaseUrl: string;
  queue: QueueServer;
  modelUrl: string;
};

export type Hooks = {
  at?: (point: LoopPoint) => void;
  /** A discussion has come into the hands of this process. */
  took?: (id: DiscussionId) => void;
};

/** The real engine on a real database and queue; only the model is a stand-in. */
export function wire(
  { name, databaseUrl, queue, modelUrl }: Wiring,
  log: Logger,
  { at, took }: Hooks = {},
): { engine: Engine; store: Store } {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, application_name: name });
  const store = postgresStore(pool);
  const bullmq = bullmqQueue(queue, log);
  const watched: Queue = {
    ...bullmq,
    work(handler, options) {
      const seen: typeof handler = (id, signal) => {
        took?.(id);
        return handler(id, signal);
      };
      return bullmq.work(seen, options);
    },
  };
  const provider = openAiProvider({ apiKey: 'local', baseUrl: modelUrl, model: 'gpt-5.4-mini', name });
  const engine = createEngine({
    store,
    queue: watched,
    teams: postgresTeams(pool),
    providerFor: () => provider,
    log,
    folds: foldCache(),
    limits: { maxRounds: 20 },
    ...(at && { at }),
  });
  return { engine, store };
}
