import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin as chief, here, playRoom, vic } from '../../bots/people.fixture.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresThreads } from '../../engine/store/postgres-threads.ts';
import { openPrisma } from '../../prisma/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { Browser, startTestPanel, type TestPanel } from '../panel/panel.fixture.ts';
import { masked } from './audit.ts';
import { chatDoor } from './chat-door.ts';
import { makeLink, useUp } from './links.ts';
import { limited } from './rate.ts';

let panel: TestPanel;
let prisma: PrismaClient;
beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase());
  prisma = openPrisma(panel.opened.pool);
});
afterAll(() => panel.close());

/** As `/focus panel` makes it. */
const linkFor = (team: string, person: { id: string; name: string; administrator: boolean }): Promise<string> =>
  chatDoor(panel.opened, panel.base).link?.(team, person) ?? Promise.reject(new Error('no link'));
/** Whoever follows a link of theirs. */
async function fromChat(team: string, id: string, administrator = false): Promise<Browser> {
  const browser = new Browser(panel.base);
  await browser.form(token(await linkFor(team, { id, name: id, administrator })), {});
  return browser;
}

const token = (link: string | undefined) => new URL(link ?? '').pathname;

describe('the first administrator', () => {
  it('gets in by a link that is good once, and by password from then on', async () => {
    const first = token(await panel.panel.firstAdminLink(panel.base));
    const path = token(await panel.panel.firstAdminLink(panel.base));
    const browser = new Browser(panel.base);
    expect((await browser.page(first)).status, 'an older link').toBe(401);
    const shown = await browser.page(path);
    const form = await shown.text();
    expect(form).toContain('The first administrator');
    expect(form).toContain('The password has at least 10 characters.');
    expect(shown.status).toBe(200);
    const weak = await browser.form(path, { name: 'Ada', email: 'ada@example.org', password: 'aaaaaaaaaaaa' });
    expect(weak.status).toBe(400);
    expect(await weak.text()).toContain('easy to guess');
    const entry = { name: 'Ada <b>', email: 'Ada@Example.org', password: 'correct horse battery' };
    expect((await browser.form(path, entry)).status).toBe(303);
    expect((await browser.form(path, { ...entry, email: 'eve@example.org' })).status, 'a second use').toBe(401);
    expect(await panel.panel.firstAdminLink(panel.base)).toBeUndefined();
    expect(await browser.do('/me')).toMatchObject({ name: 'Ada <b>', role: 'admin', team: 'default' });
    const again = new Browser(panel.base);
    expect((await again.form('/admin/login', { email: 'ada@example.org', password: 'wrong' })).status).toBe(401);
    expect((await again.form('/admin/login', entry)).status).toBe(303);
  });

  it('finds her name nowhere as markup', async () => {
    const ada = new Browser(panel.base);
    await ada.form('/admin/login', { email: 'ada@example.org', password: 'correct horse battery' });
    const page = await (await ada.page('/admin')).text();
    expect(page).toContain('REDUX_STATE');
    expect(page).not.toContain('<b>');
  });
});

describe('sessions', () => {
  it('get a new id at log-in, are HttpOnly and SameSite, and end with log-out', async () => {
    const browser = await panel.as({ role: 'viewer', email: 'sid@example.org' });
    const before = browser.cookie;
    const answer = await browser.form('/admin/login', { email: 'sid@example.org', password: 'correct horse battery' });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/u);
    expect(browser.cookie).not.toBe(before);
    const old = new Browser(panel.base);
    old.cookie = before;
    expect((await old.get('/admin/do/me')).status).toBe(401);
    await browser.form('/admin/logout', {});
    expect((await browser.get('/admin/do/me')).status).toBe(401);
  });

  it('end everywhere else when the password is changed, and everywhere when the member is removed', async () => {
    const here = await panel.as({ role: 'viewer', email: 'pw@example.org' });
    const there = new Browser(panel.base);
    await there.form('/admin/login', { email: 'pw@example.org', password: 'correct horse battery' });
    await here.do('/me/password', { before: 'correct horse battery', password: 'staple of another kind' });
    expect((await there.get('/admin/do/me')).status).toBe(401);
    const { id } = await here.do<{ id: string }>('/me');
    const admin = await panel.as({ role: 'admin' });
    await admin.do('/members/remove', { id });
    expect((await here.get('/admin/do/me')).status).toBe(401);
  });

  it('change their role at once', async () => {
    const admin = await panel.as({ role: 'admin' });
    const other = await panel.as({ role: 'viewer' });
    const { id } = await other.do<{ id: string }>('/me');
    expect((await other.get('/admin/do/members')).status).toBe(403);
    await admin.do('/members/role', { id, role: 'admin' });
    expect((await other.get('/admin/do/members')).status).toBe(200);
  });
});

