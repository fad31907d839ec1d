import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from './embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
    /** Missing where redis-server is not installed. */
    redisUrl: string | undefined;
  }
}

/** Servers for the tests, one of each for a whole run: a real PostgreSQL, and Redis where it is installed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'simfocus-test-'));
  // As root the database runs as another account, which has to get in.
  await chmod(folder, 0o755);
  const database = await startEmbedded({ dataDir: folder });
  const redis = await startRedis(folder);
  project.provide('databaseUrl', database.url);
  project.provide('redisUrl', redis?.url);
  return async () => {
    redis?.process.kill();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** A Redis as production runs it: nothing is evicted, and what was acknowledged is on disk. */
export async function startRedis(folder: string): Promise<{ url: string; process: ChildProcess } | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const port = await freePort();
  const settings = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    server.stdout.on('data', (text: Buffer) => text.toString().includes('Ready to accept connections') && resolve());
  });
  return { url: `redis://127.0.0.1:${port}`, process: server };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
