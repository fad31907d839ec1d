import { fork } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { foldCache } from '../../engine/discussion/fold-cache.ts';
import { createEngine } from '../../engine/engine.ts';
import { openAiProvider } from '../../engine/llm/openai.ts';
import type { Provider } from '../../engine/llm/provider.ts';
import { silentLog } from '../../engine/log.ts';
import { library } from '../../engine/personas/library.ts';
import { bullmqQueue, migrateQueue } from '../../engine/queue/bullmq.ts';
import type { QueueServer } from '../../engine/queue/wiring.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresTeams } from '../../engine/store/postgres-teams.ts';
import { startEmbedded } from '../../prisma/embedded.ts';
import { freshDatabase } from '../../prisma/fresh-database.ts';
import { startRedis } from '../../prisma/test-servers.ts';
import { floor } from './floor.ts';
import { foldAndPrompt, TurnTimes, timedProvider, timedStore } from './shares.ts';

const PERSONAS = 8;
const CONTEXT = 'Fares bring a fifth of what the buses cost. Half of the riders have no car.';
const TOPIC = 'Should our city make buses free?';

type Setting = { url: string; pool: pg.Pool; server: QueueServer };
type EngineRun = {
  wallMs: number;
  turns: number;
  calls: number;
  times: TurnTimes;
  split: { foldMs: number; promptMs: number };
  bytes: Bytes;
};
type Bytes = { database: number; transcript: number };

export async function engineBench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '20' },
      words: { type: 'string', default: '120' },
      concurrent: { type: 'string', default: '1,50,200' },
      repeat: { type: 'string', default: '3' },
    },
  });
  const rounds = Number(values.rounds);
  const repeat = Number(values.repeat);
  const folder = await mkdtemp(join(tmpdir(), 'simfocus-bench-'));
  await chmod(folder, 0o755);
  const database = await startEmbedded({ dataDir: folder });
  const redis = await startRedis(folder);
  const stub = fork(new URL('./stub.ts', import.meta.url), [values.words], { execArgv: ['--import', 'tsx'] });
  try {
    const url = await new Promise<string>((resolve) => stub.once('message', (message: { url: string }) => resolve(message.url)));
    if (!redis) process.stderr.write('redis-server is not installed here: measured on the PostgreSQL queue alone\n');
    for (const concurrent of values.concurrent.split(',').map(Number)) {
      const backends: QueueServer['kind'][] = redis ? ['redis', 'postgres'] : ['postgres'];
      for (const kind of backends) {
        await warmUp(url, database.url, kind, redis?.url);
        const pairs: { floor: { wallMs: number; turns: number }; engine: EngineRun }[] = [];
        for (let n = 0; n < (concurrent === 1 ? repeat : Math.min(repeat, 2)); n++) {
          const setting = await settingFor(url, database.url, kind, redis?.url);
          const { pool } = setting;
          // Fewer rounds for many at once: the same work for the machine within a few minutes.
          const roundsHere = concurrent >= 200 ? Math.min(rounds, 5) : concurrent >= 50 ? Math.min(rounds, 10) : rounds;
          const engine = await engineRun(setting, concurrent, roundsHere);
          const turns = Math.round(engine.calls / concurrent);
          const least = await floor({
            url,
            pool,
            discussions: concurrent,
            turns,
            personas: library.slice(0, PERSONAS).map((p) => p.name),
            head: TOPIC + CONTEXT,
          });
          await pool.end();
          pairs.push({ floor: least, engine });
          report(concurrent, kind, roundsHere, [{ floor: least, engine }], 'run');
        }
        report(concurrent, kind, rounds, pairs, 'median');
      }
    }
  } finally {
    stub.disconnect();
    redis?.process.kill();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

let databases = 0;

async function settingFor(
  url: string,
  server: string,
  kind: QueueServer['kind'],
  redisUrl: string | undefined,
): Promise<Setting> {
  const databaseUrl = await freshDatabase(server, `bench_${++databases}`);
  await migrateQueue(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });
  pool.on('error', () => {});
  return { url, pool, server: kind === 'redis' && redisUrl ? { kind, url: redisUrl } : { kind: 'postgres', url: databaseUrl } };
}

/** What is measured is not how long the compiler takes. */
async function warmUp(...args: Parameters<typeof settingFor>): Promise<void> {
  const setting = await settingFor(...args);
  await engineRun(setting, 10, 3);
  await floor({ url: setting.url, pool: setting.pool, discussions: 10, turns: 24, personas: ['Ada'], head: TOPIC });
  await setting.pool.end();
}

