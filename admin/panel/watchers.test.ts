import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Worker } from '../../engine/discussion/worker.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';
import { explained, type Plan, plansOf } from './plans.fixture.ts';

const MANY = 200;
const PERIOD_MS = 6_000;

let panel: TestPanel;
let editor: Browser;
let worker: Worker;
let plans: Plan[];
beforeAll(async () => {
  panel = await startTestPanel(explained(await freshDatabase()), {}, undefined, { socketsEach: MANY + 10 });
  plans = plansOf(panel.opened.pool);
  worker = await panel.opened.engine.work({ concurrency: 2 });
  editor = await panel.as({ role: 'editor' });
});
afterAll(async () => {
  await worker.close();
  await panel.close();
});

async function watch(discussion: string) {
  const socket = new WebSocket(`${panel.base.replace('http', 'ws')}/admin/live`, {
    headers: { cookie: editor.cookie, origin: panel.base },
  });
  const seqs: number[] = [];
  socket.on('message', (data) => {
    const told = JSON.parse(String(data)) as { type: string; line?: { seq: number } };
    if (told.line) seqs.push(told.line.seq);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'subscribe', discussion, after: 0 }));
  return { socket, seqs };
}

/** What the log and the discussion are asked for, by whoever follows them. */
const reads = () =>
  plans.filter(({ query }) => /^\s*select/iu.test(query) && /from (event|discussion|member)/iu.test(query)).length;

async function readsOfPeriod(): Promise<number> {
  const before = reads();
  await sleep(PERIOD_MS);
  return reads() - before;
}

it('two hundred who watch over real sockets ask the database no more than one, and all see the same', async () => {
  const { id } = await editor.do<{ id: string }>('/start', {
    topic: 'Should our city make buses free?',
    personas: 3,
    pace: 'natural',
    options: { rounds: 20 },
  });
  await editor.do(`/discussions/${id}/speed`, { speed: 3 });
  const all = [await watch(id)];
  await sleep(2_000);
  const one = await readsOfPeriod();
  for (let n = 1; n < MANY; n += 20) all.push(...(await Promise.all(Array.from({ length: 20 }, () => watch(id)))));
  await sleep(2_000);
  const many = await readsOfPeriod();
  expect(all.length).toBeGreaterThan(MANY);
  expect(one).toBeGreaterThan(0);
  // Turns do not come like clockwork: half as much again is no more than one.
  expect(many).toBeLessThan(1.5 * one + 5);
  await editor.do(`/discussions/${id}/stop`, {});
  await sleep(1_500);
  const log = (await panel.opened.engine.events(id, 0)).map(({ seq }) => seq);
  for (const { seqs } of all) {
    expect(seqs.length).toBeGreaterThan(4);
    expect(seqs).toEqual(log.slice(0, seqs.length));
  }
  for (const { socket } of all) socket.terminate();
}, 60_000);
