import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch } from './guarded-fetch.ts';

let server: Server;
let port = 0;
const asked: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url);
    if (request.url === '/moved') return response.writeHead(307, { location: `http://localhost:${port}/stolen` }).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ key: request.headers['x-api-key'] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((done) => server.close(done).closeAllConnections()));

const causeOf = (error: unknown): unknown => (error instanceof Error ? (error.cause as { code?: unknown })?.code : undefined);
const open = guardedFetch({ allowPrivate: true });
const strict = guardedFetch({ allowPrivate: false });

describe('the fetch for addresses that people entered', () => {
  it('sends and receives as any other', async () => {
    const headers = new Headers({ 'x-api-key': 'sk-planted' });
    const answer = await open(`http://127.0.0.1:${port}/v1`, { method: 'POST', body: '{}', headers });
    expect(await answer.json()).toEqual({ key: 'sk-planted' });
    const stopped = open(`http://127.0.0.1:${port}/v1`, { signal: AbortSignal.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('takes the key nowhere else', async () => {
    asked.length = 0;
    const answer = await open(`http://127.0.0.1:${port}/moved`, { headers: { 'x-api-key': 'sk-planted' } });
    expect(answer.status).toBe(307);
    await open(new URL(`http://127.0.0.1:${port}/moved`), { redirect: 'follow' });
    expect(asked).toEqual(['/moved', '/moved']);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]'])(
    'does not connect to %s where that is forbidden',
    async (host) => {
      asked.length = 0;
      const error = await strict(`http://${host}:${port}/v1`).catch((thrown: unknown) => thrown);
      expect(causeOf(error)).toBe('PRIVATE_ADDRESS');
      expect(asked).toEqual([]);
    },
  );

  it('looks again when it connects: a name that led outside when it was checked', async () => {
    asked.length = 0;
    const rebound: LookupFunction = (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const error = await guardedFetch({ allowPrivate: false, lookup: rebound })(`http://models.example.com:${port}/v1`).catch(
      (thrown: unknown) => thrown,
    );
    expect(causeOf(error)).toBe('PRIVATE_ADDRESS');
    expect(asked).toEqual([]);
  });
});
