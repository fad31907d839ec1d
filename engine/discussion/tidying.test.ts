import { expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { memoryTeams } from '../store/memory-teams.ts';
import { memoryThreads } from '../store/memory-threads.ts';
import { harness, request, watched } from './harness.fixture.ts';
import { tidying } from './tidying.ts';

const DAY_MS = 86_400_000;
const daysLater = (days: number) => new Date(Date.now() + days * DAY_MS);

it('deletes what was said once the team keeps it no longer, and whoever asks for it is told so', async () => {
  const { engine, store } = harness();
  const teams = memoryTeams();
  const tidy = tidying({ teams, store, threads: memoryThreads(store), log: silentLog(), days: 30 });
  await engine.work({ concurrency: 2 });
  const ours = await engine.start(request({ team: 'discord:1' }));
  const theirs = await engine.start(request({ team: 'discord:2' }));
  await watched(engine, ours.id);
  await watched(engine, theirs.id);
  await tidy(daysLater(400));
  await teams.change('discord', '1', { keepDays: 90 });
  await tidy(daysLater(89));
  expect((await engine.report(ours.id)).markdown).toContain('#');
  await tidy(daysLater(91));
  for (const asked of [engine.report(ours.id), engine.status(ours.id), engine.fork(ours.id, { turn: 1, by: ours.startedBy })])
    await expect(asked).rejects.toThrow(/^What was said here was deleted on \d{4}-\d\d-\d\d/);
  expect(await engine.get(ours.id)).toMatchObject({ status: 'completed', brief: { topic: ours.brief.topic } });
  expect(await watched(engine, ours.id)).toEqual([]);
  expect((await engine.report(theirs.id)).markdown).toContain('#');
});
