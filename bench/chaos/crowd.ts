import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../engine/log.ts';
import { requestWith } from './discussions.ts';
import { fullestWindow } from './fullest-window.ts';
import { forked, startServerProcess } from './server-process.ts';
import { openSite, type Place } from './site.ts';

const MINUTE_MS = 60_000;
/** About as many tokens as so many requests take, so that now the one and now the other is what limits. */
const LIMITS = { requestsPerMinute: 240, tokensPerMinute: 180_000 };
const DISCUSSIONS = 60;

export type Crowd = { workers: number; seconds: number; seed: string };

/** Worker processes that share one key: what the server saw of it in its fullest minute, beside the key's limits. */
export async function crowdBench(place: Place, { workers, seconds, seed }: Crowd): Promise<string[]> {
  const server = await startServerProcess({ latencyMs: 100, seed, factor: 0 });
  const site = await openSite(place, silentLog(), { connections: 6 });
  const crew = Array.from({ length: workers }, () => forked('./worker.ts'));
  try {
    await site.keys.add({ provider: 'openai', name: 'shared', secret: 'sk-crowd-1', baseUrl: `${server.url}/v1`, ...LIMITS });
    for (const child of crew) child.send(place);
    await Promise.all(crew.map((child) => once(child, 'message')));
    await sleep(2_500);
    for (let n = 0; n < DISCUSSIONS; n++) await site.engine.start(requestWith(`${seed}/crowd`, n, 'openai'));
    process.stderr.write(`chaos: ${workers} processes at work for ${seconds} s\n`);
    await sleep(seconds * 1_000);
  } finally {
    for (const child of crew) child.kill('SIGKILL');
    await site.close();
  }
  const log = await server.log();
  server.close();
  const most = fullestWindow(
    log.map(({ startedAt, tokens = 0 }) => ({ at: startedAt, tokens })),
    MINUTE_MS,
  );
  const over = {
    requests: Math.max(0, most.requests - LIMITS.requestsPerMinute),
    tokens: Math.max(0, most.tokens - LIMITS.tokensPerMinute),
  };
  const line = {
    bench: 'chaos',
    row: 'crowd',
    workers,
    seconds,
    calls: log.length,
    tokens: log.reduce((sum, { tokens = 0 }) => sum + tokens, 0),
    fullestMinute: most,
    limits: LIMITS,
    over,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  const problems = [];
  if (over.requests + over.tokens > 0) problems.push(`limits passed by ${over.requests} requests and ${over.tokens} tokens`);
  if (log.length < workers) problems.push(`only ${log.length} calls were made`);
  return problems;
}
