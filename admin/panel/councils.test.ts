import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '../../engine/discussion/worker.ts';
import { type ModelServer, startModelServer } from '../../engine/llm/model-server.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import type { CouncilView } from './council-view.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';

let panel: TestPanel;
let worker: Worker;
let vendor: ModelServer;
let admin: Browser;
let editor: Browser;
let viewer: Browser;

beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase());
  worker = await panel.opened.engine.work({ concurrency: 5 });
  vendor = await startModelServer();
  admin = await panel.as({ role: 'admin' });
  editor = await panel.as({ role: 'editor' });
  viewer = await panel.as({ role: 'viewer' });
});
afterAll(async () => {
  await Promise.all([worker.close(), vendor.close()]);
  await panel.close();
});

const view = (id: string, by = editor) => by.do<CouncilView>(`/councils/${id}`);
const start = (topic: string, more: Record<string, unknown> = {}) =>
  editor.do<{ id: string }>('/start', { topic, format: 'council', options: { services: '4' }, ...more });
const choose = (id: string, choice: Record<string, unknown>, by = editor) =>
  by.do<{ taken: boolean }>(`/councils/${id}/choose`, { message: crypto.randomUUID(), ...choice });

async function rested(id: string, questions = 1): Promise<CouncilView> {
  for (let i = 0; i < 400; i++) {
    const now = await view(id);
    if (now.atRest && now.questions.length === questions) return now;
    await sleep(50);
  }
  throw new Error('It does not come to rest');
}

