import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { createEngine } from '../engine.ts';
import { LastingFailure } from '../llm/failure.ts';
import type { ModelRequest } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { memoryStore } from '../store/memory.ts';
import { postgresStore } from '../store/postgres.ts';
import type { Store } from '../store/store.ts';
import { by, harness, obedient, request, watched } from './harness.fixture.ts';

const stores: Record<string, () => Promise<Store>> = {
  memory: async () => memoryStore(),
  PostgreSQL: async () => postgresStore(new pg.Pool({ connectionString: await freshDatabase(), max: 4 })),
};
const dear = { input: 100, cached: 0, cacheWrite: 0, output: 100, cost: 0.01 };

/** A discussion that has ended; its report is asked of a provider that fails for the sections that `broken` names. */
async function ended(store: Store, broken: Set<string>) {
  const asked: string[] = [];
  const provider = scriptedProvider((one: ModelRequest) => {
    if (!one.key.startsWith('section/')) return obedient(one);
    asked.push(one.key);
    const [, name = ''] = one.key.split(/[/@]/u);
    if (broken.has(name)) return new LastingFailure('refused', 'The model would not answer.');
    const said = obedient(one);
    return typeof said === 'string' ? said : { ...said, usage: dear };
  });
  const engine = createEngine({ ...harness().parts, store, providerFor: () => provider });
  const worker = await engine.work({ concurrency: 2 });
  const { id } = await engine.start(request());
  await watched(engine, id);
  const close = async () => {
    await worker.close();
    await engine.close();
  };
  return { engine, id, asked, close };
}

describe.each(Object.keys(stores))('a section that failed, on %s', (name) => {
  it('is asked for again alone, and paid for; the others stand', async () => {
    const store = (await stores[name]?.()) as Store;
    const broken = new Set(['insights']);
    const { engine, id, asked, close } = await ended(store, broken);
    try {
      expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'partial' });
      const before = await engine.report(id);
      expect(before.markdown).toContain('This section could not be written: The model would not answer.');
      const { events: logged, cost } = { events: await store.events(id, 0), cost: (await engine.costs(id)).report };
      await expect(engine.retrySections(id, by, 'overview')).rejects.toThrow('This section is written');
      await expect(engine.retrySections(id, by, 'zorblax')).rejects.toThrow('no section of this name');
      expect(await store.events(id, 0)).toEqual(logged);

      asked.length = 0;
      broken.clear();
      const both = await Promise.allSettled([engine.retrySections(id, by, 'insights'), engine.retrySections(id, by)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const events = await watched(engine, id);
      expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
      expect(asked).toEqual(['section/insights@2']);
      expect(events.slice(0, logged.length)).toEqual(logged);
      expect(events.slice(logged.length).map(({ type, key }) => [type, type === 'control' ? '' : key])).toEqual([
        ['control', ''],
        ['section', 'section/insights@2'],
      ]);
      const after = await engine.report(id);
      expect(after.markdown).not.toContain('could not be written');
      for (const section of before.json.sections.filter(({ name: one }) => !['insights', 'cost'].includes(one))) {
        expect(after.json.sections.find(({ name: one }) => one === section.name)?.claims).toEqual(section.claims);
      }
      expect((await engine.costs(id)).report.dollars - cost.dollars).toBeCloseTo(0.01, 6);
      await expect(engine.retrySections(id, by)).rejects.toThrow('All sections of the report are written');
    } finally {
      await close();
    }
  });

  it('may fail again, with the reason of this time, and be asked for once more', async () => {
    const store = (await stores[name]?.()) as Store;
    const broken = new Set(['insights', 'overview']);
    const { engine, id, asked, close } = await ended(store, broken);
    try {
      await engine.retrySections(id, by, 'insights');
      await watched(engine, id);
      expect(await store.get(id)).toMatchObject({ reportStatus: 'partial' });
      asked.length = 0;
      broken.clear();
      await engine.retrySections(id, by);
      await watched(engine, id);
      expect(asked.sort()).toEqual(['section/insights@3', 'section/overview@2']);
      expect(await store.get(id)).toMatchObject({ reportStatus: 'ready' });
    } finally {
      await close();
    }
  });

  it('is refused before there is a report', async () => {
    const store = (await stores[name]?.()) as Store;
    const engine = createEngine({ ...harness().parts, store });
    const { id } = await engine.start(request());
    await expect(engine.retrySections(id, by)).rejects.toThrow('when the discussion has ended');
    await engine.close();
  });
});
