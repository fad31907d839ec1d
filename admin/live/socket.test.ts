import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Discussion } from '../../engine/types.ts';
import type { Member } from '../accounts/members.ts';
import type { Hub, Listener } from './hub.ts';
import { openSocket, type SocketParts } from './socket.ts';

const id = '00000000-0000-4000-8000-000000000001';
const member: Member = { id: 'm', team: 'default', name: 'Mo', role: 'viewer', sessions: 0 };
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A live view on a hub of the test's own; `say` tells all who watch. */
async function open(more: Partial<SocketParts> = {}) {
  const listeners = new Set<Listener>();
  const hub: Hub = {
    join(_id, _after, listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {},
  };
  const asked = { members: 0, still: 0, own: 0 };
  const socket = openSocket({
    hub,
    memberOf: async () => {
      asked.members++;
      return member;
    },
    still: async (members) => {
      asked.still++;
      return new Set(members);
    },
    own: async () => {
      asked.own++;
      return {} as Discussion;
    },
    act: async () => {},
    told: () => ({ status: 500, code: 'INTERNAL_ERROR', message: 'x' }),
    socketsEach: 1_000,
    ...more,
  });
  const server: Server = createServer();
  server.on('upgrade', (request, stream, head) => void socket.upgrade(request, stream, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    socket.close();
    server.close();
  });
  const base = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const watch = async () => {
    const ws = new WebSocket(`ws://${base}/admin/live`, { origin: `http://${base}` });
    const heard: { type: string; count?: number }[] = [];
    ws.on('message', (data) => heard.push(JSON.parse(String(data))));
    await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
    const before = listeners.size;
    ws.send(JSON.stringify({ type: 'subscribe', discussion: id }));
    await until(() => listeners.size > before);
    return { ws, heard };
  };
  const say = (told: Parameters<Listener>[0]) => {
    for (const listener of listeners) listener(told);
  };
  return { watch, say, listeners, asked };
}

async function until(test: () => boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (test()) return;
    await sleep(20);
  }
  throw new Error('It never came');
}

it('lets go whoever does not read, and nobody else', async () => {
  const { watch, say, listeners } = await open();
  const [slow, quick] = [await watch(), await watch()];
  slow.ws.pause();
  const line = { seq: 1, at: '', shownAt: '', kind: 'failed', reason: 'x'.repeat(100_000) } as const;
  for (let i = 0; i < 300; i++) {
    say({ type: 'line', line });
    await sleep(1);
  }
  await until(() => listeners.size === 1);
  await until(() => quick.heard.filter(({ type }) => type === 'line').length === 300);
  expect(quick.ws.readyState).toBe(WebSocket.OPEN);
});

it('asks once for all whether they still may, and says something to each so that a dead line is noticed', async () => {
  const { watch, asked } = await open({ heartbeatMs: 300 });
  const all = [];
  for (let i = 0; i < 30; i++) all.push(await watch());
  const before = asked.still;
  await sleep(1_000);
  expect(asked.still - before).toBeLessThanOrEqual(4);
  expect(all.every(({ heard }) => heard.some(({ type }) => type === 'beat'))).toBe(true);
});

it('ends the view of whoever is a member no more, and of whoever does not answer', async () => {
  let may = true;
  const { watch, listeners } = await open({ heartbeatMs: 100, still: async (members) => new Set(may ? members : []) });
  const silent = await watch();
  // Reads nothing, and so answers no ping.
  silent.ws.pause();
  await until(() => listeners.size === 0);
  const other = await watch();
  may = false;
  await until(() => other.ws.readyState === WebSocket.CLOSED);
  expect(listeners.size).toBe(0);
});

it('opens so many for each member and no more', async () => {
  const { watch } = await open({ socketsEach: 2 });
  const first = await watch();
  await watch();
  await expect(watch()).rejects.toThrow(/429/u);
  first.ws.close();
  await sleep(100);
  await watch();
});