describe('a council in the panel', () => {
  it('answers, is chosen from, goes on with what is selected, and is archived; each with an entry in the audit', async () => {
    const foreseen = await editor.do<{ estimate: { calls: number }; reason: string }>('/start/estimate', {
      topic: 'Which database?',
      format: 'council',
      options: { services: '4' },
    });
    expect(foreseen.estimate.calls).toBeGreaterThanOrEqual(12);
    expect(foreseen.reason).toContain('Asked side by side');
    const { id } = await start('Which database?');
    const [question] = (await rested(id)).questions;
    const answers = question?.asked.flatMap(({ answer }) => answer ?? []) ?? [];
    expect(question?.answered).toBe('4 of 4 answered.');
    expect(answers.map(({ place }) => place)).toEqual(Array(4).fill(expect.any(Number)));
    expect(answers.every(({ summary, reasoning }) => summary && reasoning)).toBe(true);

    const message = crypto.randomUUID();
    expect(await choose(id, { kind: 'select', turns: [2], message })).toEqual({ taken: true });
    expect(await choose(id, { kind: 'select', turns: [2], message })).toEqual({ taken: false });
    await choose(id, { kind: 'others' });
    const gone = answers.filter(({ n }) => n !== 2);
    const after = await view(id);
    expect(after.questions[0]?.asked.map(({ state }) => state).sort()).toEqual(['answered', 'deleted', 'deleted', 'deleted']);
    for (const { text } of gone) expect(JSON.stringify(after)).not.toContain(text.slice(0, 40));
    await editor.do(`/discussions/${id}/ask`, { text: 'And for ten people?' });
    const second = await rested(id, 2);
    expect(second.questions[1]).toMatchObject({ text: 'And for ten people?', asker: 'editor', answered: '4 of 4 answered.' });

    await choose(id, { kind: 'synthesis' });
    expect((await rested(id, 2)).questions[1]?.synthesis?.heading).toMatch(/^(Synthesis of 4 of 4 answers|Consensus)$/u);
    await choose(id, { kind: 'archive' });
    expect((await view(id)).archived).toBe(true);
    await expect(choose(id, { kind: 'synthesis' })).rejects.toThrow(/409.*archived/u);
    const audit = await (await admin.get(`/admin/api/resources/audit/actions/list?filters.thingId=${id}`)).json();
    const actions = (audit as { records: { params: { action: string } }[] }).records.map(({ params }) => params.action);
    const which = (audit as { records: { params: { which: string } }[] }).records.map(({ params }) => params.which);
    expect(new Set(which)).toEqual(new Set(['Which database?']));
    expect(actions.reverse()).toEqual([
      'started',
      'answer selected',
      'other answers deleted',
      'question asked',
      'synthesis asked for',
      'archived',
    ]);
    const report = await (await editor.get(`/admin/do/discussions/${id}/report.md`)).text();
    expect(report).toContain('And for ten people?');
  });

  it('is listed by whether it is open, and found by what was asked or answered, not by what was deleted', async () => {
    type Listed = { councils: { id: string; questions: number; excerpt?: string }[] };
    const listed = (query: string, by = viewer) => by.do<Listed>(`/councils?${query}`);
    const { id } = await start('Welche Zahnradbahn lohnt sich?');
    const { questions } = await rested(id);
    const ids = async (query: string, by = viewer) => (await listed(query, by)).councils.map((one) => one.id);
    expect(await ids('show=open')).toContain(id);
    expect(await ids('show=archived')).not.toContain(id);
    expect(await ids('q=ZAHNRADBAHN')).toEqual([id]);
    expect(await ids('q=zahnradbahn&show=archived')).toEqual([]);
    const [answer, ...others] = questions[0]?.asked.flatMap((one) => one.answer ?? []) ?? [];
    const wordsOf = (text = '') => text.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
    const elsewhere = others.flatMap(({ text }) => wordsOf(text));
    // What nobody else said, nor began a word with.
    const word = wordsOf(answer?.text).find((one) => !elsewhere.some((other) => other.startsWith(one))) ?? '';
    expect(word).not.toBe('');
    const found = await listed(new URLSearchParams({ q: word, show: 'all' }).toString());
    expect(found.councils).toEqual(expect.arrayContaining([expect.objectContaining({ id, excerpt: expect.any(String) })]));
    await choose(id, { kind: 'delete', turns: [answer?.n] });
    expect(await ids(new URLSearchParams({ q: word, show: 'all' }).toString())).not.toContain(id);
    const theirs = await panel.as({ role: 'admin', team: 'discord:theirs' });
    expect(await ids('show=all', theirs)).toEqual([]);
  });

  it('lets viewers look and editors choose, and nobody into another team’s or another format’s', async () => {
    const { id } = await start('Who may?');
    await rested(id);
    expect((await view(id, viewer)).topic).toBe('Who may?');
    await expect(choose(id, { kind: 'archive' }, viewer)).rejects.toThrow(/403/u);
    await expect(viewer.do('/council-services')).rejects.toThrow(/403/u);
    const theirs = await panel.as({ role: 'admin', team: 'discord:other' });
    await expect(view(id, theirs)).rejects.toThrow(/404/u);
    await expect(choose(id, { kind: 'archive' }, theirs)).rejects.toThrow(/404/u);
    const { id: group } = await editor.do<{ id: string }>('/start', { topic: 'No council', personas: 2, pace: 'fast' });
    await expect(view(group)).rejects.toThrow(/404/u);
    for (const wrong of [{ kind: 'burn' }, { kind: 'delete', turns: [0] }, { kind: 'delete', turns: 'all' }])
      await expect(choose(id, wrong)).rejects.toThrow(/400/u);
    await expect(choose(id, { kind: 'delete', turns: [99] })).rejects.toThrow(/409.*numbers/u);
  });

  it('takes a question that is longer than a title, whole', async () => {
    const long = `Which database should we take? ${'We keep orders, and some pictures. '.repeat(30)}Thank you.`;
    const { id } = await start(long);
    const { topic, questions } = await rested(id);
    expect(topic).toBe('Which database should we take?');
    expect(questions[0]?.text).toBe(long);
  });
});

