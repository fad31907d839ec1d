import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { library } from '../../engine/engine.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { pages, routes, tables } from './index.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';
import type { PanelContext } from './panel.ts';
import { sheetOf } from './personas.ts';
import { sample, shapeOf } from './shapes.fixture.ts';

let panel: TestPanel;
let ours: Browser;
let theirs: Browser;
/** What the other team has; the word is in each of its things. */
const WORD = 'Xylograph';
const ids: Record<string, string> = {};
// Only their names and roles are read here.
const all = routes({} as PanelContext);

beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase());
  ours = await panel.as({ role: 'admin', team: 'discord:ours' });
  theirs = await panel.as({ role: 'admin', team: 'discord:theirs', name: WORD });
  const [template] = library;
  if (!template) throw new Error('The library is empty');
  const add = async (table: string, input: unknown) => {
    const answer = await theirs.post(`/admin/api/resources/${table}/actions/new`, input);
    return ((await answer.json()) as { record: { id: string } }).record.id;
  };
  ids['personas'] = await add('personas', { ...sheetOf(template), name: WORD });
  ids['casts'] = await add('casts', { name: WORD, note: '', personas: library.slice(0, 2).map(({ id }) => id) });
  ids['topics'] = await add('topics', { title: WORD, description: '', context: WORD, template: false });
  ids['discussions'] = (await theirs.do<{ id: string }>('/start', { topic: WORD, personas: 2, pace: 'fast' })).id;
  ids['councils'] = (await theirs.do<{ id: string }>('/start', { topic: WORD, format: 'council' })).id;
  await panel.opened.keys.add({ provider: 'openai', name: WORD, secret: 'sk-xylograph-0123456789', team: 'discord:theirs' });
  ids['members'] = (await theirs.do<{ id: string }>('/me')).id;
  const audit = (await (await theirs.get('/admin/api/resources/audit/actions/list')).json()) as { records: { id: string }[] };
  ids['audit'] = audit.records[0]?.id ?? '';
});
afterAll(() => panel.close());

const HOSTILE = [
  '../../etc/passwd',
  '..%2f..%2fetc',
  '__proto__',
  'constructor',
  "1' OR '1'='1",
  '0',
  '-1',
  '%00',
  '<script>',
  'x'.repeat(3_000),
  '00000000-0000-0000-0000-000000000000',
];