async function engineRun({ url, pool, server }: Setting, concurrent: number, rounds: number): Promise<EngineRun> {
  const times = new TurnTimes();
  const inner = openAiProvider({ apiKey: 'none', baseUrl: url, model: 'stub' });
  const provider: Provider = timedProvider(inner, times);
  const log = silentLog();
  const store = timedStore(postgresStore(pool), times);
  const queue = bullmqQueue(server, log, { prefix: `bench-${process.pid}-${Date.now()}` });
  const teams = postgresTeams(pool);
  const parts = { store, queue, teams, providerFor: () => provider, log, folds: foldCache(), limits: { maxRounds: 40 } };
  const engine = createEngine(parts);
  const worker = await engine.work({ concurrency: concurrent + 10 });
  const personas = library.slice(0, PERSONAS).map((persona) => persona.id);
  const begun = performance.now();
  const started = await Promise.all(
    Array.from({ length: concurrent }, (_, n) =>
      engine.start({
        topic: `${TOPIC} (${n})`,
        context: CONTEXT,
        personas,
        provider: 'openai',
        pace: 'fast',
        seed: `bench-${n}`,
        options: { rounds, length: 'essay' },
        by: { id: 'bench', name: 'bench' },
      }),
    ),
  );
  const ids = new Set(started.map((discussion) => discussion.id));
  while (ids.size > 0) {
    for (const id of ids) {
      const discussion = await store.get(id);
      if (discussion?.status === 'failed') throw new Error(`a discussion failed: ${discussion.reason}`);
      if (discussion && ['ready', 'partial', 'failed'].includes(discussion.reportStatus)) ids.delete(id);
      else break;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const wallMs = performance.now() - begun;
  const [counted] = (
    await pool.query<{ turns: number; calls: number }>(
      `select (select count(*)::int from event where type = 'said') as turns, (select count(*)::int from call) as calls`,
    )
  ).rows;
  const split = await foldAndPrompt(store, started[0]?.id ?? '', provider);
  const bytes = await bytesOf(pool);
  await worker.close();
  await queue.close();
  return { wallMs, turns: counted?.turns ?? 0, calls: counted?.calls ?? 0, times, split, bytes };
}

/** Everything that the discussions keep in the database, beside the text of what was said. */
async function bytesOf(pool: pg.Pool): Promise<Bytes> {
  await pool.query('vacuum full event, call, discussion, inbox');
  const { rows } = await pool.query<{ database: string; transcript: string }>(`select
    (select sum(pg_total_relation_size(t::regclass)) from unnest(array['event', 'call', 'discussion', 'inbox']) t) as database,
    (select sum(octet_length(body->>'text')) from event where type in ('said', 'asked')) as transcript`);
  return { database: Number(rows[0]?.database), transcript: Number(rows[0]?.transcript) };
}

type Pair = { floor: { wallMs: number; turns: number }; engine: EngineRun };
const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

function report(concurrent: number, queue: string, rounds: number, pairs: Pair[], kind: 'run' | 'median'): void {
  const of = (figure: (pair: Pair) => number, digits = 2) => round(median(pairs.map(figure)), digits);
  const n = (pair: Pair) => pair.engine.calls;
  const line: Record<string, unknown> = {
    bench: 'engine',
    kind,
    queue,
    concurrent,
    personas: PERSONAS,
    rounds,
    turns: of((pair) => pair.engine.turns, 0),
    modelCalls: of(n, 0),
    engineCallsPerSecond: of((pair) => (n(pair) / pair.engine.wallMs) * 1_000, 1),
    floorCallsPerSecond: of((pair) => (pair.floor.turns / pair.floor.wallMs) * 1_000, 1),
    throughputRatio: of((pair) => n(pair) / pair.engine.wallMs / (pair.floor.turns / pair.floor.wallMs)),
    bytesRatio: of((pair) => pair.engine.bytes.database / pair.engine.bytes.transcript),
    bytesPerTurn: of((pair) => pair.engine.bytes.database / pair.engine.turns, 0),
  };
  if (concurrent === 1) {
    const times = (pair: Pair) => pair.engine.times.means;
    const floorMs = (pair: Pair) => pair.floor.wallMs / pair.floor.turns;
    Object.assign(line, {
      engineMsPerTurn: of((pair) => times(pair).turnMs, 3),
      floorMsPerTurn: of(floorMs, 3),
      overheadRatio: of((pair) => times(pair).turnMs / floorMs(pair)),
      shares: {
        clientMs: of((pair) => times(pair).clientMs, 3),
        appendMs: of((pair) => times(pair).appendMs, 3),
        foldMs: of((pair) => pair.engine.split.foldMs, 3),
        promptMs: of((pair) => pair.engine.split.promptMs, 3),
        queueAndChecksMs: of((pair) => {
          const { turnMs, clientMs, appendMs } = times(pair);
          return turnMs - clientMs - appendMs - pair.engine.split.foldMs - pair.engine.split.promptMs;
        }, 3),
      },
    });
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