describe('what comes from elsewhere', () => {
  it('is refused by its origin, whatever cookies it brings', async () => {
    const admin = await panel.as({ role: 'admin' });
    for (const origin of ['https://evil.example', 'null', 'not a url', `${panel.base}.evil.example`]) {
      const answer = await admin.fetch('/admin/do/members/invite', {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ role: 'admin' }),
      });
      expect(answer.status, origin).toBe(403);
    }
    const site = await admin.fetch('/admin/logout', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(site.status).toBe(403);
  });

  it('is refused when it is no JSON, or too long', async () => {
    const admin = await panel.as({ role: 'admin' });
    const sent = (body: string, type: string) =>
      admin.fetch('/admin/do/members/invite', {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': type },
        body,
      });
    expect((await sent('role=admin', 'text/plain')).status).toBe(400);
    expect((await sent('{"role":', 'application/json')).status).toBe(400);
    expect((await sent(JSON.stringify({ role: 'admin', name: 'x'.repeat(10_000_000) }), 'application/json')).status).toBe(400);
    expect((await sent('{"role":"admin","name":"x","__proto__":{"role":5}}', 'application/json')).status).toBe(200);
    expect((await sent('{"role":"admin","__proto__":{"name":"x"}}', 'application/json')).status).toBe(400);
  });

  it('may not be framed, and runs no script that is not ours', async () => {
    const { headers } = await new Browser(panel.base).page('/admin/login');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self' 'nonce-[^']{20,}'/u);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('links', () => {
  it.each([
    ['default', 'editor', 'an editor of the team that runs this simFocus'],
    ['discord:42', 'viewer', 'a viewer of the Discord server 42'],
    ['slack:T1', 'admin', 'an admin of the Slack workspace T1'],
  ] as const)('of %s say of which team one will be %s', async (team, role, words) => {
    const made = await makeLink(prisma, { purpose: 'invitation', team, role, name: '' });
    const shown = await new Browser(panel.base).page(`/admin/link/${made}`);
    expect(await shown.text()).toContain(`You will be ${words}.`);
  });

  it('let one of two in who use them at the same time', async () => {
    const made = await makeLink(prisma, { purpose: 'invitation', team: 'default', role: 'viewer', name: '' });
    const uses = await Promise.allSettled([useUp(prisma, made), useUp(prisma, made), useUp(prisma, made)]);
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are worth nothing after their time', async () => {
    const made = await makeLink(
      prisma,
      { purpose: 'log-in', team: 'default', role: 'admin', name: '' },
      new Date(Date.now() - 16 * 60_000),
    );
    await expect(useUp(prisma, made)).rejects.toThrow(/its time is over/u);
  });

  it('log somebody from chat into their own team, with no more than their role', async () => {
    const link = await linkFor('discord:1', { id: 'u1', name: 'Bo', administrator: false });
    const browser = new Browser(panel.base);
    expect((await browser.page(token(link))).status).toBe(200);
    expect((await browser.page(token(link))).status, 'looking does not use it up').toBe(200);
    expect((await browser.form(token(link), {})).status).toBe(303);
    expect(await browser.do('/me')).toMatchObject({ name: 'Bo', role: 'viewer', team: 'discord:1' });
    expect((await browser.form(token(link), {})).status).toBe(401);
    const chief = await linkFor('discord:1', { id: 'u2', name: 'Cy', administrator: true });
    const other = new Browser(panel.base);
    await other.form(token(chief), {});
    const members = await other.do<{ name: string }[]>('/members');
    expect(members.map(({ name }) => name).sort()).toEqual(['Bo', 'Cy']);
  });

  it('give the role that the team sets, where none was chosen for that member', async () => {
    const chief = await fromChat('discord:3', 'chief', true);
    const bo = await fromChat('discord:3', 'bo');
    const dee = await fromChat('discord:3', 'dee');
    const me = (browser: Browser) => browser.do<{ id: string; role: string }>('/me');
    await chief.do('/members/role', { id: (await me(dee)).id, role: 'viewer' });
    await chief.do('/settings', { controlRole: null, startRole: null, blockedWords: [], panelRole: 'editor' });
    expect((await me(bo)).role, 'until they come again').toBe('viewer');
    expect((await me(await fromChat('discord:3', 'bo'))).role).toBe('editor');
    expect((await me(await fromChat('discord:3', 'dee'))).role).toBe('viewer');
    expect((await me(await fromChat('discord:4', 'bo'))).role, 'in another team').toBe('viewer');
    expect((await me(await fromChat('discord:3', 'dee', true))).role).toBe('admin');
    expect((await me(await fromChat('discord:3', 'dee'))).role, 'no administrator of the platform any more').toBe('editor');
    const entries = await prisma.auditEntry.findMany({
      where: { team: 'discord:3', action: 'role as in chat' },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ before, after }) => [before, after])).toEqual([
      [
        { name: 'bo', email: null, role: 'viewer' },
        { name: 'bo', email: null, role: 'editor' },
      ],
      [
        { name: 'dee', email: null, role: 'viewer' },
        { name: 'dee', email: null, role: 'admin' },
      ],
      [
        { name: 'dee', email: null, role: 'admin' },
        { name: 'dee', email: null, role: 'editor' },
      ],
    ]);
  });

  it('are not made without end', async () => {
    for (let i = 0; i < 5; i++) await linkFor('discord:5', { id: 'u', name: 'U', administrator: false });
    await expect(linkFor('discord:5', { id: 'u', name: 'U', administrator: false })).rejects.toThrow(/Too many links/u);
  });

  it('are for members only while they are some', async () => {
    const chief = await fromChat('discord:2', 'a', true);
    const link = await linkFor('discord:2', { id: 'c', name: 'C', administrator: false });
    const c = (await chief.do<{ id: string; name: string }[]>('/members')).find(({ name }) => name === 'C');
    await chief.do('/members/remove', { id: c?.id });
    expect((await new Browser(panel.base).form(token(link), {})).status).toBe(401);
    await chief.do('/members/restore', { id: c?.id });
  });

  it('do not bring back who was removed', async () => {
    const chief = new Browser(panel.base);
    await chief.form(token(await linkFor('discord:2', { id: 'a', name: 'A', administrator: true })), {});
    await linkFor('discord:2', { id: 'b', name: 'B', administrator: false });
    const b = (await chief.do<{ id: string; name: string }[]>('/members')).find(({ name }) => name === 'B');
    await chief.do('/members/remove', { id: b?.id });
    await expect(linkFor('discord:2', { id: 'b', name: 'B', administrator: false })).rejects.toThrow(/taken you off/u);
    await chief.do('/members/restore', { id: b?.id });
    await expect(linkFor('discord:2', { id: 'b', name: 'B', administrator: false })).resolves.toContain('/admin/link/');
  });
});

describe('/focus panel', () => {
  it('leads from chat to the panel, with the role that was set in chat', async () => {
    const { pool, teams } = panel.opened;
    const stores = { store: postgresStore(pool), threads: postgresThreads(pool), teams };
    const room = playRoom({ stores, panel: chatDoor(panel.opened, panel.base) });
    await room.command('settings', { 'panel-role': 'editor' }, chief);
    const view = await room.command('panel', {}, vic);
    const button = view.buttons?.[0]?.[0];
    const browser = new Browser(panel.base);
    const path = token(button && 'url' in button ? button.url : undefined);
    expect(await (await browser.page(path)).text()).toContain('as editor');
    expect((await browser.form(path, {})).status).toBe(303);
    expect((await browser.form(path, {})).status, 'a second use').toBe(401);
    expect(await browser.do('/me')).toMatchObject({ name: 'Vic', role: 'editor', team: 'play:T1' });
    const id = await room.drafted({}, vic, here);
    await room.press('start', id, {}, vic);
    const { discussions } = await browser.do<{ discussions: { id: string }[] }>('/discussions');
    expect(discussions.map((one) => one.id)).toEqual([id]);
    const entries = await prisma.auditEntry.findMany({ where: { team: 'play:T1', thing: 'settings' } });
    expect(entries).toMatchObject([{ actor: 'Ada', after: { panelRole: 'editor' } }]);
  });
});

const joining = (email: string) => ({ name: 'New', email, password: 'correct horse battery' });

describe('members', () => {
  it('are invited by a link with a role, and the team keeps an administrator', async () => {
    const link = await linkFor('slack:T', { id: 'x', name: 'X', administrator: true });
    const chief = new Browser(panel.base);
    await chief.form(token(link), {});
    const { path } = await chief.do<{ path: string }>('/members/invite', { name: 'Dee', role: 'editor' });
    const dee = new Browser(panel.base);
    const joined = await dee.form(path, { name: 'Dee', email: 'dee@example.org', password: 'correct horse battery' });
    expect(joined.status).toBe(303);
    expect(await dee.do('/me')).toMatchObject({ team: 'slack:T', role: 'editor' });
    const { id } = await chief.do<{ id: string }>('/me');
    await expect(chief.do('/members/role', { id, role: 'viewer' })).rejects.toThrow(/needs an administrator/u);
    await expect(chief.do('/members/remove', { id })).rejects.toThrow(/needs an administrator/u);
  });

  it('that are invited are listed until they come, and an invitation can be withdrawn, by administrators of the team', async () => {
    const admin = await panel.as({ role: 'admin', team: 'discord:11', name: 'Ann' });
    const stranger = await panel.as({ role: 'admin', team: 'discord:12' });
    await expect(admin.do('/members/invite', { name: '  ', role: 'viewer' })).rejects.toThrow('400: Name is missing.');
    const { path } = await admin.do<{ path: string }>('/members/invite', { name: 'Fay', role: 'viewer' });
    const { path: other } = await admin.do<{ path: string }>('/members/invite', { name: 'Gus', role: 'editor' });
    const open = () => admin.do<{ id: string; name: string }[]>('/members/invitations');
    const [gus, fay] = await open();
    expect([gus, fay]).toMatchObject([
      { name: 'Gus', role: 'editor' },
      { name: 'Fay', role: 'viewer' },
    ]);
    expect(path).not.toContain(fay?.id);
    expect(await stranger.do('/members/invitations')).toEqual([]);
    await expect(stranger.do('/members/withdraw', { id: fay?.id })).rejects.toThrow(/404/u);
    await admin.do('/members/withdraw', { id: fay?.id });
    await expect(admin.do('/members/withdraw', { id: fay?.id })).rejects.toThrow(/404: There is no such invitation any more/u);
    expect((await new Browser(panel.base).form(path, joining('fay@example.org'))).status).not.toBe(303);
    expect((await new Browser(panel.base).form(other, joining('gus@example.org'))).status).toBe(303);
    expect(await open()).toEqual([]);
    const [entry] = await prisma.auditEntry.findMany({ where: { team: 'discord:11', action: 'invitation withdrawn' } });
    expect(entry).toMatchObject({ actor: 'Ann', thingId: 'Fay', before: { name: 'Fay', role: 'viewer' } });
  });

  it('of another team are not there', async () => {
    const admin = await panel.as({ role: 'admin', team: 'discord:9' });
    const stranger = await panel.as({ role: 'viewer', team: 'discord:8' });
    const { id } = await stranger.do<{ id: string }>('/me');
    for (const path of ['/members/role', '/members/remove', '/members/restore']) {
      const answer = await admin.post(`/admin/do${path}`, { id, role: 'admin' });
      expect(answer.status, path).toBe(404);
      expect(await answer.text()).not.toContain('viewer');
    }
    expect(await stranger.do('/me')).toMatchObject({ role: 'viewer' });
  });
});

describe('the audit', () => {
  it('holds before and after, and can only be read, by administrators of the team', async () => {
    const admin = await panel.as({ role: 'admin', team: 'discord:7', name: 'Ann' });
    const other = await panel.as({ role: 'viewer', team: 'discord:7', name: 'Ola' });
    const { id } = await other.do<{ id: string }>('/me');
    await admin.do('/members/role', { id, role: 'editor' });
    const list = '/admin/api/resources/audit/actions/list';
    type Answer = { records: { id: string; params: Record<string, string> }[]; meta: { total: number } };
    const { records } = (await (await admin.get(list)).json()) as Answer;
    expect(records[0]?.params).toMatchObject({ actor: 'Ann', action: 'role changed' });
    expect(JSON.parse(records[0]?.params['before'] ?? '')).toMatchObject({ role: 'viewer' });
    expect(JSON.parse(records[0]?.params['after'] ?? '')).toMatchObject({ role: 'editor' });
    const one = `/admin/api/resources/audit/records/${records[0]?.id}`;
    expect((await admin.get(`${one}/show`)).status).toBe(200);
    expect((await admin.get(`${one}/edit`)).status).toBe(404);
    expect((await admin.post(`${one}/delete`)).status).toBe(404);
    expect((await admin.post('/admin/api/resources/audit/actions/new', { actor: 'x' })).status).toBe(404);
    expect((await admin.get('/admin/api/resources/audit/bulk/bulkDelete?recordIds=1')).status).toBe(404);
    expect((await other.get(list)).status).toBe(403);
    const stranger = await panel.as({ role: 'admin', team: 'discord:6' });
    const answer = await stranger.get(`${one}/show`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('Ann');
    const theirs = (await (await stranger.get(list)).json()) as Answer;
    expect(theirs.records.every(({ params }) => params['actor'] !== 'Ann')).toBe(true);
    expect(theirs.meta.total).toBe(1);
  });

  it('masks what is secret by its name', () => {
    expect(masked({ name: 'k', secret: 's', nested: { passwordHash: 'h', tokens: null } })).toEqual({
      name: 'k',
      secret: '•••',
      nested: { passwordHash: '•••', tokens: null },
    });
  });
});

describe('limits', () => {
  it('let so many through in a window, and say when the next may come', async () => {
    for (let i = 0; i < 5; i++) await limited(prisma, 'one', 5, 60, 'attempts');
    await expect(limited(prisma, 'one', 5, 60, 'attempts')).rejects.toThrow(/Too many attempts\. Try again in \d+ seconds\./u);
    await expect(limited(prisma, 'other', 5, 60, 'attempts')).resolves.toBeUndefined();
  });
});

it('logged no bug', () => {
  expect(panel.logged).toEqual([]);
});
