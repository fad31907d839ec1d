import { setTimeout as sleep } from 'node:timers/promises';
import { harness, request } from '../../engine/discussion/harness.fixture.ts';
import type { StartRequest, ThreadStore } from '../../engine/engine.ts';
import { silentLog } from '../../engine/log.ts';
import { memoryQueue } from '../../engine/queue/memory.ts';
import { memoryThreads } from '../../engine/store/memory-threads.ts';
import { fakeChat } from '../fake-platform.ts';
import type { Room } from '../platform.ts';
import type { CourierParts, Times } from './courier.ts';
import { startDelivery } from './delivery.ts';

/** As the real ones, a hundred times as fast. */
export const FAST: Times = { post: 80, claim: 200, open: 150, openClaim: 350, settle: 30, opener: 20, typing: 80 };

export const uma = { id: 'u1', name: 'Uma' };
export const place = { platform: 'fake', team: 'g1', channel: 'c1' };

/** The real engine on stores in memory, and a chat that makes trouble. */
export function setting(options: Parameters<typeof harness>[0] & { room?: Partial<Room> } = {}) {
  const { engine, store } = harness(options);
  const chat = fakeChat({ ...(options.room && { room: options.room }) });
  const threads = memoryThreads(store);
  const parts = (more: Partial<CourierParts> = {}): CourierParts => ({
    // Drawing takes a process of its own; where the picture matters it is given.
    engine: { ...engine, chart: async () => undefined },
    threads,
    platform: chat.platform(),
    log: silentLog(),
    times: FAST,
    ...more,
  });
  const deliver = (more: Partial<CourierParts> = {}) =>
    startDelivery({ ...parts(more), queue: memoryQueue(), concurrency: 20, sweepMs: 30 });
  const begun = (more: Partial<StartRequest> = {}) => begunIn(engine, threads, more);
  return { engine, store, chat, threads, parts, deliver, begun };
}

/** As the Start button does it. */
export async function begunIn(
  engine: ReturnType<typeof harness>['engine'],
  threads: ThreadStore,
  more: Partial<StartRequest> = {},
  platform = 'fake',
): Promise<string> {
  const { id } = await engine.draft(request({ by: uma, team: 'fake:g1', ...more }));
  await threads.add(id, { ...place, platform }, uma);
  await engine.initialize(id, uma);
  return id;
}

export async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await sleep(5);
  }
}
