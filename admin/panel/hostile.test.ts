import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { routes, tables } from './index.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';
import type { PanelContext } from './panel.ts';
import { sample, shapeOf } from './shapes.fixture.ts';

let panel: TestPanel;
let admin: Browser;
// Only their paths and what may be sent are read here.
const all = routes({} as PanelContext);
const changing = all.filter(({ method }) => method === 'post');

beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase(), { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, undefined, {
    changesAMinute: 1_000_000,
  });
  admin = await panel.as({ role: 'admin' });
});
afterAll(() => panel.close());

const HOSTILE: unknown[] = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'a\0b',
  '\ud800',
  'x'.repeat(30_000),
  '',
  -1,
  1e308,
  null,
  [],
  {},
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
];

const filled = (path: string) => `/admin/do${path.replace(/:\w+/gu, '00000000-0000-4000-8000-000000000000')}`;
/** What would ask a vendor is sent to nobody. */
const NOWHERE = { baseUrl: 'http://127.0.0.1:9/v1' };

describe('what is sent', () => {
  it('in any field of any route is refused or taken as text, and nothing breaks', async () => {
    const broken: string[] = [];
    for (const route of all) {
      const base = {
        ...(sample(shapeOf(route)) as Record<string, unknown>),
        ...('baseUrl' in (shapeOf(route).properties ?? {}) && NOWHERE),
      };
      for (const field of ['unknown', ...Object.keys(base)]) {
        // A query is text whatever it was.
        for (const value of HOSTILE.filter((one) => route.method === 'post' || typeof one === 'string')) {
          const input = { ...base, [field]: value };
          const query = new URLSearchParams(
            Object.entries(input).map(([name, part]): [string, string] => [name, String(part).slice(0, 3_000)]),
          ).toString();
          const path = filled(route.path);
          const answer = route.method === 'get' ? await admin.get(`${path}?${query}`) : await admin.post(path, input);
          const type = answer.headers.get('content-type') ?? '';
          const told = `${route.method} ${route.path} ${field}=${JSON.stringify(value)?.slice(0, 60)}: ${answer.status} ${type}`;
          if (answer.status >= 500 && answer.status !== 502 && answer.status !== 503) broken.push(told);
          if (/html|script/u.test(type)) broken.push(told);
          await answer.arrayBuffer();
        }
      }
      if (panel.logged.length > 0) broken.push(`${route.path} logged ${panel.logged.splice(0).join('').slice(0, 500)}`);
    }
    expect(broken).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }, 300_000);

  it('in any field of any form is refused or shown as it is', async () => {
    for (const { id, columns, roles } of tables.filter((table) => table.roles.new)) {
      expect(roles.new).toBeDefined();
      for (const { name } of columns.filter(({ fixed }) => !fixed)) {
        for (const value of HOSTILE) {
          const answer = await admin.post(`/admin/api/resources/${id}/actions/new`, { [name]: value });
          expect(answer.status, `${id}.${name} ${JSON.stringify(value)?.slice(0, 60)}`).toBeLessThan(500);
          expect(answer.headers.get('content-type'), id).toContain('json');
          await answer.arrayBuffer();
        }
      }
    }
    expect(panel.logged).toEqual([]);
  }, 120_000);

  it('is small JSON from our own pages, or is not read', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(10_000_000) });
    for (const { path } of changing) {
      const send = (headers: Record<string, string>, body: string) =>
        admin.fetch(filled(path), { method: 'POST', headers: { accept: 'application/json', ...headers }, body });
      expect((await send({ 'content-type': 'application/json', origin: 'https://evil.example' }, '{}')).status, path).toBe(403);
      expect((await send({ 'content-type': 'application/json', origin: 'null' }, '{}')).status, path).toBe(403);
      expect((await send({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, '{}')).status, path).toBe(403);
      for (const type of ['text/plain', 'text/xml', 'multipart/form-data; boundary=x', 'application/octet-stream'])
        expect((await send({ 'content-type': type }, '{}')).status, `${path} ${type}`).toBe(400);
      for (const body of ['{', '[]', '"x"', '1', 'null', '{"a":'])
        expect((await send({ 'content-type': 'application/json' }, body)).status, `${path} ${body}`).toBeLessThan(500);
    }
    for (const path of [filled(changing[0]?.path ?? ''), '/admin/api/resources/topics/actions/new', '/admin/login']) {
      // Refused by its length; the connection may be cut while the rest is still on its way.
      const status = await admin
        .fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: large })
        .then((answer) => answer.status)
        .catch(() => 400);
      expect(status, path).toBe(400);
    }
    expect(panel.logged).toEqual([]);
  }, 120_000);
});
