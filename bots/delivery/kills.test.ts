import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldCache } from '../../engine/discussion/fold-cache.ts';
import { obedient } from '../../engine/discussion/harness.fixture.ts';
import { createEngine } from '../../engine/engine.ts';
import { scriptedProvider } from '../../engine/llm/scripted.ts';
import { silentLog } from '../../engine/log.ts';
import { memoryQueue } from '../../engine/queue/memory.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresTeams } from '../../engine/store/postgres-teams.ts';
import { postgresThreads } from '../../engine/store/postgres-threads.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { type FakeChat, fakeChat } from '../fake-platform.ts';
import type { DeliveryPoint } from './courier.ts';
import { begunIn, FAST, until } from './delivery.fixture.ts';
import { startDelivery } from './delivery.ts';

const POINTS: DeliveryPoint[] = ['claimed', 'posted', 'receipt', 'part'];
const ROOM = { message: 150 };
let worlds = 0;

/** Answers nothing any more once it is dead, as a process does not. */
function mortal<T extends object>(part: T, isDead: () => boolean): T {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (isDead()) return new Promise(() => {});
        const result: unknown = Reflect.apply(value, target, given);
        if (!(result instanceof Promise)) return result;
        return result.then((done) => (isDead() ? new Promise(() => {}) : done));
      };
    },
  });
}

describe('a process that delivers and is killed', () => {
  let pool: pg.Pool;
  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: await freshDatabase(), max: 16 });
  }, 60_000);
  afterAll(() => pool.end());

  async function world(everyMs: number) {
    const queue = memoryQueue();
    const provider = scriptedProvider(obedient);
    const store = postgresStore(pool);
    const teams = postgresTeams(pool);
    const threads = postgresThreads(pool);
    const parts = { store, queue, teams, providerFor: () => provider, log: silentLog(), folds: foldCache() };
    const engine = createEngine({ ...parts, limits: { maxRounds: 20 } });
    const worker = await engine.work({ concurrency: 10 });
    // A name of its own: what a failed test has left alive does not meddle with the next one.
    const chat = fakeChat({ name: `fake${++worlds}`, room: { ...ROOM, everyMs } });
    return { engine, threads, chat, worker, queue };
  }
  type World = Awaited<ReturnType<typeof world>>;

  /** Dies at the n-th passing of its point, or never. */
  async function processOf({ engine, threads, chat }: World, killed: () => void, kill?: { point: DeliveryPoint; n: number }) {
    let dead = false;
    let left = kill?.n ?? 0;
    const isDead = () => dead;
    const at = async (point: DeliveryPoint) => {
      if (point !== kill?.point || --left !== 0) return;
      dead = true;
      killed();
      await new Promise(() => {});
    };
    const delivery = await startDelivery({
      engine: mortal({ ...engine, chart: async () => undefined }, isDead),
      threads: mortal(threads, isDead),
      platform: mortal(chat.platform(), isDead),
      log: silentLog(),
      times: FAST,
      queue: memoryQueue(),
      concurrency: 10,
      sweepMs: 40,
      at,
    });
    return { isDead, close: delivery.close };
  }

  /** Plays some discussions to the end while processes die; whoever died is replaced. */
  async function play(living: number, kills: { point: DeliveryPoint; n: number }[], discussions: number) {
    const here = await world(2);
    let killed = 0;
    const waiting = [...kills];
    const crew = new Set<Awaited<ReturnType<typeof processOf>>>();
    const hire = async () => crew.add(await processOf(here, () => killed++, waiting.shift()));
    for (let n = 0; n < living; n++) await hire();
    const ids = await Promise.all(
      Array.from({ length: discussions }, () =>
        begunIn(here.engine, here.threads, { options: { rounds: 3 }, everyMs: 4 }, here.chat.name),
      ),
    );
    const isOver = async () => (await Promise.all(ids.map((id) => here.threads.get(id)))).every((one) => one?.closed);
    await until(async () => {
      for (const one of crew) {
        if (!one.isDead()) continue;
        crew.delete(one);
        await hire();
      }
      await sleep(15);
      return isOver();
    }, 80_000);
    for (const id of ids) await expectWhole(here, id);
    await Promise.all([...crew].map((one) => one.close()));
    await here.worker.close();
    await here.queue.close();
    return killed;
  }

  async function expectWhole({ engine, chat }: World, id: string): Promise<void> {
    const shown = shownIn(chat, id);
    expect(shown.keys).toEqual([...new Set(shown.keys)]);
    const { transcript, discussion } = await engine.status(id);
    expect(shown.keys.at(-1)).toBe(`${id}/${discussion.seq + 1}/0`);
    const spoken = transcript.turns.flatMap(({ speaker, text }) => `${speaker.name}: ${text}`.split(/\s+/));
    expect(shown.words).toEqual(spoken);
    expect(chat.threads.size).toBeGreaterThan(0);
  }

  /** Parts of one turn put together again. */
  function shownIn(chat: FakeChat, id: string) {
    const thread = chat.threadFor(id)?.thread ?? '';
    const posts = chat.messagesIn(thread).flatMap(({ post }) => (post ? [post] : []));
    const words = posts.flatMap(({ key, speaker, text, view }) => {
      if (speaker.kind === 'app') return [];
      const said = (text ?? (view?.lines ?? []).join('\n')).split(/\s+/);
      return key.endsWith('/0') ? [...`${speaker.name}:`.split(/\s+/), ...said] : said;
    });
    return { keys: posts.map(({ key }) => key), words };
  }

  const sequence = (count: number, offset: number) =>
    Array.from({ length: count }, (_, i) => {
      const point = POINTS[(i + offset) % POINTS.length] as DeliveryPoint;
      return { point, n: 1 + ((i * 7 + offset) % 5) };
    });

  it('is followed by another that loses nothing, doubles nothing and keeps the order: 28 kills of one', async () => {
    expect(await play(1, sequence(28, 0), 4)).toBe(28);
  }, 90_000);

  it('leaves the rest to the others: 28 kills of one of two', async () => {
    expect(await play(2, sequence(28, 1), 4)).toBe(28);
  }, 90_000);
});
