import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RetryError } from '../errors.ts';
import { type Limiter, type LimiterOptions, limiter, type WindowStore } from './limits.ts';

export type LimiterSubject = {
  /** Another process's way to the same windows. */
  windows: () => WindowStore;
  /** A store at whose address nobody answers. */
  away?: () => WindowStore;
  close(): Promise<void>;
};

const WINDOW_MS = 1_000;
/** Wide enough for a machine that is busy with other tests: what is taken is seen a moment later. */
const SLACK_MS = 400;

/** What every limiter promises, wherever its windows are kept. */
export function limiterContract(name: string, make: () => Promise<LimiterSubject>): void {
  describe(`limits: ${name}`, () => {
    let subject: LimiterSubject;
    const open: Limiter[] = [];
    const limits = (options: LimiterOptions = {}, store = subject.windows()): Limiter => {
      const one = limiter(store, options);
      open.push(one);
      return one;
    };
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => {
      await Promise.all(open.map((one) => one.close()));
      await subject.close();
    });

    /** Ten processes that call as often as they may; the calls as their vendor sees them. */
    async function tenAtOnce(key: Parameters<Limiter['take']>[0], tokensOf: (n: number) => number) {
      const calls: { at: number; tokens: number }[] = [];
      const began = Date.now();
      const end = began + 3.5 * WINDOW_MS;
      const worker = async (one: Limiter, id: number) => {
        for (let n = id; Date.now() < end; n += 10) {
          const tokens = tokensOf(n);
          const { waitMs, settle } = await one.take(key, `discussion-${id}`, Math.ceil(tokens * 1.5));
          if (waitMs > 0) await sleep(waitMs);
          else {
            calls.push({ at: Date.now(), tokens });
            await settle(tokens);
          }
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, id) => worker(limits({ windowMs: WINDOW_MS, slackMs: SLACK_MS }), id)));
      return { calls: calls.sort((a, b) => a.at - b.at), took: Date.now() - began };
    }

    const fullest = (calls: readonly { at: number; tokens: number }[], amount: (call: { tokens: number }) => number): number =>
      Math.max(
        ...calls.map(({ at }) =>
          calls.reduce((sum, call) => (call.at > at - WINDOW_MS && call.at <= at ? sum + amount(call) : sum), 0),
        ),
      );

    it('ten at once stay under the limits of a key in any window, and use them', async () => {
      const [requests, tokens] = await Promise.all([
        tenAtOnce({ id: 'requests', requestsPerMinute: 30 }, () => 0),
        tenAtOnce({ id: 'tokens', requestsPerMinute: 1_000, tokensPerMinute: 9_000 }, (n) => 200 + ((n * 7) % 11) * 180),
      ]);
      expect(fullest(requests.calls, () => 1)).toBeLessThanOrEqual(30);
      expect(fullest(tokens.calls, (call) => call.tokens)).toBeLessThanOrEqual(9_000);
      const windows = requests.took / (WINDOW_MS + SLACK_MS);
      expect(requests.calls.length).toBeGreaterThan(30 * windows * 0.3);
      expect(tokens.calls.reduce((all, call) => all + call.tokens, 0)).toBeGreaterThan(9_000 * windows * 0.2);
    });

    it('keeps keys apart, and two limits of one key together', async () => {
      const [one, other] = [limits(), limits()];
      const a = { id: 'a', requestsPerMinute: 1 };
      expect(await one.take(a, 'd1', 0)).toMatchObject({ waitMs: 0 });
      expect((await other.take(a, 'd2', 0)).waitMs).toBeGreaterThan(30_000);
      expect(await other.take({ ...a, id: 'b' }, 'd2', 0)).toMatchObject({ waitMs: 0 });
      const both = { id: 'both', requestsPerMinute: 2, tokensPerMinute: 100 };
      expect(await one.take(both, 'd1', 90)).toMatchObject({ waitMs: 0 });
      expect((await other.take(both, 'd2', 20)).waitMs).toBeGreaterThan(0);
    });

    it('gives back what an estimate had too much', async () => {
      const [one, other] = [limits(), limits()];
      const key = { id: 'settled', tokensPerMinute: 100 };
      const taken = await one.take(key, 'd1', 100);
      expect((await other.take(key, 'd2', 50)).waitMs).toBeGreaterThan(0);
      await taken.settle(40);
      expect(await other.take(key, 'd2', 50)).toMatchObject({ waitMs: 0 });
      expect((await other.take(key, 'd3', 50)).waitMs).toBeGreaterThan(0);
    });

    it('lets those who were refused go first, whoever asks for them', async () => {
      const [one, other] = [limits(), limits()];
      const key = { id: 'order', tokensPerMinute: 100 };
      const taken = await one.take(key, 'first', 100);
      expect((await one.take(key, 'second', 60)).waitMs).toBeGreaterThan(0);
      expect((await other.take(key, 'third', 60)).waitMs).toBeGreaterThan(0);
      await taken.settle(30);
      expect((await other.take(key, 'third', 60)).waitMs).toBeGreaterThan(0);
      expect((await other.take(key, 'second', 60)).waitMs).toBe(0);
    });

    it('asks nobody for a key without limits, and lets nobody call when it cannot ask', async (context) => {
      if (!subject.away) return context.skip();
      const one = limits({}, subject.away());
      expect(await one.take({ id: 'free' }, 'd1', 1_000)).toMatchObject({ waitMs: 0 });
      const error = await one.take({ id: 'k', requestsPerMinute: 1 }, 'd1', 0).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RetryError);
    });
  });
}
