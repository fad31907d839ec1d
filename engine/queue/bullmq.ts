import { setTimeout as sleep } from 'node:timers/promises';
import * as bullmq from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { RetryError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { DiscussionId } from '../types.ts';
import { type Announcer, postgresAnnouncer, redisAnnouncer } from './announcer.ts';
import type { Queue } from './queue.ts';
import { type QueueServer, wiring } from './wiring.ts';

/** A dead worker's discussion goes on after at most `stalledInterval` + `lockDuration`. Our own attempts decide failure, so stalls never do. */
const TIMES = { lockDuration: 4_000, stalledInterval: 2_000, maxStalledCount: 1_000 };
/** How long a closing worker may finish what it has begun. */
const GRACE_MS = 8_000;
const CLOSE_MS = 3_000;

type Job = { id: DiscussionId };

/** BullMQ on Redis or on PostgreSQL: only the backend and the announcer differ. */
export function bullmqQueue(server: QueueServer, log: Logger, options: { prefix?: string } = {}): Queue {
  const name = `${options.prefix ?? 'simfocus'}-wake`;
  const { connection, classes } = wiring(server);
  const defaultJobOptions = { removeOnComplete: true, removeOnFail: true };
  const queue = new classes.Queue<Job>(name, { connection, defaultJobOptions });
  const announcer: Announcer = (server.kind === 'redis' ? redisAnnouncer : postgresAnnouncer)(
    server.url,
    `${name}-announce`,
    log,
  );
  const stop = new AbortController();
  let worker: Closing | undefined;
  const grumble = (error: Error) => log.warn({ err: error, queue: name }, 'queue connection');
  queue.on('error', grumble);

  /** Nothing is lost when the queue is away: what is owed stands in the store. */
  const add = async (job: string, id: DiscussionId, settings: bullmq.JobsOptions) => {
    try {
      await queue.add(job, { id }, settings);
    } catch (cause) {
      throw new RetryError('The queue cannot be reached', { cause });
    }
  };

  const wake = async (id: DiscussionId) => {
    // The lock and the guard against a lost wake in one: one active job for each discussion, and at most one after it.
    await add('wake', id, { deduplication: { id, keepLastIfActive: true } });
  };

  return {
    name: server.kind,
    wake,
    async wakeAt(id, at) {
      // An id of its own: a delayed job under the wake's id would swallow wakes.
      const jobId = `alarm-${id}-${at.getTime()}`;
      await add('alarm', id, { jobId, delay: Math.max(0, at.getTime() - Date.now()) });
    },
    async work(handler, { concurrency }) {
      const process = async (job: { name: string; data: Job }) => {
        if (job.name === 'alarm') await wake(job.data.id);
        else await handler(job.data.id, stop.signal);
      };
      const settings = { connection, concurrency, ...TIMES, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
      const taking = new classes.Worker<Job>(name, process, settings);
      taking.on('error', grumble);
      worker = taking;
      await taking.waitUntilReady();
    },
    announce: announcer.announce,
    listen: announcer.listen,
    async depth() {
      const { waiting = 0, delayed = 0, active = 0 } = await queue.getJobCounts('waiting', 'delayed', 'active');
      return { waiting, delayed, active };
    },
    async ping() {
      await queue.getJobCounts('waiting');
    },
    async close() {
      stop.abort();
      if (worker) await closeWorker(worker);
      // A server that is gone never answers.
      await Promise.race([Promise.allSettled([queue.close(), announcer.close()]), sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

/** Lets what has begun finish; what takes longer is left to another worker. */
async function closeWorker(worker: Closing): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GRACE_MS);
  });
  await Promise.race([worker.close(), late]);
  clearTimeout(timer);
  await Promise.race([worker.close(true), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
}

type Closing = { close(force?: boolean): Promise<void> };
/** Creates or upgrades BullMQ's own tables; safe to run from several processes. */
export async function migrateQueue(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await bullmq.runMigrations(client);
  } finally {
    await client.end();
  }
}

/** Whether a Redis server answers; throws as ioredis does. */
export async function pingRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
