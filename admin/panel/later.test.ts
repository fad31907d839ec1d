import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { later } from './later.ts';

it('loads once, when somebody comes or asks, and again where it failed', async () => {
  let loads = 0;
  let fails = true;
  const { handler, foreseen } = later(async () => {
    loads++;
    if (fails) throw new Error('not now');
    return (_request, response) => void response.send('here');
  });
  const app = express();
  app.get('/door', foreseen, (_request, response) => void response.send('door'));
  app.use(handler);
  app.use(
    ((_error, _request, response, _next) => void response.status(500).send('failed')) satisfies express.ErrorRequestHandler,
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).text();
  try {
    expect(loads).toBe(0);
    expect(await get('/door')).toBe('door');
    await expect.poll(() => loads).toBe(1);
    expect(await get('/')).toBe('failed');
    fails = false;
    expect(await Promise.all([get('/'), get('/a')])).toEqual(['here', 'here']);
    expect(await get('/door')).toBe('door');
    expect(loads).toBe(3);
  } finally {
    server.close();
  }
});
