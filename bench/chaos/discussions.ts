import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../engine/call.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Store } from '../../engine/store/store.ts';
import type { Discussion, DiscussionEvent, DiscussionId } from '../../engine/types.ts';
import { requestFor } from '../crash/topics.ts';

/** What one discussion came to. */
export type Played = {
  discussion: Discussion;
  events: readonly DiscussionEvent[];
  calls: readonly Call[];
  /** From the moment at which all begin to its last event. */
  ms: number;
};

const LOOK_MS = 100;

export const requestWith = (seed: string, n: number, provider: string) => ({
  ...requestFor(seed, n),
  provider,
  personas: 3,
  options: { rounds: 2 },
});

/**
 * So many discussions at once, every second one with either vendor, until nothing is owed any more or the time is over. Every
 * second pair is watched as it is written, so that its turns are streamed.
 */
export async function playAll(
  { engine, store }: { engine: Engine; store: Store },
  options: { seed: string; discussions: number; atOnce: number; untilMs: number },
  progress: (finished: number) => void,
): Promise<{ played: Played[]; wallMs: number }> {
  const { seed, discussions, atOnce, untilMs } = options;
  const stop = new AbortController();
  const ids: DiscussionId[] = [];
  const watching: Promise<void>[] = [];
  for (let n = 0; n < discussions; n++) {
    const { id } = await engine.start(requestWith(seed, n, n % 2 === 0 ? 'openai' : 'anthropic'));
    ids.push(id);
    if (n % 4 < 2) watching.push(watched(engine, id, stop.signal));
  }
  const worker = await engine.work({ concurrency: atOnce });
  const begun = Date.now();
  const open = new Set(ids);
  let told = Date.now();
  while (open.size > 0 && Date.now() - begun < untilMs) {
    for (const id of open) {
      const discussion = await store.get(id);
      if (!discussion || isOver(discussion)) open.delete(id);
      else break;
    }
    await sleep(LOOK_MS);
    if (Date.now() - told < 5_000) continue;
    told = Date.now();
    progress(discussions - open.size);
  }
  const wallMs = Date.now() - begun;
  stop.abort();
  await Promise.all(watching);
  await worker.close();
  return { played: await Promise.all(ids.map((id) => playedOf(store, id, begun))), wallMs };
}

async function watched(engine: Engine, id: DiscussionId, signal: AbortSignal): Promise<void> {
  for await (const _ of engine.watch(id, { signal: AbortSignal.any([signal]), drafts: true })) {
    // To be looked at is what makes it stream.
  }
}

async function playedOf(store: Store, id: DiscussionId, begun: number): Promise<Played> {
  const [discussion, events, calls] = await Promise.all([store.get(id), store.events(id, 0), store.calls(id)]);
  if (!discussion) throw new Error(`The discussion ${id} is gone`);
  const ms = (events.at(-1)?.at.getTime() ?? begun) - begun;
  return { discussion, events, calls, ms };
}

export const isOver = ({ status, reportStatus }: Discussion): boolean =>
  status === 'failed' || ['ready', 'partial', 'failed'].includes(reportStatus);
