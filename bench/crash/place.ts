import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../engine/errors.ts';
import { migrateQueue } from '../../engine/queue/bullmq.ts';
import type { QueueServer } from '../../engine/queue/wiring.ts';
import { startEmbedded } from '../../prisma/embedded.ts';
import { freshDatabase } from '../../prisma/fresh-database.ts';
import { startRedis } from '../../prisma/test-servers.ts';
import type { Backend } from './options.ts';

export type Site = { databaseUrl: string; queue: QueueServer };

export type Place = {
  /** Where the kills happen. */
  main: Site;
  /** Where the same is done without kills. */
  reference: Site;
  /** One more place of the same kind. */
  another(): Promise<Site>;
  /** The pid file of the database server. */
  pidFile: string;
  close(): Promise<void>;
};

/** A PostgreSQL of our own, and a Redis if asked for, in a folder that is gone afterwards. */
export async function openPlace(backend: Backend): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'simfocus-crash-'));
  const closing: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })];
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  try {
    // As root the database runs as another account, which has to get in.
    await chmod(folder, 0o755);
    const database = await startEmbedded({ dataDir: folder });
    closing.push(() => database.stop());
    const redis = backend === 'redis' ? await startRedis(folder) : undefined;
    if (backend === 'redis' && !redis)
      throw new UserError('redis-server is not installed here. Install it, or use --backend postgres.');
    if (redis) closing.push(() => redis.process.kill());
    const site = async (name: string, number: number): Promise<Site> => {
      const databaseUrl = await freshDatabase(database.url, name);
      if (redis) return { databaseUrl, queue: { kind: 'redis', url: `${redis.url}/${number}` } };
      await migrateQueue(databaseUrl);
      return { databaseUrl, queue: { kind: 'postgres', url: databaseUrl } };
    };
    const main = await site('crash', 0);
    const reference = await site('reference', 1);
    let others = 1;
    const another = () => {
      others++;
      return site(`another_${others}`, others);
    };
    return { main, reference, another, pidFile: join(folder, 'postgres', 'data', 'postmaster.pid'), close };
  } catch (error) {
    await close();
    throw error;
  }
}