/** A digest of a team's rows in each table that names teams. */
async function allOf(team: string): Promise<Record<string, string>> {
  const { pool } = panel.opened;
  const tables = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'team' AND table_schema = 'public' ORDER BY 1",
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS digest FROM "${name}" t WHERE team = $1`,
      [team],
    );
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
}

describe('every way into the panel', () => {
  it('answers another team with 403 or 404, and not a word of what is there', async () => {
    for (const { method, path } of all.filter(({ path }) => path.includes(':id'))) {
      const id = ids[path.split('/')[1] ?? ''] ?? '';
      expect(id, path).not.toBe('');
      const filled = `/admin/do${path.replace(':id', id).replace(':form', 'md').replace(':name', 'ballots')}`;
      const input = {
        text: 'x',
        speed: 2,
        turn: 1,
        value: 'up',
        name: 'x',
        attachment: ids['topics'],
        kind: 'archive',
        message: crypto.randomUUID(),
      };
      const answer = await (method === 'get' ? ours.get(filled) : ours.post(filled, input));
      expect([403, 404], `${method} ${path}`).toContain(answer.status);
      expect(await answer.text(), path).not.toContain(WORD);
    }
    for (const { id: table } of tables) {
      const id = ids[table] ?? '';
      expect(id, table).not.toBe('');
      for (const action of ['show', 'edit', 'delete']) {
        for (const answer of [
          await ours.get(`/admin/api/resources/${table}/records/${id}/${action}`),
          await ours.post(`/admin/api/resources/${table}/records/${id}/${action}`, { name: 'x', title: 'x' }),
        ]) {
          expect([403, 404], `${table} ${action}`).toContain(answer.status);
          expect(await answer.text()).not.toContain(WORD);
        }
      }
      const bulk = await ours.post(`/admin/api/resources/${table}/bulk/bulkDelete?recordIds=${id}`);
      expect(bulk.status).toBe(404);
    }
    const { keys } = await theirs.do<{ keys: { id: string }[] }>('/keys');
    const [key] = keys;
    expect(key).toBeDefined();
    for (const path of all.map((route) => route.path).filter((path) => path.startsWith('/keys/'))) {
      const answer = await ours.post(`/admin/do${path}`, { id: key?.id, ids: [key?.id], active: false, secret: 'sk-0123456789' });
      expect(answer.status, path).toBe(404);
      expect(await answer.text(), path).not.toContain(WORD);
    }
    expect((await theirs.do<{ keys: unknown[] }>('/keys')).keys).toEqual(keys);
    for (const path of ['/members/role', '/members/remove', '/members/restore'])
      expect((await ours.post(`/admin/do${path}`, { id: ids['members'], role: 'admin' })).status).toBe(404);
  });

  it('changes nothing of another team, whichever of its ids is sent in whichever field', async () => {
    const before = await allOf('discord:theirs');
    expect(Object.keys(before).length).toBeGreaterThan(8);
    for (const route of all.filter(({ method }) => method === 'post')) {
      for (const id of Object.values(ids)) {
        const body = JSON.parse(
          JSON.stringify(sample(shapeOf(route))).replaceAll(/"(x|00000000-0000-4000-8000-000000000000)"/gu, () =>
            JSON.stringify(id),
          ),
        );
        const answer = await ours.post(`/admin/do${route.path.replace(/:\w+/gu, id)}`, body);
        expect(answer.status, `${route.path} ${id}`).not.toBe(500);
        expect(await answer.text(), route.path).not.toContain(WORD);
      }
    }
    expect(await allOf('discord:theirs')).toEqual(before);
  }, 120_000);

  it('lists, exports and finds nothing of another team', async () => {
    const reads = all.filter(({ method, path }) => method === 'get' && !path.includes(':')).map(({ path }) => `/admin/do${path}`);
    const queries: Record<string, string> = {
      '/admin/do/search': `?q=${WORD}`,
      '/admin/do/personas/export': '?form=csv',
      '/admin/do/face': '?of=a',
    };
    const lists = tables.map(({ id }) => `/admin/api/resources/${id}/actions/list`);
    for (const path of [...reads, ...lists]) {
      const answer = await ours.get(path + (queries[path] ?? ''));
      expect([200, 403], path).toContain(answer.status);
      expect((await answer.text()).replace(`q=${WORD}`, ''), path).not.toContain(WORD);
    }
    for (const { id } of tables) {
      for (const filter of ['team', 'id', 'ownerId', 'team.equals', '__proto__', 'constructor', 'toString', 'AND', 'OR']) {
        const answer = await ours.get(`/admin/api/resources/${id}/actions/list?filters.${filter}=discord:theirs`);
        expect(await answer.text(), `${id} ${filter}`).not.toContain(WORD);
      }
    }
  });

  it('asks for the role each time', async () => {
    const by = { viewer: await panel.as({ role: 'viewer' }), editor: await panel.as({ role: 'editor' }) };
    for (const { method, path, role } of all) {
      for (const [has, browser] of Object.entries(by)) {
        const enough = role === 'viewer' || role === has;
        if (enough) continue;
        const filled = `/admin/do${path.replace(/:\w+/gu, 'x')}`;
        const answer = await (method === 'get' ? browser.get(filled) : browser.post(filled));
        expect(answer.status, `${has} ${method} ${path}`).toBe(403);
      }
    }
    for (const [name, { role }] of Object.entries(pages)) {
      if (role !== 'viewer') expect((await by.viewer.page(`/admin/pages/${name}`)).status, name).toBe(403);
    }
    expect((await by.viewer.page('/admin/pages/nothing')).status).toBe(404);
  });

  it('is closed to who is not logged in', async () => {
    for (const { method, path } of all) {
      const answer = await fetch(`${panel.base}/admin/do${path.replace(/:\w+/gu, 'x')}`, {
        method: method.toUpperCase(),
        headers: { accept: 'application/json' },
      });
      expect(answer.status, path).toBe(401);
    }
    for (const { id } of tables)
      expect(
        (await fetch(`${panel.base}/admin/api/resources/${id}/actions/list`, { headers: { accept: 'application/json' } })).status,
      ).toBe(401);
    expect(
      (await fetch(`${panel.base}/admin`, { headers: { accept: 'text/html' }, redirect: 'manual' })).headers.get('location'),
    ).toBe('/admin/login');
  });

  it('takes no harm from ids and texts that are none', async () => {
    for (const hostile of HOSTILE) {
      const id = encodeURIComponent(hostile);
      for (const path of [
        `/admin/do/discussions/${id}`,
        `/admin/do/topics/${id}`,
        ...tables.map((table) => `/admin/api/resources/${table.id}/records/${id}/show`),
        `/admin/api/resources/${id}/actions/list`,
        `/admin/pages/${id}`,
      ]) {
        const answer = await ours.get(path);
        expect([400, 403, 404, 414, 431], path.slice(0, 80)).toContain(answer.status);
      }
    }
    for (const text of ['<script>alert(1)</script>', '=1+1', 'javascript:alert(1)', '\u202eabc', '{{7*7}}', '\ud800']) {
      const made = await ours.post('/admin/api/resources/topics/actions/new', {
        title: text,
        description: text,
        context: text,
        template: false,
      });
      expect(made.status, text).toBe(200);
    }
    const bad = await ours.post('/admin/api/resources/topics/actions/new', {
      title: { a: 1 },
      template: 'x',
      __proto__: { title: 'x' },
      constructor: { prototype: {} },
    });
    expect(bad.status, panel.logged.join('')).toBe(200);
    expect(((await bad.json()) as { record: { errors: object } }).record.errors).not.toEqual({});
    expect(({} as { title?: string }).title).toBeUndefined();
    expect(panel.logged).toEqual([]);
  });
});
