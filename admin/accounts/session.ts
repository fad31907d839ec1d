import { randomBytes } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type pg from 'pg';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { type Member, memberById } from './members.ts';

declare module 'express-session' {
  interface SessionData {
    memberId: string;
    /** The member's number of that time; another one ends this session. */
    sessions: number;
  }
}

const DAY_MS = 24 * 60 * 60_000;

export type SessionParts = { pool: pg.Pool; prisma: PrismaClient; https: boolean; onError: (error: Error) => void };

/** Sessions in the database, so that any process of the panel knows them. */
export async function sessions({
  pool,
  prisma,
  https,
  onError,
}: SessionParts): Promise<{ handler: RequestHandler; close(): void }> {
  const Store = connectPgSimple(session);
  const store = new Store({
    pool,
    tableName: 'panel_session',
    pruneSessionInterval: 15 * 60,
    errorLog: (...what) => onError(new Error(what.join(' '))),
  });
  const handler = session({
    name: https ? '__Host-simfocus' : 'simfocus',
    secret: await secretOf(prisma),
    store,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, path: '/', maxAge: DAY_MS },
  });
  return { handler, close: () => store.close() };
}

/** The same for all processes; made by whichever comes first. */
async function secretOf(prisma: PrismaClient): Promise<string> {
  const name = 'session';
  await prisma.panelSecret.createMany({ data: { name, value: randomBytes(32).toString('base64url') }, skipDuplicates: true });
  return (await prisma.panelSecret.findUniqueOrThrow({ where: { name } })).value;
}

/** Under a new id, so that an id that somebody was given before is worth nothing. */
export async function logIn(request: Request, member: Pick<Member, 'id' | 'sessions'>): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.regenerate((error) => (error ? reject(error) : resolve())));
  request.session.memberId = member.id;
  request.session.sessions = member.sessions;
  await new Promise<void>((resolve, reject) => request.session.save((error) => (error ? reject(error) : resolve())));
}

export const logOut = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => request.session.destroy((error) => (error ? reject(error) : resolve())));

/** Who is logged in; undefined for nobody, for a member who was removed and for a session that was ended from elsewhere. */
export async function memberOfSession(prisma: PrismaClient, request: Request): Promise<Member | undefined> {
  const { memberId, sessions: number } = request.session ?? {};
  if (memberId === undefined) return undefined;
  const member = await memberById(prisma, memberId);
  return member && member.sessions === number ? member : undefined;
}
