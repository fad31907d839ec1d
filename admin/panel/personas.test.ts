import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { library } from '../../engine/engine.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { readCsv, writeCsv } from './csv.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';
import { sheetOf } from './personas.ts';

let panel: TestPanel;
let editor: Browser;
beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase());
  editor = await panel.as({ role: 'editor' });
});
afterAll(() => panel.close());

const [template] = library;
if (!template) throw new Error('The library is empty');
const sheet = { ...sheetOf(template), name: 'Zora Quell', shared: true };
type Answer = {
  record: { id: string; params: Record<string, unknown>; errors: Record<string, { message: string }> };
  notice?: { type: string };
};
const api = '/admin/api/resources';

async function made(by: Browser, input: unknown = sheet): Promise<Answer['record']> {
  const response = await by.post(`${api}/personas/actions/new`, input);
  expect(response.status).toBe(200);
  return ((await response.json()) as Answer).record;
}

describe('personas of a team', () => {
  it('are made, changed and archived, each with an entry in the audit, and take part in discussions by name', async () => {
    const { id } = await made(editor);
    expect(id).toMatch(/^zora-quell-[a-z0-9]{6}$/u);
    const changed = await editor.post(`${api}/personas/records/${id}/edit`, {
      ...sheet,
      openness: 9,
      knowledge: ['tides', 'boats'],
    });
    expect(((await changed.json()) as Answer).record.params).toMatchObject({
      openness: 9,
      'knowledge.0': 'tides',
      'knowledge.1': 'boats',
    });
    const events = await panel.opened.engine.preview({
      topic: 'Boats',
      provider: 'rehearsal',
      personas: ['Zora Quell', library[1]?.id ?? ''],
      by: { id: 'x', name: 'X' },
      team: 'default',
    });
    const cast = events.find((event) => event.type === 'cast');
    expect(cast?.type === 'cast' && cast.personas[0]).toMatchObject({
      id,
      traits: { openness: 9 },
      knowledge: ['tides', 'boats'],
    });
    expect((await editor.post(`${api}/personas/records/${id}/delete`)).status).toBe(200);
    const pool = await editor.do<{ personas: { id: string }[] }>('/pool');
    expect(pool.personas.map((one) => one.id)).not.toContain(id);
    const admin = await panel.as({ role: 'admin' });
    const audit = (await (await admin.get(`${api}/audit/actions/list?filters.thingId=${id}`)).json()) as {
      records: Answer['record'][];
    };
    expect(audit.records.map(({ params }) => params['action'])).toEqual(['archived', 'changed', 'created']);
    const change = audit.records[1]?.params;
    expect(JSON.parse(String(change?.['before']))).toMatchObject({ openness: sheet.openness });
    expect(JSON.parse(String(change?.['after']))).toMatchObject({ openness: 9 });
  });

  it('are checked field by field', async () => {
    const { errors } = await made(editor, { ...sheet, age: 7, openness: 11, stance: 'angry', knowledge: [] });
    expect(Object.keys(errors).sort()).toEqual(['age', 'knowledge', 'openness', 'stance']);
    expect(await made(editor, { ...sheet, team: 'discord:1', id: 'mine', ownerId: 'x', archivedAt: null })).toMatchObject({
      errors: {},
    });
    const pool = await editor.do<{ personas: { id: string }[] }>('/pool');
    expect(pool.personas.map(({ id }) => id)).not.toContain('mine');
  });

  it('that are not shared are seen by their owner only', async () => {
    const { id } = await made(editor, { ...sheet, name: 'Hidden One', shared: false });
    const other = await panel.as({ role: 'admin' });
    expect((await other.get(`${api}/personas/records/${id}/show`)).status).toBe(404);
    expect((await editor.get(`${api}/personas/records/${id}/show`)).status).toBe(200);
  });

  it('of another team can neither be seen, changed, archived, exported nor put into a cast', async () => {
    const { id } = await made(editor, { ...sheet, name: 'Ours Only' });
    const stranger = await panel.as({ role: 'admin', team: 'discord:5' });
    for (const path of [`records/${id}/show`, `records/${id}/edit`]) {
      const answer = await stranger.get(`${api}/personas/${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('Ours');
    }
    expect((await stranger.post(`${api}/personas/records/${id}/edit`, sheet)).status).toBe(404);
    expect((await stranger.post(`${api}/personas/records/${id}/delete`)).status).toBe(404);
    expect(await (await stranger.get(`${api}/personas/actions/list?filters.name=Ours`)).text()).not.toContain(id);
    expect(await (await stranger.get('/admin/do/personas/export?form=json')).text()).not.toContain('Ours Only');
    const cast = await stranger.post(`${api}/casts/actions/new`, { name: 'C', personas: [id, library[0]?.id] });
    expect(cast.status).toBe(400);
    await expect(
      panel.opened.engine.preview({
        topic: 'T',
        provider: 'rehearsal',
        personas: [id, 'Hao Lin'],
        by: { id: 'x', name: 'X' },
        team: 'discord:5',
      }),
    ).rejects.toThrow(/no persona called/u);
  });

  it('are read by viewers, and made by editors only', async () => {
    const viewer = await panel.as({ role: 'viewer' });
    expect((await viewer.get(`${api}/personas/actions/list`)).status).toBe(200);
    const { id } = await made(editor);
    for (const [path, input] of [
      ['actions/new', sheet],
      [`records/${id}/edit`, sheet],
      [`records/${id}/delete`, {}],
    ] as const) {
      expect((await viewer.post(`${api}/personas/${path}`, input)).status, path).toBe(403);
    }
    expect((await viewer.post('/admin/do/personas/import', { form: 'json', text: '[]' })).status).toBe(403);
    expect((await viewer.post('/admin/do/personas/hear', { persona: sheet, topic: 'T' })).status).toBe(403);
  });

  it('say something on a topic', async () => {
    const { text } = await editor.do<{ text: string }>('/personas/hear', {
      persona: sheet,
      topic: 'Should our city make buses free?',
    });
    expect(text.length).toBeGreaterThan(10);
  });
});

describe('files of personas', () => {
  it('come back as they were, as JSON and as CSV, and no cell of them is a formula', async () => {
    const owner = await panel.as({ role: 'editor', team: 'slack:F' });
    await made(owner, {
      ...sheet,
      name: '=HYPERLINK("http://evil")',
      knowledge: ['a, b', 'say "hi"'],
      views: ['one\ntwo'.replace('\n', ' ')],
    });
    for (const form of ['json', 'csv'] as const) {
      const text = await (await owner.get(`/admin/do/personas/export?form=${form}`)).text();
      if (form === 'csv') expect(text.split('\r\n')[1]?.startsWith(`"'=HYPERLINK`)).toBe(true);
      const other = await panel.as({ role: 'editor', team: `slack:${form}` });
      expect(await other.do('/personas/import', { form, text })).toEqual({ imported: 1, refused: [] });
      const again = await (await other.get('/admin/do/personas/export?form=json')).json();
      expect(again).toEqual(await (await owner.get('/admin/do/personas/export?form=json')).json());
    }
  });

  it('tell of each row that cannot be used, and take the others', async () => {
    const other = await panel.as({ role: 'editor', team: 'slack:rows' });
    const rows = [sheet, { ...sheet, age: 'old' }, { name: 'X' }, { ...sheet, __proto__: { shared: 'x' }, extra: 1 }, null];
    const { imported, refused } = await other.do<{ imported: number; refused: { number: number; problems: string[] }[] }>(
      '/personas/import',
      {
        form: 'json',
        text: JSON.stringify(rows),
      },
    );
    expect(imported).toBe(1);
    expect(refused.map(({ number }) => number)).toEqual([2, 3, 4, 5]);
    expect(refused[0]?.problems[0]).toBe('Age must be a number.');
    await expect(other.do('/personas/import', { form: 'csv', text: 'name,age\nA,3' })).rejects.toThrow(
      /these are missing: field/u,
    );
    await expect(other.do('/personas/import', { form: 'json', text: '{' })).rejects.toThrow(/not JSON/u);
  });

  it('bring no more than a member may make in an hour', async () => {
    const other = await panel.as({ role: 'editor', team: 'slack:many' });
    const text = JSON.stringify(Array.from({ length: 101 }, () => sheet));
    await expect(other.do('/personas/import', { form: 'json', text })).rejects.toThrow(/429: 100 personas an hour/u);
  });
});

describe('CSV', () => {
  it('reads what it writes, with quotes, commas and line breaks', () => {
    const rows = [
      ['a', 'b,c', 'd"e'],
      ['f\ng', '', 'h'],
    ];
    expect(readCsv(writeCsv(rows))).toEqual(rows);
    expect(readCsv('\ufeffx,y\r\n1,2\r\n\r\n')).toEqual([
      ['x', 'y'],
      ['1', '2'],
    ]);
    expect(() => readCsv('"open')).toThrow(/never closed/u);
  });
});

describe('casts', () => {
  it('are kept with the personas that are there, each once, under a name of their own', async () => {
    const ids = library.slice(0, 3).map(({ id }) => id);
    const ok = await editor.post(`${api}/casts/actions/new`, { name: 'Street', note: '', personas: ids });
    expect(((await ok.json()) as Answer).record.params).toMatchObject({ name: 'Street', 'personas.2': ids[2] });
    expect((await editor.post(`${api}/casts/actions/new`, { name: 'Street', personas: ids })).status).toBe(400);
    expect((await editor.post(`${api}/casts/actions/new`, { name: 'Twice', personas: [ids[0], ids[0]] })).status).toBe(400);
    const one = (await (await editor.post(`${api}/casts/actions/new`, { name: 'One', personas: [ids[0]] })).json()) as Answer;
    expect(one.record.errors['personas']?.message).toContain('At least 2');
    const { casts } = await editor.do<{ casts: { name: string }[] }>('/pool');
    expect(casts.map(({ name }) => name)).toContain('Street');
  });
});

it('logged no bug', () => {
  expect(panel.logged).toEqual([]);
});
