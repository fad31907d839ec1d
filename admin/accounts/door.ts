import express, { type Request, type Response, Router } from 'express';
import { placeOfTeam } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Logger } from '../../engine/log.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { told } from '../http/answer.ts';
import { type Html, html, page } from '../http/html.ts';
import { giveBack, type Link, lookAt, useUp } from './links.ts';
import { addMember, type Member, memberById, memberByPassword } from './members.ts';
import { SHORTEST } from './password.ts';
import { limited } from './rate.ts';
import { logIn, logOut } from './session.ts';

export type DoorParts = { prisma: PrismaClient; log: Logger; logInsAMinute: number };

/** Log-in by password and by link, and log-out: the pages that nobody has to be logged in for. */
export function door({ prisma, log, logInsAMinute }: DoorParts): Router {
  const router = Router();
  router.use(express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 }));
  const once = (request: Request) => limited(prisma, `log-in/${request.ip}`, logInsAMinute, 60, 'attempts to log in');

  router.get('/login', (_request, response) => {
    response.type('html').send(logInPage());
  });

  router.post('/login', async (request, response) => {
    const email = field(request, 'email');
    try {
      await once(request);
      const member = await memberByPassword(prisma, email, field(request, 'password'));
      if (!member) throw new UserError('E-mail address and password do not belong together.', 'AUTHENTICATION_FAILED');
      await enter(request, member);
    } catch (error) {
      return refuse(response, error, (message) => logInPage(message, email));
    }
    response.redirect(303, '/admin');
  });

  /** Whoever has a good link guesses nothing: a whole office behind one address may come in. */
  const known = (request: Request, token: string): Promise<Link> =>
    lookAt(prisma, token).catch(async (error: unknown) => {
      await once(request);
      throw error;
    });

  router.get('/link/:token', async (request, response) => {
    const link = await known(request, request.params.token);
    response.type('html').send(linkPage(link));
  });

  router.post('/link/:token', async (request, response) => {
    const { token } = request.params;
    let link: Link | undefined;
    try {
      link = await known(request, token);
      await enter(request, await memberByLink(token, request));
    } catch (error) {
      if (!link) throw error;
      const shown = link;
      return refuse(response, error, (message) => linkPage(shown, message, request));
    }
    response.redirect(303, '/admin');
  });

  router.post('/logout', async (request, response) => {
    await logOut(request);
    response.redirect(303, '/admin/login');
  });

  async function enter(request: Request, member: Member): Promise<void> {
    await logIn(request, member);
    await prisma.member.update({ where: { id: member.id }, data: { lastSeenAt: new Date() } });
  }

  async function memberByLink(token: string, request: Request): Promise<Member> {
    const link = await useUp(prisma, token);
    try {
      if (link.purpose === 'log-in') {
        const member = link.memberId ? await memberById(prisma, link.memberId) : undefined;
        if (!member) throw new UserError('You are no member of this team any more.', 'AUTHENTICATION_FAILED');
        return member;
      }
      const { team, role } = link;
      const entry = { name: field(request, 'name'), email: field(request, 'email'), password: field(request, 'password') };
      return await addMember(prisma, { team, role, ...entry });
    } catch (error) {
      await giveBack(prisma, token);
      throw error;
    }
  }

  function refuse(response: Response, error: unknown, again: (message: string) => string): void {
    const { status, message } = told(error, log);
    response.status(status).type('html').send(again(message));
  }

  return router;
}

function field(request: Request, name: string): string {
  const body: Record<string, unknown> = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const value = Object.hasOwn(body, name) ? body[name] : '';
  return typeof value === 'string' ? value : '';
}

const problem = (message: string | undefined): Html | undefined =>
  message === undefined ? undefined : html`<p class="problem" role="alert">${message}</p>`;

const logInPage = (message?: string, email = ''): string =>
  page(
    'Log in',
    html`<h1>Log in</h1>${problem(message)}
<form method="post" action="/admin/login">
<label>E-mail address<input name="email" type="email" autocomplete="username" required value="${email}"></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
</form>
<p class="note">From chat, /focus panel sends you a link that logs you in.</p>`,
  );

const PLACES: Record<string, string> = { discord: 'Discord server', slack: 'Slack workspace' };

function willBe({ purpose, role, team }: Link): string {
  if (purpose === 'first-admin')
    return 'You will be an administrator: you may change everything in this panel, and invite others.';
  const place = placeOfTeam(team);
  const whose = place ? `of the ${PLACES[place.platform] ?? place.platform} ${place.id}` : 'of the team that runs this simFocus';
  return `You will be ${role === 'viewer' ? 'a viewer' : `an ${role}`} ${whose}.`;
}

function linkPage(link: Link, message?: string, request?: Request): string {
  if (link.purpose === 'log-in') {
    const body = html`<h1>Hello ${link.name}</h1>${problem(message)}
<p>This link logs you in once, as ${link.role}.</p><form method="post"><button>Log in</button></form>`;
    return page('Log in', body);
  }
  const title = link.purpose === 'first-admin' ? 'The first administrator' : 'Join the team';
  const name = request ? field(request, 'name') : link.name;
  const email = request ? field(request, 'email') : '';
  const body = html`<h1>${title}</h1>${problem(message)}
<p>Choose what you log in with. ${willBe(link)}</p>
<form method="post">
<label>Name<input name="name" autocomplete="name" required maxlength="80" value="${name}"></label>
<label>E-mail address<input name="email" type="email" autocomplete="username" required value="${email}"></label>
<label>Password<input name="password" type="password" autocomplete="new-password" required minlength="${SHORTEST}" maxlength="200" aria-describedby="least"></label>
<p class="note" id="least">The password has at least ${SHORTEST} characters.</p>
<button>Begin</button>
</form>`;
  return page(title, body);
}
