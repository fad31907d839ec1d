import { describe, expect, it } from 'vitest';
import type { Estimate } from '../llm/estimate.ts';
import { costOf, priceOf, usePrices } from '../llm/prices.ts';
import type { ModelRequest, Models } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { harness, obedient, request, watched } from './harness.fixture.ts';

const models: Models = { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' };

/** Billed for its bytes, with nothing ever found in a cache. */
function answer(asked: ModelRequest) {
  const said = obedient(asked);
  const bytes = [asked.system, ...asked.shared, asked.own].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const usage = { input: Math.round(bytes / 4), cached: 0, cacheWrite: 0, output: 300, cost: 0.01 };
  return typeof said === 'string' ? { text: said, usage } : { ...said, usage };
}
const engineOf = (more: { models?: Models } = {}) => harness({ provider: scriptedProvider(answer, { models, ...more }) });
const dollars = ({ cost }: Estimate) => ('unknown' in cost ? Number.NaN : cost.p50);

describe('an estimate', () => {
  it('is told before anything is written', async () => {
    const { engine, store } = engineOf();
    const { calls, cost, seconds, tokens } = await engine.estimate(request({ options: { rounds: 4 } }));
    expect(cost).toEqual({ p50: expect.any(Number), p90: expect.any(Number) });
    expect(calls).toBeGreaterThan(25);
    expect(seconds.p90).toBeGreaterThan(seconds.p50);
    expect(tokens.p50.input).toBeGreaterThan(10_000);
    expect(await store.list({ limit: 5 })).toEqual([]);
    await expect(engine.estimate(request({ topic: '' }))).rejects.toThrow(/no topic/);
  });

  it('counts the pace of reading, its speed, and a limit of minutes', async () => {
    const { engine } = engineOf();
    const of = async (more: object) => (await engine.estimate(request({ options: { rounds: 10 }, ...more }))).seconds.p50;
    const [fast, natural, twice] = [await of({}), await of({ pace: 'natural' }), await of({ pace: 'natural', speed: 2 })];
    expect(natural).toBeGreaterThan(1.5 * fast);
    expect(twice).toBeLessThan(natural);
    expect(await of({ pace: 'natural', personas: 10, minutes: 10, options: { rounds: 20 } })).toBe(600);
  });

  it('says of which model the price is not known', async () => {
    const { engine } = engineOf({ models: { ...models, speak: 'my-model' } });
    expect((await engine.estimate(request())).cost).toEqual({
      unknown: expect.stringMatching(/^The price of my-model is not known/),
    });
    usePrices({ models: { 'my-model': { input: 1, cachedRead: 1, cachedWrite: 1, output: 1 } } });
    expect(priceOf('my-model')).toBeDefined();
    expect(dollars(await engine.estimate(request()))).toBeGreaterThan(0);
    usePrices();
  });

  it('says what budget lets it run to its end', async () => {
    const honest = (asked: ModelRequest) => {
      const said = obedient(asked);
      const bytes = [asked.system, ...asked.shared, asked.own].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      const tokens = { input: Math.round(bytes / 16), cached: Math.round((bytes * 3) / 16), cacheWrite: 0, output: 120 };
      const usage = { ...tokens, cost: costOf(asked.model, tokens) };
      return typeof said === 'string' ? { text: said, usage } : { ...said, usage };
    };
    const { engine, store } = harness({ provider: scriptedProvider(honest, { models }) });
    await engine.work({ concurrency: 4 });
    for (const rounds of [2, 8, 20]) {
      const wanted = request({ options: { rounds }, personas: 5 });
      const { enough = 0, cost } = await engine.estimate(wanted);
      expect(enough).toBeGreaterThan('unknown' in cost ? 0 : cost.p90);
      expect(enough).toBeLessThan(1.5);
      const { id } = await engine.start({ ...wanted, budget: enough });
      const events = await watched(engine, id);
      expect(events.find((event) => event.type === 'ended')).toMatchObject({ reason: 'done' });
      expect(await store.get(id)).toMatchObject({ reportStatus: 'ready' });
    }
  });

  it('learns from the discussions that are finished: with the same voice, or where those are few, of the same provider', async () => {
    const { engine } = engineOf();
    await engine.work({ concurrency: 4 });
    const wanted = request({ options: { rounds: 4 } });
    const before = await engine.estimate(wanted);
    const other = await engine.estimate({ ...wanted, provider: 'another' });
    const started = await Promise.all(['a', 'b', 'c', 'd'].map((seed) => engine.start({ ...wanted, seed })));
    for (const { id } of started) await watched(engine, id);
    const after = await engine.estimate(wanted);
    // Nothing was found in a cache, and answers took no time.
    expect(dollars(after)).toBeGreaterThan(1.05 * dollars(before));
    expect(after.seconds.p50).toBeLessThan(0.7 * before.seconds.p50);
    expect(dollars(await engine.estimate({ ...wanted, quality: 'best' }))).toBeCloseTo(dollars(after));
    expect(await engine.estimate({ ...wanted, provider: 'another' })).toEqual(other);
  });

  it('of many at once reads what was finished once, and lets others have their turn', async () => {
    const { engine, store } = engineOf();
    const done = await engine.start(request());
    const worker = await engine.work({ concurrency: 1 });
    await watched(engine, done.id);
    await worker.close();
    const asked: string[] = [];
    const { events } = store;
    store.events = (id, after) => {
      asked.push(id);
      return events(id, after);
    };
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    const estimates = await Promise.all(Array.from({ length: 10 }, () => engine.estimate(request())));
    clearInterval(others);
    expect(asked).toEqual([done.id]);
    expect(new Set(estimates.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(turns).toBeGreaterThan(5);
  });
});
