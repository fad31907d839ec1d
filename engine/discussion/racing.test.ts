import pg from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { createEngine } from '../engine.ts';
import { PassingFailure } from '../llm/failure.ts';
import { costOf, priceOf } from '../llm/prices.ts';
import type { ModelRequest, Provider } from '../llm/provider.ts';
import { modelsFor, QUALITIES } from '../llm/quality.ts';
import { headRoom } from '../llm/reasoning.ts';
import { requestBytes } from '../llm/request-bytes.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { chance } from '../seed.ts';
import { postgresStore } from '../store/postgres.ts';
import type { Voice } from '../types.ts';
import { harness, obedient, request } from './harness.fixture.ts';

const DISCUSSIONS = 50;

/** Each call is billed the most that it can cost: a token for each byte, all of them written to the cache, all the room used. */
function dearest(asked: ModelRequest) {
  const { model, maxOutputTokens } = asked;
  const price = priceOf(model);
  const bytes = requestBytes(asked);
  const written = (price?.cachedWrite ?? 0) > (price?.input ?? 0);
  const tokens = {
    input: written ? 0 : bytes,
    cached: 0,
    cacheWrite: written ? bytes : 0,
    output: maxOutputTokens + headRoom(model),
  };
  const usage = { ...tokens, cost: costOf(model, tokens) };
  const said = obedient(asked);
  return typeof said === 'string' ? { text: said, usage } : { ...said, usage };
}

it('fifty discussions of all qualities, whose providers step in for each other, never pass the cap that they share', {
  timeout: 120_000,
}, async () => {
  const store = postgresStore(new pg.Pool({ connectionString: await freshDatabase(), max: 12 }));
  const opened = new Map<string, Provider>();
  let steppedIn = 0;
  const providerFor = ({ provider, quality = 'balanced' }: Voice): Provider => {
    const id = `${provider} ${quality}`;
    const models = modelsFor(provider, quality);
    const made = scriptedProvider(
      (asked) => {
        // Some of OpenAI's turns fail, and Anthropic is asked for them.
        if (provider === 'openai' && asked.key.startsWith('round/') && chance(asked.key, asked.scene.transcript.seed) < 0.3) {
          return new PassingFailure('server', 'OpenAI is having trouble (503).', { retryAfterMs: 600_000 });
        }
        if (provider === 'anthropic' && asked.scene.transcript.brief.provider === 'openai') steppedIn++;
        return dearest(asked);
      },
      { name: provider, ...(models && { models }) },
    );
    const known = opened.get(id) ?? made;
    opened.set(id, known);
    return known;
  };
  const cap = 30;
  const { parts } = harness();
  const limits = { maxRounds: 20, teamBudget: cap };
  const fallbacks = (chosen: string) => (chosen === 'openai' ? ['anthropic'] : []);
  const engine = createEngine({ ...parts, store, providerFor, fallbacks, limits });
  const worker = await engine.work({ concurrency: DISCUSSIONS });
  try {
    const started = await Promise.allSettled(
      Array.from({ length: DISCUSSIONS }, (_, i) => {
        const voice = { provider: i % 2 === 0 ? 'openai' : 'anthropic', quality: QUALITIES[i % 3] ?? 'balanced' };
        const own = i % 5 === 0 ? { budget: 2 } : {};
        return engine.start(request({ ...voice, ...own, personas: 3, options: { rounds: 3 }, seed: `seed ${i}` }));
      }),
    );
    const ids = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(ids.length).toBeGreaterThan(30);
    const scope = `team/default/${new Date().toISOString().slice(0, 7)}`;
    let highest = 0;
    for (;;) {
      const [drawn] = await store.sharedCaps([scope]);
      highest = Math.max(highest, (drawn?.spent ?? 0) + (drawn?.reserved ?? 0));
      const all = await store.list({ limit: 100 });
      if (all.every(({ status, reportStatus }) => status !== 'running' && reportStatus !== 'generating')) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const [drawn] = await store.sharedCaps([scope]);
    const all = await store.list({ limit: 100 });
    expect(highest).toBeLessThanOrEqual(cap);
    expect(drawn?.spent).toBeGreaterThan(cap * 0.7);
    expect(drawn?.reserved).toBeCloseTo(0, 6);
    expect(all.reduce((sum, { spent }) => sum + spent, 0)).toBeCloseTo(drawn?.spent ?? 0, 6);
    for (const { spent, budget } of all) expect(spent).toBeLessThanOrEqual(budget ?? cap);
    expect(steppedIn).toBeGreaterThan(5);
    // It stops some of them, or leaves their reports short: which, is up to who comes first.
    expect(all.filter(({ reportStatus }) => reportStatus !== 'ready').length).toBeGreaterThan(3);
  } finally {
    await worker.close();
    await store.close();
  }
});
