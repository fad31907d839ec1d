import { randomUUID } from 'node:crypto';
import { expect, inject, it, vi } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { silentLog } from '../log.ts';
import { queueBoard } from './board.ts';
import { bullmqQueue, migrateQueue } from './bullmq.ts';
import type { QueueServer } from './wiring.ts';

async function seen(server: QueueServer): Promise<void> {
  const prefix = `simfocus-${randomUUID()}`;
  const queue = bullmqQueue(server, silentLog(), { prefix });
  const board = queueBoard(server, silentLog());
  try {
    await queue.wake(randomUUID());
    await queue.wakeAt(randomUUID(), new Date(Date.now() + 60_000));
    const named = async () => (await board.queues()).find(({ name }) => name === `${prefix}-wake`);
    // A queue enters its name in its own time.
    const shown = await vi.waitUntil(named, 5_000);
    expect(await shown.getJobCounts('waiting', 'delayed')).toEqual({ waiting: 1, delayed: 1 });
    expect(await board.queues()).toContain(shown);
  } finally {
    await board.close();
    await queue.close();
  }
}

it('shows the queues of PostgreSQL', async () => {
  const url = await freshDatabase();
  await migrateQueue(url);
  await seen({ kind: 'postgres', url });
});

const url = inject('redisUrl');
it.skipIf(!url)('shows the queues of Redis', () => seen({ kind: 'redis', url: url ?? '' }));