describe('services in the panel', () => {
  it('are entered, tested, changed, switched off and removed by administrators of their own team', async () => {
    const key = { provider: 'openai', name: 'local', secret: 'sk-good-services-1', baseUrl: `${vendor.url}/v1`, model: 'gpt-4o' };
    const { id: keyId } = await admin.do<{ id: string }>('/keys', key);
    const entry = { name: 'Careful', provider: 'openai', model: 'gpt-4o', key: keyId, note: 'Be brief.', temperature: 0.5 };
    await expect(editor.do('/services', entry)).rejects.toThrow(/403/u);
    const { id } = await admin.do<{ id: string }>('/services', { ...entry, maxOutputTokens: 400 });
    await expect(admin.do('/services', entry)).rejects.toThrow(/400.*taken/u);
    await expect(admin.do('/services', { ...entry, name: 'Ghost', model: 'no-such-model' })).rejects.toThrow(/no-such-model/u);
    await expect(admin.do('/services', { ...entry, name: 'Odd', maxOutputTokens: 3 })).rejects.toThrow(/400.*tokens/u);
    await expect(admin.do('/services', { ...entry, name: 'Hot', temperature: 9 })).rejects.toThrow(/400.*temperature/u);
    await admin.do('/services', { ...entry, name: 'Bold', note: undefined });
    type Listed = { services: { id: string; name: string; active: boolean; note?: string; key?: string }[]; keys: unknown[] };
    const list = () => admin.do<Listed>('/services');
    expect((await list()).services.map(({ name, active }) => [name, active])).toEqual([
      ['Careful', true],
      ['Bold', true],
    ]);
    expect(JSON.stringify(await list())).not.toContain('services-1');
    expect(await admin.do('/services/test', { id })).toEqual({ why: null });

    const { services } = await editor.do<{ services: { name: string }[] }>('/council-services');
    expect(services.map(({ name }) => name)).toEqual(['Careful', 'Bold']);
    const { id: council } = await start('Which of two?', { options: { services: 'Careful,Bold' } });
    expect((await rested(council)).questions[0]?.answered).toBe('2 of 2 answered.');

    await admin.do('/services/change', { ...entry, id, name: 'Careful too', note: undefined, maxOutputTokens: 500 });
    expect((await list()).services[0]).toMatchObject({ id, name: 'Careful too', active: true });
    expect((await list()).services[0]?.note).toBeUndefined();
    await expect(admin.do('/services/change', { ...entry, id, name: 'Bold' })).rejects.toThrow(/400.*taken/u);
    await admin.do('/services/active', { id, active: false });
    const left = await editor.do<{ services: { name: string }[] }>('/council-services');
    expect(left.services.map(({ name }) => name)).toEqual(['Bold']);

    const keyless = { name: 'Keyless', provider: 'anthropic', model: 'claude-sonnet-4-6', untested: true };
    const added = await admin.do<{ id: string }>('/services', keyless);
    const told = (await admin.do<{ services: { name: string; cannot?: string }[] }>('/services')).services;
    expect(told.map(({ name, cannot }) => [name, cannot?.slice(0, 34)])).toEqual([
      ['Careful too', undefined],
      ['Bold', undefined],
      ['Keyless', 'The provider anthropic has no key.'],
    ]);
    await admin.do('/services/remove', { id: added.id });

    const theirs = await panel.as({ role: 'admin', team: 'discord:theirs' });
    expect(await theirs.do<Listed>('/services')).toMatchObject({ services: [] });
    for (const path of ['active', 'test', 'remove', 'change'])
      await expect(theirs.do(`/services/${path}`, { ...entry, key: undefined, id, active: true })).rejects.toThrow(/404/u);
    await expect(theirs.do('/services', { ...entry, name: 'Stolen key' })).rejects.toThrow(/400.*no openai key/u);
    await admin.do('/services/remove', { id });
    expect((await list()).services.map(({ name }) => name)).toEqual(['Bold']);
    const audit = await (await admin.get(`/admin/api/resources/audit/actions/list?filters.thingId=${id}`)).json();
    const actions = (audit as { records: { params: { action: string } }[] }).records.map(({ params }) => params.action);
    expect(actions.reverse()).toEqual(['added', 'changed', 'switched off', 'removed']);
  });
});
