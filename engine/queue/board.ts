import type * as bullmq from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { type QueueServer, wiring } from './wiring.ts';

/** The queues as BullMQ has them, for a page that shows what is in them. Nothing is taken from them here. */
export type QueueBoard = {
  /** Those that there are now, by name. */
  queues(): Promise<readonly bullmq.Queue[]>;
  close(): Promise<void>;
};

/** Opened for looking alone, and only those that some process has made. */
export function queueBoard(server: QueueServer, log: Logger): QueueBoard {
  const open = new Map<string, bullmq.Queue>();
  const { connection, classes } = wiring(server, { most: 1 });
  return {
    async queues() {
      for (const name of await namesOn(server)) {
        if (open.has(name)) continue;
        const queue: bullmq.Queue = new classes.Queue(name, { connection });
        queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue connection'));
        open.set(name, queue);
      }
      return [...open.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async close() {
      await Promise.allSettled([...open.values()].map((queue) => queue.close()));
    },
  };
}

const OURS = 'simfocus';

async function namesOn(server: QueueServer): Promise<string[]> {
  if (server.kind === 'postgres') {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      const text = `select distinct queue as name from bullmq.meta where queue like '${OURS}%'`;
      return (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);
    } finally {
      await client.end();
    }
  }
  const redis = new Redis(server.url, { maxRetriesPerRequest: 1 });
  redis.on('error', () => {});
  try {
    const names = new Set<string>();
    for await (const keys of redis.scanStream({ match: `bull:${OURS}*:meta`, count: 1_000 }))
      for (const key of keys as string[]) names.add(key.slice('bull:'.length, -':meta'.length));
    return [...names];
  } finally {
    redis.disconnect();
  }
}
