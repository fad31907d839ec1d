import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldCache } from '../../engine/discussion/fold-cache.ts';
import { obedient } from '../../engine/discussion/harness.fixture.ts';
import { createEngine } from '../../engine/engine.ts';
import { scriptedProvider } from '../../engine/llm/scripted.ts';
import { silentLog } from '../../engine/log.ts';
import { bullmqQueue, migrateQueue } from '../../engine/queue/bullmq.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresTeams } from '../../engine/store/postgres-teams.ts';
import { postgresThreads } from '../../engine/store/postgres-threads.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { fakeChat } from '../fake-platform.ts';
import { begunIn, until } from './delivery.fixture.ts';
import { type Delivery, startDelivery } from './delivery.ts';

describe('delivery on the real queue', () => {
  let url: string;
  let pool: pg.Pool;
  beforeAll(async () => {
    url = await freshDatabase();
    await migrateQueue(url);
    pool = new pg.Pool({ connectionString: url, max: 12 });
  }, 60_000);
  afterAll(() => pool.end());

  it('takes what is announced at once, in whatever process, and comes to an end', async () => {
    const log = silentLog();
    const provider = scriptedProvider(obedient, { latencyMs: 20 });
    const queue = bullmqQueue({ kind: 'postgres', url }, log);
    const threads = postgresThreads(pool);
    const parts = { store: postgresStore(pool), queue, teams: postgresTeams(pool), providerFor: () => provider, log };
    const engine = createEngine({ ...parts, folds: foldCache(), limits: { maxRounds: 20 } });
    const worker = await engine.work({ concurrency: 10 });
    const chat = fakeChat({ room: { everyMs: 0 } });
    const deliveries: Delivery[] = [];
    for (const _ of [1, 2]) {
      const own = bullmqQueue({ kind: 'postgres', url }, log, { prefix: 'simfocus-fake' });
      const deliverer = { ...engine, chart: async () => undefined };
      // The sweep comes too late to help.
      const rest = { queue: own, concurrency: 10, sweepMs: 60_000 };
      deliveries.push(await startDelivery({ engine: deliverer, threads, platform: chat.platform(), log, ...rest }));
    }
    const ids = await Promise.all([1, 2, 3, 4].map(() => begunIn(engine, threads, { options: { rounds: 2 }, everyMs: 300 })));
    await until(async () => (await Promise.all(ids.map((id) => threads.get(id)))).every((one) => one?.closed), 40_000);
    const lags: number[] = [];
    for (const id of ids) {
      const messages = chat.messagesIn(chat.threadFor(id)?.thread ?? '');
      const keys = messages.map(({ post }) => post?.key ?? '');
      expect(keys).toEqual([...new Set(keys)]);
      for (const event of await engine.events(id, 0)) {
        const message = messages.find(({ post }) => post?.key === `${id}/${event.seq}/0`);
        if (event.type === 'said') expect(message, event.key).toBeDefined();
        if (message) lags.push(message.at - event.deliverAt.getTime());
      }
    }
    const typical = lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)] ?? Number.POSITIVE_INFINITY;
    expect(typical).toBeLessThan(1_000);
    await Promise.all(deliveries.map((one) => one.close()));
    await Promise.all(deliveries.map((one) => one.close()));
    await worker.close();
    await queue.close();
  }, 60_000);
});
