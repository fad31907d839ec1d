import { expect, it } from 'vitest';
import { by, harness, request, watched } from '../discussion/harness.fixture.ts';

it('a discussion is repeated blind, and what repeats is told', async () => {
  const { engine } = harness();
  const worker = await engine.work({ concurrency: 4 });
  const first = await engine.start(request());
  await watched(engine, first.id);
  const again = await engine.replicate(first.id, 2, { by });
  expect(new Set([first, ...again].map(({ id }) => id)).size).toBe(3);
  await Promise.all(again.map(({ id }) => watched(engine, id)));
  const seeds = await Promise.all([first, ...again].map(async ({ id }) => (await engine.status(id)).transcript.seed));
  expect(new Set(seeds).size).toBe(3);
  const { json, markdown } = await engine.compare([first, ...again].map(({ id }) => id));
  expect(json.discussions).toHaveLength(3);
  expect(new Set(json.discussions.map(({ personas }) => personas.join())).size).toBe(1);
  expect(json.discussions[1]?.provenance.origin).toMatchObject({ kind: 'rerun', discussion: first.id });
  expect(markdown).toContain('## What repeats');
  await expect(engine.replicate(first.id, 0, { by })).rejects.toThrow('from 1 to 20');
  await expect(engine.compare([first.id])).rejects.toThrow('at least two');
  await worker.close();
  await engine.close();
}, 60_000);
