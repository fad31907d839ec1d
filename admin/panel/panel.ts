import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Request, type RequestHandler, Router } from 'express';
import type pg from 'pg';
import type { Engine, TeamStore } from '../../engine/engine.ts';
import type { Logger } from '../../engine/log.ts';
import type { AdminServices, Keys, QueueBoard } from '../../engine/open.ts';
import { openPrisma } from '../../prisma/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { door } from '../accounts/door.ts';
import { makeLink } from '../accounts/links.ts';
import { anyAdmin, type Member, stillMembers } from '../accounts/members.ts';
import { forgetWindows, limited } from '../accounts/rate.ts';
import { memberOfSession, sessions } from '../accounts/session.ts';
import { errors, told } from '../http/answer.ts';
import { headers, ownOrigin, smallBody } from '../http/guard.ts';
import { openHub } from '../live/hub.ts';
import { openSocket } from '../live/socket.ts';
import { assets } from './assets.ts';
import { control } from './control.ts';
import { pages, routes, tables } from './index.ts';
import { later } from './later.ts';
import { ownDiscussion } from './own.ts';
import { queuesPage } from './queues-page.ts';
import { allow, routerOf } from './route.ts';
import { countDays } from './spent-days.ts';

export type PanelParts = {
  engine: Engine;
  pool: pg.Pool;
  keys: Keys;
  services: AdminServices;
  /** Whether teams of chat platforms may speak with the installation's own keys. */
  sharesKeys: boolean;
  teams: TeamStore;
  log: Logger;
  /** Where people reach it, when it is not where it listens. */
  publicUrl?: string;
  logInsAMinute?: number;
  changesAMinute?: number;
  /** Live views that one member may have open. */
  socketsEach?: number;
  /** The queues; without it there is no page of them. */
  board?: QueueBoard;
  providers: readonly { name: string; summary: string }[];
  defaultProvider(team?: string): string;
};

/** What the panel's routes work with. */
export type PanelContext = PanelParts & { prisma: PrismaClient };

export type Panel = {
  router: Router;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** A one-time link for the first administrator; undefined when there is one. */
  firstAdminLink(base: string): Promise<string | undefined>;
  close(): Promise<void>;
};

const SWEEP_MS = 10 * 60_000;

export async function openPanel(parts: PanelParts): Promise<Panel> {
  const { pool, log, publicUrl, logInsAMinute = 5, changesAMinute = 60 } = parts;
  const prisma = openPrisma(pool);
  const context: PanelContext = { ...parts, prisma };
  const https = publicUrl?.startsWith('https:') ?? false;
  const session = await sessions({ pool, prisma, https, onError: (error) => log.warn({ err: error }, 'sessions') });
  const router = Router();
  router.use(headers({ https }));
  router.use(assets());
  router.use(ownOrigin(publicUrl), smallBody, session.handler);
  const framed = later(async () => (await import('./frame.ts')).frame(prisma, tables, pages));
  router.get(['/login', '/link/:token'], framed.foreseen);
  router.use(door({ prisma, log, logInsAMinute }));
  router.use(loggedIn(prisma));
  const changing = ({ id }: Member) => limited(prisma, `change/${id}`, changesAMinute, 60, 'changes');
  router.use('/do', express.json({ limit: '1mb' }), routerOf(routes(context), changing));
  if (parts.board) router.use('/queues', queuesPage(parts.board));
  router.use(framed.handler);
  router.use(errors(log));
  const hub = openHub(parts.engine, (error) => log.warn({ err: error }, 'live view'));
  const live = openSocket({
    hub,
    publicUrl,
    memberOf: async (request) => memberOfSession(prisma, await withSession(session.handler, request)),
    still: (members) => stillMembers(prisma, members),
    own: (member, id) => ownDiscussion(parts.engine, member, id),
    act: async (member, asked) => {
      allow(member, 'editor');
      await changing(member);
      await control(context, member, asked);
    },
    told: (error) => told(error, log),
    socketsEach: parts.socketsEach ?? 5,
  });
  const closing = new AbortController();
  const sweep = async () => {
    await forgetWindows(prisma).catch((error) => log.warn({ err: error }, 'rate windows'));
    await countDays(prisma, closing.signal).catch((error) => log.warn({ err: error }, 'days are not counted'));
  };
  let swept = sweep();
  const sweeping = setInterval(() => {
    swept = swept.then(sweep);
  }, SWEEP_MS);
  sweeping.unref();

  return {
    router,
    upgrade: (request, socket, head) =>
      void live.upgrade(request, socket, head).catch((error) => log.error({ err: error }, 'live view')),
    async firstAdminLink(base) {
      if (await anyAdmin(prisma)) return undefined;
      return `${base}/admin/link/${await makeLink(prisma, { purpose: 'first-admin', team: 'default', role: 'admin', name: '' })}`;
    },
    async close() {
      clearInterval(sweeping);
      closing.abort();
      live.close();
      hub.close();
      session.close();
      await swept;
    },
  };
}

/** Everything behind it knows who asks: `response.locals.member`. Others are sent to the door. */
const loggedIn =
  (prisma: PrismaClient): RequestHandler =>
  async (request, response, next) => {
    const member = await memberOfSession(prisma, request);
    if (member) {
      response.locals['member'] = member;
      return next();
    }
    if (looksAtPage(request)) return response.redirect(303, '/admin/login');
    response
      .status(401)
      .json({ errors: [{ code: 'AUTHENTICATION_FAILED', message: 'You are not logged in any more. Log in again.' }] });
  };

const looksAtPage = (request: Request): boolean =>
  request.method === 'GET' &&
  !request.path.startsWith('/do/') &&
  !request.path.startsWith('/api/') &&
  request.accepts(['html', 'json']) === 'html';

/** A request that is no page: its session is read, and nothing is answered. */
const withSession = (handler: RequestHandler, request: IncomingMessage): Promise<Request> =>
  new Promise((resolve, reject) => {
    const response = new ServerResponse(request);
    handler(request as Request, response as Parameters<RequestHandler>[1], (error) =>
      error ? reject(error) : resolve(request as Request),
    );
  });
