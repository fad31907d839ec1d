import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../engine/log.ts';
import { chance } from '../../engine/seed.ts';
import type { DiscussionEvent } from '../../engine/types.ts';
import { atMost } from './at-most.ts';
import { type Crew, openCrew } from './crew.ts';
import { killDatabase } from './kill-database.ts';
import { type KillCount, killWorkers } from './kill-workers.ts';
import type { CrashOptions } from './options.ts';
import { openPlace } from './place.ts';
import { runWithoutKills } from './reference.ts';
import { openStage, type Stage } from './stage.ts';
import { type Summary, summarise, type Verdict } from './summary.ts';
import { wire } from './wire.ts';

/** How long the discussions may take to finish when the last kill is done. */
const DRAIN_MS = 90_000;
const PROGRESS_MS = 3_000;
const CLOSING_MS = 30_000;
const LATENCY_MS = { least: 20, most: 60 };

/** Kills, waits until all is finished, does the same without kills, and compares. `tell` gets a line for people now and then. */
export async function runCrash(options: CrashOptions, tell: (line: string) => void, signal: AbortSignal): Promise<Verdict> {
  const { seed, kills, workers, database } = options;
  const begun = Date.now();
  tell('starting the servers');
  const place = await openPlace(options.backend);
  const closing: (() => Promise<void>)[] = [() => place.close()];
  try {
    signal.throwIfAborted();
    const { engine, store } = wire({ name: 'stage', ...place.main, modelUrl: 'http://127.0.0.1:9' }, silentLog());
    // Whoever interrupts from a terminal also ends Redis, and nothing is left to wait for.
    closing.push(() => atMost(signal.aborted ? 0 : CLOSING_MS, engine.close()));
    const latencyMs = (n: number) => LATENCY_MS.least + chance(seed, n, 'latency') * (LATENCY_MS.most - LATENCY_MS.least);
    const crew = openCrew(place.main, { size: workers, latencyMs });
    closing.push(() => crew.close());
    const stage = openStage(engine, place.main.databaseUrl, { seed, atOnce: options.discussions });
    closing.push(() => atMost(signal.aborted ? 0 : CLOSING_MS, stage.close()));

    const count: KillCount = { kills: 0, points: {}, notReached: [] };
    const databaseDeaths: { at: number }[] = [];
    let progress = () => `${database ? databaseDeaths.length : count.kills}/${kills} kills, ${soFar(stage, crew)}`;
    const shown = setInterval(() => tell(progress()), PROGRESS_MS);
    closing.push(async () => clearInterval(shown));
    await atWork(crew, stage, workers, signal);
    if (database) await killDatabase(place.pidFile, stage, { kills, seed }, databaseDeaths, signal);
    else await killWorkers(crew, { kills, size: workers, seed }, count, signal);
    count.kills += databaseDeaths.length;
    stage.lastOrders();
    const until = Date.now() + DRAIN_MS;
    while (stage.unfinished().length > 0 && Date.now() < until) await sleep(100, undefined, { signal });
    const end = Date.now();
    await crew.close();

    const quiet = stage.talks.filter(({ quiet }) => quiet).map(({ n }) => n);
    const without = new Map<number, DiscussionEvent[]>();
    progress = () => `the same without kills: ${without.size}/${quiet.length} discussions finished`;
    const reference = await runWithoutKills(place.reference, { numbers: quiet, seed, logs: without }, signal);
    const logs = await Promise.all(
      stage.talks.map(async (talk) => ({ talk, events: await store.events(talk.id, 0), calls: await store.calls(talk.id) })),
    );
    const summary: Summary = { options, count, crew, databaseDeaths, logs, reference, begun, end };
    return summarise(summary);
  } finally {
    for (const close of closing.reverse()) await close().catch((error: unknown) => tell(`closing: ${error}`));
  }
}

/** The first kill comes when all workers are at work. */
async function atWork(crew: Crew, stage: Stage, workers: number, signal: AbortSignal): Promise<void> {
  while (crew.working().length < workers || stage.talks.length === 0) {
    const [accident] = crew.accidents;
    if (accident) throw new Error(`A worker does not start: ${accident}`);
    await sleep(50, undefined, { signal });
  }
}

function soFar(stage: Stage, crew: Crew): string {
  const calls = crew.members.reduce((sum, { model }) => sum + model.stats().calls, 0);
  const finished = stage.talks.length - stage.unfinished().length;
  return `${finished}/${stage.talks.length} discussions finished, ${calls} model calls`;
}
