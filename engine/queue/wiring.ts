import * as bullmq from 'bullmq';

export type QueueServer = { kind: 'redis'; url: string } | { kind: 'postgres'; url: string };

type Classes = Pick<bullmq.BackendClasses<bullmq.RedisQueueBackend, bullmq.ConnectionOptions>, 'Queue' | 'Worker'>;

/** BullMQ's classes on this server. On PostgreSQL each object opens a pool of its own, of `most`, and one connection more to listen. */
export function wiring(
  server: QueueServer,
  { most = 4 }: { most?: number } = {},
): { connection: bullmq.ConnectionOptions; classes: Classes } {
  if (server.kind === 'redis') {
    return {
      connection: { url: server.url, maxRetriesPerRequest: null },
      classes: { Queue: bullmq.Queue, Worker: bullmq.Worker } as Classes,
    };
  }
  // The two backends' classes differ in type only.
  const connection = { connectionString: server.url, max: most } as unknown as bullmq.ConnectionOptions;
  return { connection, classes: bullmq.withBackend(bullmq.createPostgresBackend) as unknown as Classes };
}
