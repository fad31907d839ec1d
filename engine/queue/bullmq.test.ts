import { randomUUID } from 'node:crypto';
import { describe, inject, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { silentLog } from '../log.ts';
import { bullmqQueue, migrateQueue } from './bullmq.ts';
import { queueContract } from './queue.contract.ts';

queueContract(
  'BullMQ on PostgreSQL',
  async () => {
    const url = await freshDatabase();
    await migrateQueue(url);
    return () => bullmqQueue({ kind: 'postgres', url }, silentLog());
  },
  { shared: true },
);

const redisUrl = inject('redisUrl');
if (redisUrl) {
  queueContract(
    'BullMQ on Redis',
    async () => {
      const prefix = `test-${randomUUID()}`;
      return () => bullmqQueue({ kind: 'redis', url: redisUrl }, silentLog(), { prefix });
    },
    { shared: true },
  );
} else {
  describe('queue: BullMQ on Redis', () => {
    it.skip('skipped: redis-server is not installed here', () => {});
  });
}
