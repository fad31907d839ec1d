import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { by, harness, obedient, request, watched } from '../../engine/discussion/harness.fixture.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ModelRequest, Provider } from '../../engine/llm/provider.ts';
import { scriptedProvider } from '../../engine/llm/scripted.ts';

/** How long the model takes for a turn, and for a section of the report. */
const TURN_MS = 40;
const SECTION_MS = 1_500;
const FORMS = ['pdf', 'html', 'md', 'json'] as const;
const REPORTS_AT_ONCE = 5;

/**
 * A report of a long discussion: its time beside the sum of its model calls, the memory that its files take, and what five
 * reports at once do to the turns of other discussions in the same process.
 */
export async function reportBench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { turns: { type: 'string', default: '160' }, others: { type: 'string', default: '20' } },
  });
  const long = await longDiscussion(Number(values.turns));
  print(long.figures);
  await files(long.engine, long.id);
  const without = await turnsOfOthers(Number(values.others), async () => {});
  const beside = await turnsOfOthers(Number(values.others), (done) => reports(long, done));
  print({ what: 'overhead of a turn', without, beside, p99Ratio: beside.p99Ms / without.p99Ms });
  await long.engine.close();
}

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const round = (n: number): number => Math.round(n * 10) / 10;

async function longDiscussion(turns: number) {
  const calls: number[] = [];
  const provider = slow(TURN_MS, (ms) => calls.push(ms));
  const { engine } = harness({ provider });
  const worker = await engine.work({ concurrency: 10 });
  const discussion = await engine.start(request({ personas: 8, options: { rounds: 20 } }));
  let said = 0;
  let endedAt = 0;
  await watched(engine, discussion.id, async (event) => {
    if (event.type === 'said' && ++said === turns) await engine.stop(discussion.id, by);
    if (event.type === 'ended') endedAt = performance.now();
  });
  while ((await engine.status(discussion.id)).discussion.reportStatus === 'generating') await sleep(5);
  const wallMs = performance.now() - endedAt;
  const callsMs = calls.reduce((sum, ms) => sum + ms, 0);
  await worker.close();
  const figures = {
    what: 'report written',
    turns: said,
    wallMs: round(wallMs),
    callsMs: round(callsMs),
    ratio: round((wallMs / callsMs) * 100) / 100,
  };
  return { engine, id: discussion.id, figures };
}

/** Answers as told, after the time that a model takes. */
function slow(turnMs: number, section: (ms: number) => void): Provider {
  const told = scriptedProvider(obedient);
  return {
    ...told,
    async generate(asked: ModelRequest, signal) {
      const isSection = asked.key.startsWith('section/');
      const began = performance.now();
      await sleep(isSection ? SECTION_MS : turnMs);
      const reply = await told.generate(asked, signal);
      if (isSection) section(performance.now() - began);
      return reply;
    },
  };
}

async function files(engine: Engine, id: string): Promise<void> {
  const idle = memoryOf(process.pid);
  let most = 0;
  let child = 0;
  const timer = setInterval(() => {
    const children = childrenOf(process.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
    child = Math.max(child, children);
    most = Math.max(most, memoryOf(process.pid) + children);
  }, 20);
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    await engine.reportFiles(id, FORMS);
    times.push(round(performance.now() - began));
  }
  clearInterval(timer);
  const began = performance.now();
  await engine.report(id);
  print({
    what: 'files of the report',
    forms: FORMS,
    firstMs: times[0],
    thenMs: times.slice(1),
    hereMs: round(performance.now() - began),
    beyondIdleMB: round(most - idle),
    childMB: round(child),
  });
}

/** Resident memory in megabytes; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

async function reports({ engine, id }: { engine: Engine; id: string }, done: () => boolean): Promise<void> {
  while (!done()) await Promise.all(Array.from({ length: REPORTS_AT_ONCE }, () => engine.reportFiles(id, FORMS)));
}

/** From the answer of a model to the next question, in discussions that run side by side. */
async function turnsOfOthers(count: number, beside: (done: () => boolean) => Promise<void>) {
  const gaps: number[] = [];
  const last = new Map<string, number>();
  const told = scriptedProvider(obedient);
  const provider: Provider = {
    ...told,
    async generate(asked, signal) {
      const { id } = asked.scene.transcript;
      const before = last.get(id);
      if (before !== undefined && asked.key.startsWith('round/')) gaps.push(performance.now() - before);
      await sleep(TURN_MS);
      const reply = await told.generate(asked, signal);
      last.set(id, performance.now());
      return reply;
    },
  };
  const { engine } = harness({ provider });
  const worker = await engine.work({ concurrency: count });
  let over = false;
  const work = beside(() => over);
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { id } = await engine.start(request({ personas: 6, options: { rounds: 10 }, seed: `${i}` }));
      await watched(engine, id);
    }),
  );
  over = true;
  await work;
  await worker.close();
  await engine.close();
  gaps.sort((a, b) => a - b);
  const at = (share: number) => round(gaps[Math.floor(gaps.length * share)] ?? 0);
  return { turns: gaps.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: round(gaps.at(-1) ?? 0) };
}
