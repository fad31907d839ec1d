import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { findOllama } from './ollama.ts';
import { deadAddress } from './provider.contract.ts';

async function serving<T>(body: string | undefined, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    if (body !== undefined) response.writeHead(request.url === '/api/tags' ? 200 : 404).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('finds the models that can talk', async () => {
  const tags = JSON.stringify({ models: [{ name: 'llama3.2:3b', size: 1 }, { name: 'nomic-embed-text:latest' }] });
  await serving(tags, async (url) => {
    expect(await findOllama(`${url}/`)).toEqual({ baseUrl: `${url}/v1`, models: ['llama3.2:3b'] });
  });
});

it('finds nothing where nobody answers, where something else does, or where it takes too long', async () => {
  expect(await findOllama(await deadAddress())).toBeUndefined();
  expect(await serving('<html>', (url) => findOllama(url))).toBeUndefined();
  const started = Date.now();
  expect(await serving(undefined, (url) => findOllama(url, 50))).toBeUndefined();
  expect(Date.now() - started).toBeLessThan(2000);
});
