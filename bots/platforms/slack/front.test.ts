import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, type ReceiverEvent } from '@slack/bolt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../../engine/log.ts';
import { TooLate } from './first-ack.ts';
import { openFront } from './front.ts';
import { type Kind, type Payload, type Signing, sendHttp, until } from './stand-in-delivery.ts';
import { SIGNING_SECRET } from './stand-in-world.ts';

const told: ReceiverEvent[] = [];
let url = '';
let port = 0;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const app = new App({ receiver: { init() {}, start: async () => {}, stop: async () => {} }, authorize: async () => ({}) });
  app.processEvent = async (event) => {
    told.push(event);
  };
  const folder = await mkdtemp(join(tmpdir(), 'front-'));
  const behind = createServer((socket) => {
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk.toString();
      if (seen.includes('\r\n\r\n')) socket.end(`HTTP/1.1 200 OK\r\n\r\n${seen.split('\r\n')[0]}`);
    });
  });
  await new Promise<void>((resolve) => behind.listen(join(folder, 'inner'), resolve));
  const front = openFront(app, { signingSecret: SIGNING_SECRET, path: '/slack/events' }, silentLog());
  const taken = await front({ host: '127.0.0.1', port: 0, inner: join(folder, 'inner') });
  port = taken.port;
  url = `http://127.0.0.1:${port}`;
  closing.push(
    taken.close,
    async () => behind.close(),
    () => rm(folder, { recursive: true }),
  );
}, 60_000);
afterAll(async () => {
  for (const close of closing) await close();
});

const send = (kind: Kind, payload: Payload, signing: Signing = {}) => sendHttp(url, kind, payload, signing);
const toldOf = (what: string) => until(() => told.find(({ body }) => body['id'] === what), what);

it('acknowledges what Slack sends, and says what it was', async () => {
  expect((await send('slash_commands', { id: 'one', command: '/focus', text: 'help' })).status).toBe(200);
  expect((await toldOf('one')).body).toMatchObject({ command: '/focus', text: 'help' });
});

it('takes nothing without a valid signature', async () => {
  for (const signing of [{ secret: 'wrong' }, { at: Date.now() - 360_000 }, { none: true }]) {
    expect((await send('events_api', { id: 'forged', type: 'event_callback' }, signing)).status).toBe(401);
  }
  await send('events_api', { id: 'after', type: 'event_callback' });
  await toldOf('after');
  expect(told.some(({ body }) => body['id'] === 'forged')).toBe(false);
});

it('lets a dialog say what is wrong with it, but not after it was closed', async () => {
  const errors = { response_action: 'errors', errors: { topic: 'Not this one.' } };
  const soon = send('interactive', { id: 'soon', type: 'view_submission' });
  await (await toldOf('soon')).ack(errors);
  expect(await soon).toEqual({ status: 200, body: errors });
  expect(await send('interactive', { id: 'late', type: 'view_submission' })).toEqual({ status: 200, body: undefined });
  const late = await toldOf('late');
  await expect(late.ack(errors)).rejects.toBeInstanceOf(TooLate);
  await late.ack();
});

it('hands everything else on, with the address of whoever asks', async () => {
  for (const [method, path] of [
    ['GET', '/admin/login'],
    ['POST', '/slack/eventsource'],
    ['GET', '/slack/events'],
  ] as const) {
    const answer = await fetch(`${url}${path}`, { method });
    expect(await answer.text()).toBe(`127.0.0.1\n${method} ${path} HTTP/1.1`);
  }
});

const BURST = `
  const http = require('node:http');
  const [port, body, at, signature] = process.argv.slice(1);
  const headers = { 'content-type': 'application/json', 'x-slack-request-timestamp': at, 'x-slack-signature': signature };
  const one = () => new Promise((resolve, reject) => {
    const from = performance.now();
    const request = http.request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent: false, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(performance.now() - from));
    });
    request.on('error', reject);
    request.end(body);
  });
  Promise.all(Array.from({ length: 25 }, one)).then((took) => console.log(Math.max(...took)));
`;

it('acknowledges while this thread is busy, however many connect at once', async () => {
  const body = JSON.stringify({ id: 'burst', type: 'event_callback' });
  const at = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex')}`;
  let done = false;
  const burst = promisify(execFile)(process.execPath, ['-e', BURST, String(port), body, at, signature]).finally(() => {
    done = true;
  });
  // Each turn of this loop takes 200 ms: taken here, 25 connections would wait five seconds.
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  while (!done) {
    Atomics.wait(nothing, 0, 0, 200);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(Number((await burst).stdout)).toBeLessThan(2_500);
  await until(() => told.filter(({ body: { id } }) => id === 'burst').length === 25, 'all of them');
}, 30_000);
