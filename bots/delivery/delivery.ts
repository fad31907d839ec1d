import type { Queue } from '../../engine/engine.ts';
import { RetryError } from '../../engine/errors.ts';
import type { DiscussionId } from '../../engine/types.ts';
import { type Courier, type CourierParts, openCourier } from './courier.ts';
import { deliver } from './deliver.ts';

const SWEEP_MS = 3_000;
/** So many at once; the rest comes with the next sweep. */
const SWEEP_LIMIT = 1_000;
/** After the store or the queue was away. */
const LOOK_AGAIN_MS = 1_500;
const MOST_KNOWN = 20_000;

export type DeliveryParts = CourierParts & { queue: Queue; concurrency: number; sweepMs?: number };
export type Delivery = {
  /** There is something to do in the thread of a discussion. */
  wake(id: DiscussionId): Promise<void>;
  close(): Promise<void>;
};

/**
 * Takes part in carrying discussions to a platform: any number of processes may. Each announcement of the engine wakes
 * the delivery of its discussion, alarms wake what is due later, and a sweep finds what was lost.
 */
export async function startDelivery(parts: DeliveryParts): Promise<Delivery> {
  const { engine, threads, queue, platform, log, concurrency } = parts;
  const courier: Courier = openCourier(parts);
  const stop = new AbortController();
  const isOurs = oursOnly(parts);

  async function handle(id: DiscussionId, closing: AbortSignal): Promise<void> {
    try {
      const again = await deliver(id, courier, AbortSignal.any([closing, stop.signal]));
      if (again) await queue.wakeAt(id, again);
    } catch (error) {
      // The store or the queue is away, or this is a bug: the sweep takes it up again.
      log[error instanceof RetryError ? 'warn' : 'error']({ err: error, discussion: id }, 'delivery broke off');
      await queue.wakeAt(id, new Date(Date.now() + LOOK_AGAIN_MS)).catch(() => {});
    }
  }

  const stopListening = engine.listen((id) => {
    void isOurs(id)
      .then((ours) => (ours ? queue.wake(id) : undefined))
      .catch((error: unknown) => log.warn({ err: error, discussion: id }, 'an announcement was lost; the sweep finds it'));
  });

  let sweeping: Promise<void> | undefined;
  const sweep = async () => {
    try {
      for (const id of await threads.due(platform.name, SWEEP_LIMIT)) await queue.wake(id);
    } catch (error) {
      log.warn({ err: error, platform: platform.name }, 'delivery sweep');
    }
  };
  const timer = setInterval(() => {
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
  }, parts.sweepMs ?? SWEEP_MS);

  await queue.work(handle, { concurrency });
  return {
    wake: queue.wake,
    async close() {
      clearInterval(timer);
      stopListening();
      stop.abort();
      await sweeping;
      await queue.close();
    },
  };
}

/** Whether a discussion takes place on this platform: asked of the store once for each. */
function oursOnly({ threads, platform }: Pick<DeliveryParts, 'threads' | 'platform'>) {
  const known = new Map<DiscussionId, boolean>();
  return async (id: DiscussionId): Promise<boolean> => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const ours = (await threads.get(id))?.platform === platform.name;
    known.set(id, ours);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return ours;
  };
}
