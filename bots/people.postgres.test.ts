import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postgresStore } from '../engine/store/postgres.ts';
import { postgresTeams } from '../engine/store/postgres-teams.ts';
import { postgresThreads } from '../engine/store/postgres-threads.ts';
import { freshDatabase } from '../prisma/test-database.ts';
import { aboutOf, admin, elsewhere, here, labelsOf, playRoom, type Stores, uma, vic } from './people.fixture.ts';

/** The way from a command to a report on a real database, which two bots processes share. */
let stores: Stores;

beforeAll(async () => {
  const pool = new pg.Pool({ connectionString: await freshDatabase(), max: 8 });
  stores = { store: postgresStore(pool), threads: postgresThreads(pool), teams: postgresTeams(pool) };
});
afterAll(() => stores.store.close());

it('makes one draft and one start of what arrives twice in two processes', async () => {
  const [a, b] = [playRoom({ stores }), playRoom({ stores })];
  const given = { topic: 'Should our city make buses free?', rounds: 2, pace: 'fast' };
  const views = await Promise.all([a, b, a].map((room) => room.command('start', given, uma, here, 'one interaction')));
  const [id = '', ...others] = new Set(views.map(aboutOf));
  expect(others).toEqual([]);
  const pressed = await Promise.allSettled([a, b, a, b].map((room) => room.press('start', id)));
  expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect([...a.delivered, ...b.delivered]).toEqual([id]);
  expect((await a.engine.get(id))?.status).toBe('initializing');
});

it('leads from a changed cast to a report that links into the thread, and to a fork', async () => {
  const room = playRoom({ stores });
  const id = await room.drafted({ people: 3 });
  await room.press('cast', id, { chosen: ['gwen-prosser', 'anil-ranade', 'hao-lin'] });
  await room.press('start', id);
  await room.threads.opened(id, `thread-${id}`, 'opener');
  await room.engine.begin(id, { id: 'simfocus', name: 'simFocus' });
  await room.say(id, 'And the drivers?', { by: vic, id: 'm1' });
  await room.finished(id);
  await room.posted(id);
  const { transcript } = await room.engine.status(id);
  expect(transcript.personas.map((one) => one.id)).toEqual(['gwen-prosser', 'anil-ranade', 'hao-lin']);
  expect(transcript.questions.map(({ turn }) => turn.text)).toEqual(['And the drivers?']);
  const report = await room.command('report', {}, vic);
  expect(report.files?.[0]?.data.toString()).toContain(`https://play.example/thread-${id}/m`);
  await room.press('rate', id, { argument: 'up' }, vic);
  await room.press('rate', id, { argument: 'down' }, vic);
  expect(await room.engine.ratings(id)).toEqual({ up: 0, down: 1 });
  const fork = await room.command('fork', { turn: 3 }, vic);
  expect(labelsOf(fork)).toEqual(['Start', 'Cancel']);
  await room.press('start', aboutOf(fork), {}, vic);
  expect((await room.engine.get(aboutOf(fork)))?.status).toBe('initializing');
});

it('answers ids that are none, and those of another team, alike', async () => {
  const room = playRoom({ stores });
  const id = await room.started();
  const told = (about: string) => room.press('pause', about, {}, admin, elsewhere).then(String, String);
  const unknown = await told('00000000-0000-4000-8000-000000000000');
  expect(unknown).toMatch(/no such discussion/);
  for (const about of [id, "'; drop table discussion; --", '', 'x'.repeat(90)]) expect(await told(about)).toBe(unknown);
});
