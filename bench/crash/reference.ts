import { once, setMaxListeners } from 'node:events';
import { silentLog } from '../../engine/log.ts';
import type { DiscussionEvent } from '../../engine/types.ts';
import { atMost } from './at-most.ts';
import { openModel, repeatsIn } from './models.ts';
import type { Site } from './place.ts';
import { requestFor } from './topics.ts';
import { wire } from './wire.ts';

export type Reference = {
  /** The logs by the discussions' numbers. */
  logs: Map<number, DiscussionEvent[]>;
  /** Requests that came twice although nobody was killed. */
  repeats: number;
  unfinished: number;
};

const PATIENCE_MS = 180_000;
const AT_ONCE = 10;
const CLOSING_MS = 30_000;

/** The same discussions on the same kind of database and queue, without kills and without waiting for the model. `logs` fills as they finish. */
export async function runWithoutKills(
  site: Site,
  wanted: { numbers: readonly number[]; seed: string; logs: Map<number, DiscussionEvent[]> },
  signal: AbortSignal,
): Promise<Reference> {
  const { numbers, seed, logs } = wanted;
  const model = await openModel(0);
  const { engine } = wire({ name: 'reference', ...site, modelUrl: model.url }, silentLog());
  const until = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  setMaxListeners(2 * AT_ONCE, until);
  const queue = [...numbers];
  const one = async () => {
    for (let n = queue.shift(); n !== undefined && !until.aborted; n = queue.shift()) {
      const { id } = await engine.start(requestFor(seed, n));
      for await (const _seen of engine.watch(id, { signal: until }));
      if (!until.aborted) logs.set(n, await engine.events(id, 0));
    }
  };
  try {
    const worker = await engine.work({ concurrency: AT_ONCE });
    await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, one)), once(until, 'abort')]);
    await worker.close();
  } finally {
    await atMost(signal.aborted ? 0 : CLOSING_MS, engine.close());
    await model.close();
  }
  signal.throwIfAborted();
  return { logs, repeats: repeatsIn([model.stats().log]), unfinished: numbers.length - logs.size };
}
