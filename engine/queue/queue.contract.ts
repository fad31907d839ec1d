import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Queue } from './queue.ts';

const until = async (what: () => boolean | Promise<boolean>, ms = 15_000) => {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every queue promises. `open` gives queues that share what they hold, as those of several processes do. */
export function queueContract(name: string, open: () => Promise<() => Queue>, options: { shared: boolean }) {
  describe(`queue: ${name}`, () => {
    const queues: Queue[] = [];
    const opened = async (count = 1) => {
      const make = await open();
      const made = Array.from({ length: count }, make);
      queues.push(...made);
      return made as [Queue, ...Queue[]];
    };
    afterEach(async () => {
      await Promise.all(queues.splice(0).map((queue) => queue.close()));
    }, 30_000);

    it('carries each wake out', async () => {
      const [queue] = await opened();
      const seen = new Set<string>();
      await queue.work(async (id) => void seen.add(id), { concurrency: 5 });
      const ids = Array.from({ length: 30 }, () => randomUUID());
      await Promise.all(ids.map((id) => queue.wake(id)));
      await until(() => seen.size === 30);
    });

    it('never works on one discussion twice at a time, and keeps the wake that came meanwhile', async () => {
      const [queue, other = queue] = await opened(options.shared ? 2 : 1);
      let active = 0;
      let most = 0;
      let runs = 0;
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const handler = async () => {
        active++;
        most = Math.max(most, active);
        runs++;
        await held;
        await sleep(50);
        active--;
      };
      await queue.work(handler, { concurrency: 5 });
      if (other !== queue) await other.work(handler, { concurrency: 5 });
      const id = randomUUID();
      await queue.wake(id);
      await until(() => active === 1);
      for (let i = 0; i < 5; i++) await other.wake(id);
      letGo();
      await until(() => runs === 2 && active === 0);
      await sleep(300);
      expect({ most, runs }).toEqual({ most: 1, runs: 2 });
      await queue.wake(id);
      await until(() => runs === 3);
    });

    it('wakes at a time, and an alarm swallows no wake', async () => {
      const [queue] = await opened();
      const times: number[] = [];
      await queue.work(async () => void times.push(Date.now()), { concurrency: 2 });
      const id = randomUUID();
      const begun = Date.now();
      await queue.wakeAt(id, new Date(begun + 1_500));
      await queue.wake(id);
      await until(() => times.length === 1, 1_400);
      await until(() => times.length === 2);
      expect((times[1] ?? 0) - begun).toBeGreaterThanOrEqual(1_450);
    });

    it('goes on after a handler that throws', async () => {
      const [queue] = await opened();
      let runs = 0;
      const handler = async () => {
        if (runs++ === 0) throw new Error('once');
      };
      await queue.work(handler, { concurrency: 1 });
      const id = randomUUID();
      await queue.wake(id);
      await until(() => runs === 1);
      await queue.wake(id);
      await until(() => runs === 2);
    });

    it('announces to every process, with whether calls in flight are still wanted', async () => {
      const [queue, other = queue] = await opened(options.shared ? 2 : 1);
      const heard: string[] = [];
      queue.listen((id, interrupt) => heard.push(`a ${id} ${interrupt}`));
      const stop = other.listen((id, interrupt) => heard.push(`b ${id} ${interrupt}`));
      await until(async () => {
        queue.announce('one', true);
        await sleep(30);
        return heard.includes('a one true') && heard.includes('b one true');
      });
      stop();
      heard.length = 0;
      queue.announce('two');
      await until(() => heard.includes('a two false'));
      await sleep(100);
      expect(heard.filter((line) => line.startsWith('b two'))).toEqual([]);
    });

    it('tells its handlers when it closes, and says how much waits', async () => {
      const [queue] = await opened();
      let aborted = false;
      await queue.work(
        (_id, signal) =>
          new Promise((resolve) =>
            signal.addEventListener('abort', () => {
              aborted = true;
              resolve();
            }),
          ),
        { concurrency: 1 },
      );
      await queue.wake(randomUUID());
      await queue.wake(randomUUID());
      await until(async () => (await queue.depth()).active === 1);
      expect(await queue.depth()).toMatchObject({ active: 1, waiting: 1 });
      await queue.close();
      expect(aborted).toBe(true);
    });
  });
}
