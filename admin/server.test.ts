import type { RequestListener } from 'node:http';
import { createConnection, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { harness } from '../engine/discussion/harness.fixture.ts';
import { silentLog } from '../engine/log.ts';
import { faceOf } from '../engine/personas/face.ts';
import { library } from '../engine/personas/library.ts';
import type { Front } from './behind-front.ts';
import { type AdminServer, startAdmin } from './server.ts';

const open: AdminServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function started(routes?: { path: string; listener: RequestListener; front?: Front }[]) {
  const server = await startAdmin(harness().engine, { host: '127.0.0.1', port: 0, log: silentLog(), ...(routes && { routes }) });
  open.push(server);
  return server.url;
}

describe('the HTTP server', () => {
  it('shows the faces of the library, to be kept, and of nobody else', async () => {
    const url = await started();
    const response = await fetch(`${url}/avatars/${library[0]?.id}.png`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(response.headers.get('cache-control')).toBe('public, max-age=2592000, immutable');
    const png = Buffer.from(await response.arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
    for (const other of ['nobody', '..%2f..%2fpackage', '%00', `${library[0]?.id}%20`])
      expect((await fetch(`${url}/avatars/${other}.png`)).status, other).toBe(404);
  });

  it('shows the face of a persona that a team made, under a name that tells nothing of it', async () => {
    const url = await started();
    const persona = { id: 'anna-1a2b', gender: 'female', age: 47 };
    const response = await fetch(`${url}/avatars/${faceOf(persona)}.png`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await fetch(`${url}/avatars/anna-1a2b.png`)).status).toBe(404);
  });

  it('stands behind the front of a platform, and sees whoever asks as if there were none', async () => {
    const front: Front = async ({ host, inner }) => {
      const door = createServer((socket) => {
        const on = createConnection(inner);
        // In pieces, as a line may arrive.
        on.write('192.0.2');
        setTimeout(() => {
          on.write('.7\n');
          socket.pipe(on).pipe(socket);
        }, 20);
      });
      await new Promise<void>((resolve) => door.listen(0, host, resolve));
      const address = door.address();
      return { port: typeof address === 'object' && address ? address.port : 0, close: async () => void door.close() };
    };
    const listener: RequestListener = (request, response) => response.end(`${request.url} ${request.socket.remoteAddress}`);
    const url = await started([{ path: '/slack', listener, front }]);
    for (const path of ['/slack/install', '/slack/again']) {
      expect(await (await fetch(`${url}${path}`)).text()).toBe(`${path} 192.0.2.7`);
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('hands requests of a platform on, unread, and no others', async () => {
    const seen: string[] = [];
    const listener: RequestListener = (request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${body}`);
        response.end('theirs');
      });
    };
    const url = await started([{ path: '/slack', listener }]);
    const answer = await fetch(`${url}/slack/events?a=1`, { method: 'POST', body: '{"x": 1}' });
    expect(await answer.text()).toBe('theirs');
    expect((await fetch(`${url}/slackers`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(seen).toEqual(['POST /slack/events?a=1 {"x": 1}']);
  });
});
