import { createServer, type RequestListener, type Server } from 'node:http';
import express from 'express';
import { avatarPng, type Engine } from '../engine/engine.ts';
import { UserError } from '../engine/errors.ts';
import type { Logger } from '../engine/log.ts';
import type { ShareDesk } from '../engine/shares.ts';
import { type Front, listenBehind } from './behind-front.ts';
import type { Panel } from './panel/panel.ts';
import { sharePages } from './share/share.ts';

export type AdminServer = { url: string; close(): Promise<void> };

export type AdminOptions = {
  host: string;
  port: number;
  log: Logger;
  /** What is handed on unread, by path. */
  routes?: readonly { path: string; listener: RequestListener; front?: Front }[];
  panel?: Panel;
  /** Reports that were shared. */
  shares?: ShareDesk;
  publicUrl?: string;
};

/** A face never changes: whoever has it need not ask again for a month. */
const FACE_CACHE = 'public, max-age=2592000, immutable';

/**
 * The one HTTP server: the panel, health for whoever watches the process, readiness for whoever sends it work, faces for platforms
 * that fetch them, and the platforms' own requests.
 */
export async function startAdmin(engine: Engine, options: AdminOptions): Promise<AdminServer> {
  const { host, port, log, routes = [], panel, shares, publicUrl } = options;
  const app = express();
  app.disable('x-powered-by');
  // Who asks, as the reverse proxy in front says it; nobody else is believed.
  if (publicUrl?.startsWith('https:')) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  for (const { path, listener } of routes) {
    app.use((request, response, next) => {
      if (request.path === path || request.path.startsWith(`${path}/`)) listener(request, response);
      else next();
    });
  }
  app.get('/avatars/:persona.png', (request, response, next) => {
    const png = avatarPng(request.params.persona);
    if (!png) return next();
    response.set('Cache-Control', FACE_CACHE).type('png').send(png);
  });
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    try {
      await engine.ready();
      response.json({ status: 'ready' });
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      response
        .status(503)
        .json({ status: 'not ready', errors: [{ code: 'UNAVAILABLE', message: 'The database or the queue does not answer.' }] });
    }
  });
  if (shares) app.use('/r', sharePages(shares, { log, ...(publicUrl && { publicUrl }) }));
  if (panel) app.use('/admin', panel.router);
  if (panel) app.get('/', (_request, response) => response.redirect(303, '/admin'));
  app.use((_request, response) => {
    response
      .status(404)
      .type('text')
      .send('There is nothing here; /healthz tells whether simFocus runs, /readyz whether it can work.\n');
  });
  const server = createServer(app);
  if (panel) server.on('upgrade', panel.upgrade);
  const { port: bound, close } = await listening(server, routes.find(({ front }) => front)?.front, { host, port });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close,
  };
}

type Listening = { port: number; close(): Promise<void> };
type Address = { host: string; port: number };

async function listening(server: Server, front: Front | undefined, at: Address): Promise<Listening> {
  try {
    const taken = front ? await listenBehind(front, server, at) : await listenAt(server, at);
    return {
      port: taken.port,
      async close() {
        const closed = taken.close();
        server.closeAllConnections();
        await closed;
      },
    };
  } catch (error) {
    throw refusal(error, at);
  }
}

async function listenAt(server: Server, { host, port }: Address): Promise<Listening> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function refusal(error: unknown, { host, port }: Address): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new UserError(`Port ${port} on ${host} is in use. Set PORT to a free one, or stop what uses it.`, 'UNAVAILABLE', {
      cause: error,
    });
  }
  if (code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return error;
  return new UserError(`simFocus may not listen on ${host}:${port}. Change HOST or PORT.`, 'UNAVAILABLE', { cause: error });
}
