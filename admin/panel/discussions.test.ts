import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Worker } from '../../engine/discussion/worker.ts';
import { startModelServer } from '../../engine/llm/model-server.ts';
import { forgetTexts } from '../../engine/store/forget-texts.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';

let panel: TestPanel;
let editor: Browser;
let worker: Worker;
beforeAll(async () => {
  panel = await startTestPanel(await freshDatabase());
  worker = await panel.opened.engine.work({ concurrency: 10 });
  editor = await panel.as({ role: 'editor' });
});
afterAll(async () => {
  await worker.close();
  await panel.close();
});

type Told = {
  type: string;
  line?: { seq: number; kind: string; turn?: { n: number; text: string } };
  state?: { status: string; reportStatus: string };
  message?: string;
  draft?: { speaker: { name: string }; text: string };
  count?: number;
};

/** A live view, and everything that it was told. */
async function live(by: Browser, discussion: string, after = 0) {
  const socket = new WebSocket(`${panel.base.replace('http', 'ws')}/admin/live`, {
    headers: { cookie: by.cookie, origin: panel.base },
  });
  const told: Told[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data))));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'subscribe', discussion, after }));
  const seqs = () => told.flatMap(({ line }) => (line ? [line.seq] : []));
  return { socket, told, seqs };
}

async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await test()) return;
    await sleep(50);
  }
  throw new Error('It never came');
}

const start = (by: Browser, more: Record<string, unknown> = {}) =>
  by.do<{ id: string }>('/start', {
    topic: 'Should our city make buses free?',
    options: { rounds: 1 },
    personas: 3,
    pace: 'fast',
    ...more,
  });
const ended = (id: string) =>
  until(async () => ['ready', 'partial'].includes((await panel.opened.engine.get(id))?.reportStatus ?? ''));

describe('a discussion on the page', () => {
  it('is started once, watched, asked, and leaves a report with downloads', async () => {
    const origin = crypto.randomUUID();
    const [one, two] = await Promise.all([start(editor, { origin }), start(editor, { origin })]);
    expect(one.id).toBe(two.id);
    const view = await live(editor, one.id);
    await ended(one.id);
    await until(() => view.told.some(({ type }) => type === 'over'));
    const log = await panel.opened.engine.events(one.id, 0);
    expect(view.seqs()).toEqual(log.map(({ seq }) => seq));
    const { report, checks, rehearsal } = await editor.do<{
      report: { sections: unknown[]; topic: string; quotes: { cited: number } };
      checks: string[];
      rehearsal: string;
    }>(`/discussions/${one.id}/report`);
    expect(report.topic).toBe('Should our city make buses free?');
    expect(rehearsal).toMatch(/^Rehearsal: no model was asked\..*says nothing about the topic\.$/u);
    expect(checks.join(' ')).toContain(`Quotes: ${report.quotes.cited}, each found word for word`);
    const file = await editor.get(`/admin/do/discussions/${one.id}/report.md`);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="report.md"');
    expect(await file.text()).toContain('buses free');
    const polled = await editor.do<{ lines: { seq: number }[]; state: { status: string } }>(
      `/discussions/${one.id}/lines?after=3`,
    );
    expect(polled.lines.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq).filter((seq) => seq > 3));
    expect(polled.state.status).toBe('completed');
  });

  it('is shown whole and nothing twice to who lost the connection and comes back', async () => {
    const { id } = await start(editor, { options: { rounds: 3 } });
    const first = await live(editor, id);
    await until(() => first.seqs().length >= 6);
    first.socket.terminate();
    const last = first.seqs().at(-1) ?? 0;
    await ended(id);
    const second = await live(editor, id, last);
    await until(() => second.told.some(({ type }) => type === 'over'));
    const log = await panel.opened.engine.events(id, 0);
    expect([...first.seqs(), ...second.seqs()]).toEqual(log.map(({ seq }) => seq));
  });

  it('is paused, hurried, asked and stopped, each with an entry in the audit; a step that is not possible is refused', async () => {
    const { id } = await start(editor, { pace: 'natural', options: { rounds: 6 } });
    await editor.do(`/discussions/${id}/pause`, {});
    await expect(editor.do(`/discussions/${id}/pause`, {})).rejects.toThrow(/409/u);
    await editor.do(`/discussions/${id}/ask`, { text: 'Who pays for it?' });
    await editor.do(`/discussions/${id}/speed`, { speed: 3 });
    await expect(editor.do(`/discussions/${id}/speed`, { speed: 7 })).rejects.toThrow(/400/u);
    await editor.do(`/discussions/${id}/resume`, {});
    await editor.do(`/discussions/${id}/stop`, {});
    await ended(id);
    const texts = (await panel.opened.engine.events(id, 0)).flatMap((event) => (event.type === 'asked' ? [event.text] : []));
    expect(texts).toEqual(['Who pays for it?']);
    const admin = await panel.as({ role: 'admin' });
    const audit = await (await admin.get(`/admin/api/resources/audit/actions/list?filters.thingId=${id}`)).json();
    const actions = (audit as { records: { params: { action: string } }[] }).records.map(({ params }) => params.action);
    expect(actions.reverse()).toEqual(['started', 'paused', 'question asked', 'speed changed', 'resumed', 'stopped']);
    const before = (await panel.opened.engine.list({ team: 'default', limit: 100 })).length;
    const foreseen = await editor.do<{ calls: number }>(`/discussions/${id}/foreseen`, {});
    expect(foreseen.calls).toBeGreaterThan(4);
    expect((await editor.do<{ calls: number }>(`/discussions/${id}/foreseen`, { turn: 1 })).calls).toBeLessThanOrEqual(
      foreseen.calls,
    );
    await expect(editor.do(`/discussions/${id}/foreseen`, { turn: 999 })).rejects.toThrow(/no turn 999/u);
    expect((await panel.opened.engine.list({ team: 'default', limit: 100 })).length).toBe(before);
    const { id: again } = await editor.do<{ id: string }>(`/discussions/${id}/again`, {});
    expect(again).not.toBe(id);
    await editor.do(`/discussions/${again}/stop`, {});
    await expect(editor.do(`/discussions/${id}/fork`, { turn: 999 })).rejects.toThrow(/no turn 999/u);
  });

  it('is foreseen with the cast that will come', async () => {
    const origin = crypto.randomUUID();
    const wanted = { topic: 'A new library', personas: 4, origin, options: { rounds: 1 }, pace: 'fast' };
    const foreseen = await editor.do<{ estimate: { calls: number }; personas: { id: string }[] }>('/start/estimate', wanted);
    expect(foreseen.estimate.calls).toBeGreaterThan(4);
    const { id } = await editor.do<{ id: string }>('/start', wanted);
    const { transcript } = await panel.opened.engine.status(id);
    expect(transcript.personas.map((one) => one.id)).toEqual(foreseen.personas.map((one) => one.id));
  });

  it('costs the database the same however many watch', async () => {
    const { id } = await start(editor, { pace: 'natural', options: { rounds: 2 } });
    let reads = 0;
    const { engine } = panel.opened;
    const { openHub } = await import('../live/hub.ts');
    const count = <T>(value: T): T => {
      reads++;
      return value;
    };
    const counted = {
      ...engine,
      get: (of: string) => count(engine.get(of)),
      watch: (...args: Parameters<typeof engine.watch>) => count(engine.watch(...args)),
    };
    const hub = openHub(counted, () => {});
    const leave = Array.from({ length: 200 }, () => hub.join(id, 0, () => {}));
    await sleep(1_500);
    expect(reads).toBeLessThan(10);
    for (const go of leave) go();
    await editor.do(`/discussions/${id}/stop`, {});
  });
});

describe('who may', () => {
  it('do what: viewers look, and change nothing by any way in', async () => {
    const { id } = await start(editor, { pace: 'natural' });
    const viewer = await panel.as({ role: 'viewer' });
    expect((await viewer.get(`/admin/do/discussions/${id}`)).status).toBe(200);
    for (const [path, input] of [
      ['pause', {}],
      ['resume', {}],
      ['stop', {}],
      ['speed', { speed: 2 }],
      ['ask', { text: 'x' }],
      ['fork', { turn: 1 }],
      ['again', {}],
    ] as const) {
      expect((await viewer.post(`/admin/do/discussions/${id}/${path}`, input)).status, path).toBe(403);
    }
    expect((await viewer.post('/admin/do/start', { topic: 'x' })).status).toBe(403);
    const view = await live(viewer, id);
    view.socket.send(JSON.stringify({ type: 'control', discussion: id, action: 'stop' }));
    await until(() => view.told.some(({ type, message }) => type === 'error' && message?.includes('role editor') === true));
    expect((await panel.opened.engine.get(id))?.status).toBe('running');
    await editor.do(`/discussions/${id}/stop`, {});
  });

  it('see what: another team finds neither the discussion nor a word of it', async () => {
    const { id } = await start(editor, { topic: 'Zanzibar marmalade' });
    await ended(id);
    const stranger = await panel.as({ role: 'admin', team: 'discord:3' });
    for (const path of ['', '/lines', '/report', '/report.md', '/chart/ballots']) {
      const answer = await stranger.get(`/admin/do/discussions/${id}${path}`);
      expect(answer.status, path).toBe(404);
      expect(await answer.text()).not.toContain('Zanzibar');
    }
    for (const path of ['pause', 'resume', 'stop', 'again'])
      expect((await stranger.post(`/admin/do/discussions/${id}/${path}`)).status).toBe(404);
    expect((await stranger.post(`/admin/do/discussions/${id}/ask`, { text: 'x' })).status).toBe(404);
    expect(await stranger.do('/search?q=Zanzibar')).toEqual({ hits: [] });
    expect(await stranger.do('/discussions')).toMatchObject({ discussions: [] });
    const view = await live(stranger, id);
    await until(() => view.told.length > 0);
    expect(view.told).toEqual([expect.objectContaining({ type: 'error', code: 'RESOURCE_NOT_FOUND' })]);
  });

  it('open a live view: members, from our own pages, five at a time', async () => {
    const url = `${panel.base.replace('http', 'ws')}/admin/live`;
    const answer = (headers: Record<string, string>) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(url, { headers });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        socket.on('open', () => resolve(101));
        socket.on('error', () => {});
      });
    const viewer = await panel.as({ role: 'viewer' });
    expect(await answer({ origin: panel.base })).toBe(401);
    expect(await answer({ origin: 'https://evil.example', cookie: viewer.cookie })).toBe(403);
    expect(await answer({ cookie: viewer.cookie })).toBe(403);
    for (let i = 0; i < 5; i++) expect(await answer({ origin: panel.base, cookie: viewer.cookie })).toBe(101);
    expect(await answer({ origin: panel.base, cookie: viewer.cookie })).toBe(429);
  });
});

describe('limits', () => {
  it('hold for the members of a team without a chat platform', async () => {
    const other = await startTestPanel(await freshDatabase(), { MAX_DISCUSSIONS_AN_HOUR: '3', MAX_DISCUSSIONS_AT_ONCE: '2' });
    try {
      const one = await other.as({ role: 'editor' });
      const { id } = await start(one);
      await start(one);
      await expect(start(one)).rejects.toThrow(/429: You have 2 discussions going on/u);
      await one.do(`/discussions/${id}/stop`, {});
      await start(one);
      await expect(start(one)).rejects.toThrow(/429: 3 discussions an hour are the limit/u);
      await expect(start(await other.as({ role: 'editor' }))).resolves.toHaveProperty('id');
    } finally {
      await other.close();
    }
  });
});

describe('search', () => {
  it('finds what was said with the word marked, and the list goes by topic and status', async () => {
    const { id } = await start(editor, { topic: 'Quarry lake swimming', personas: 2 });
    await ended(id);
    const [turn] = (await panel.opened.engine.events(id, 0)).flatMap((event) => (event.type === 'said' ? [event.text] : []));
    const word = turn?.match(/\p{L}{7,}/u)?.[0] ?? '';
    const { hits } = await editor.do<{ hits: { id: string; text: string }[] }>(`/search?q=${encodeURIComponent(word)}`);
    expect(hits.find((hit) => hit.id === id)?.text.toLowerCase()).toContain(`\u0002${word.toLowerCase()}\u0003`);
    const found = await editor.do<{ discussions: { id: string }[] }>('/discussions?topic=quarry%20swimming&status=completed');
    expect(found.discussions.map((one) => one.id)).toEqual([id]);
    for (const q of ["a'; DROP TABLE event; --", '((((', '"', '\\', '%00', '&|!']) {
      expect((await editor.get(`/admin/do/search?q=${encodeURIComponent(`xx${q}`)}`)).status, q).toBe(200);
    }
  });
});

describe('a turn that is being written', () => {
  it('grows on the page of whoever watches, before it stands there as a line', async () => {
    const server = await startModelServer({ wordMs: 30 });
    try {
      const admin = await panel.as({ role: 'admin', team: 'discord:drafts' });
      await admin.do('/keys', { provider: 'openai', name: 'k', secret: 'sk-good-key-0001', baseUrl: `${server.url}/v1` });
      const { id } = await admin.do<{ id: string }>('/start', {
        topic: 'Lock',
        personas: 2,
        pace: 'fast',
        options: { rounds: 1 },
      });
      const { socket, told, seqs } = await live(admin, id);
      await until(() => told.some(({ type }) => type === 'over'));
      socket.close();
      const drafts = told.filter((one) => one.type === 'draft');
      const shown = drafts.flatMap(({ draft }) => (draft ? [draft] : []));
      const texts = told.flatMap(({ line }) => (line?.turn ? [line.turn.text] : []));
      expect(shown.length).toBeGreaterThan(2);
      const words = (text: string) => text.split(' ').slice(0, 4).join(' ');
      for (const { text } of shown.filter((one) => one.text.split(' ').length > 6))
        expect(
          texts.some((whole) => whole.startsWith(words(text))),
          text,
        ).toBe(true);
      expect(drafts.at(-1), 'nothing is left of it').not.toHaveProperty('draft');
      expect(new Set(seqs()).size).toBe(seqs().length);
    } finally {
      await server.close();
    }
  });
});

describe('what is no longer kept', () => {
  it('is told so wherever it is asked for, and stands in the audit', async () => {
    const team = 'discord:kept';
    const admin = await panel.as({ role: 'admin', team });
    await admin.do('/settings', { controlRole: null, startRole: null, blockedWords: [], keepDays: 90 });
    expect(await admin.do('/settings')).toMatchObject({ settings: { keepDays: 90 } });
    const { id } = await admin.do<{ id: string }>('/start', { topic: 'Quay', personas: 2, pace: 'fast', options: { rounds: 1 } });
    await until(async () => (await panel.opened.engine.get(id))?.reportStatus === 'ready');
    expect(await forgetTexts(panel.opened.pool, team, new Date(Date.now() + 60_000), 10)).toBe(1);
    for (const path of [`/discussions/${id}`, `/discussions/${id}/report`])
      await expect(admin.do(path)).rejects.toThrow(/^404: .*deleted on/u);
    expect(await admin.do(`/discussions/${id}/lines`)).toMatchObject({ lines: [], state: { status: 'completed' } });
    const { socket, told } = await live(admin, id);
    await until(() => told.some(({ type }) => type === 'over'));
    socket.close();
    expect(told.filter(({ type }) => type === 'line')).toEqual([]);
    const list = await admin.do<{ discussions: { topic: string }[] }>('/discussions');
    expect(list.discussions.map(({ topic }) => topic)).toEqual(['Quay']);
    expect(await admin.do('/dashboard')).toMatchObject({ statuses: [{ name: 'completed', count: 1 }] });
    const audit = await (await admin.get('/admin/api/resources/audit/actions/list')).text();
    expect(audit).toContain('deleted what was said');
    await admin.do('/settings', { controlRole: null, startRole: null, blockedWords: [], keepDays: 0 });
    expect((await admin.do<{ settings: object }>('/settings')).settings).not.toHaveProperty('keepDays');
    await expect(admin.do('/settings', { controlRole: null, startRole: null, blockedWords: [], keepDays: -1 })).rejects.toThrow();
  });
});

describe('keys', () => {
  it('are tested, stored, masked, put in order, switched off, replaced and removed, and never shown', async () => {
    const server = await startModelServer();
    try {
      const admin = await panel.as({ role: 'admin' });
      const entry = {
        provider: 'openai',
        name: 'first',
        secret: 'sk-good-key-0001',
        baseUrl: `${server.url}/v1`,
        model: 'gpt-4o',
      };
      const { id, masked } = await admin.do<{ id: string; masked: string }>('/keys', entry);
      expect(masked).not.toContain('good-key');
      await expect(admin.do('/keys', { ...entry, name: 'bad', secret: 'sk-bad-key-0003' })).rejects.toThrow();
      const second = await admin.do<{ id: string }>('/keys', { ...entry, name: 'second', secret: 'sk-good-key-0002' });
      await admin.do('/keys/order', { ids: [second.id, id] });
      const listed = await (await admin.get('/admin/do/keys')).text();
      expect(JSON.parse(listed).data.keys.map(({ name }: { name: string }) => name)).toEqual(['second', 'first']);
      expect(listed).not.toMatch(/good-key|cipher|masterKey/u);
      await admin.do('/keys/test', { id });
      await admin.do('/keys/active', { id, active: false });
      await admin.do('/keys/replace', { id, secret: 'sk-good-key-0002' });
      await admin.do('/keys/remove', { id });
      const audit = await (await admin.get('/admin/api/resources/audit/actions/list?filters.thing=key')).text();
      expect(audit).not.toMatch(/good-key/u);
      for (const action of ['added', 'tested', 'switched off', 'replaced', 'removed', 'put in order'])
        expect(audit).toContain(action);
      expect((await editor.get('/admin/do/keys')).status).toBe(403);
      expect((await editor.post('/admin/do/keys', { ...entry, name: 'x' })).status).toBe(403);
      for (const path of ['test', 'remove', 'active', 'replace'])
        expect((await editor.post(`/admin/do/keys/${path}`, { id: second.id })).status).toBe(403);
      await admin.do('/keys/remove', { id: second.id });
    } finally {
      await server.close();
    }
  });
});

describe('keys of a team', () => {
  type Keys = { keys: { id: string; name: string; spend: { calls: number; dollars: number } }[]; after: string };
  const lost = (id: string) => ({ id, active: false, secret: 'sk-good-key-0009', ids: [id] });

  it('speak for its discussions, are charged there, and are nothing to another team', async () => {
    const server = await startModelServer();
    try {
      const [ours, theirs] = [
        await panel.as({ role: 'admin', team: 'discord:keys' }),
        await panel.as({ role: 'admin', team: 'slack:keys' }),
      ];
      const entry = { provider: 'openai', name: 'ours', secret: 'sk-good-key-0001', baseUrl: `${server.url}/v1` };
      const { id } = await ours.do<{ id: string }>('/keys', entry);
      await theirs.do('/keys', { ...entry, name: 'theirs' });
      // What was entered counts in every process a moment later.
      await until(() => panel.opened.defaultProvider('discord:keys') === 'openai');
      expect(panel.opened.defaultProvider('discord:none')).toBe('rehearsal');
      for (const path of ['test', 'remove', 'active', 'replace', 'order'])
        expect((await theirs.post(`/admin/do/keys/${path}`, lost(id))).status, path).toBe(404);
      const started = await ours.do<{ id: string }>('/start', {
        topic: 'Harbour',
        personas: 2,
        pace: 'fast',
        options: { rounds: 1 },
      });
      const ended = async () => (await panel.opened.engine.get(started.id))?.status === 'completed';
      await until(ended);
      const { keys, after } = await ours.do<Keys>('/keys');
      expect(keys.map(({ name }) => name)).toEqual(['ours']);
      expect(keys[0]?.spend.calls).toBeGreaterThan(3);
      expect(keys[0]?.spend.dollars).toBeGreaterThan(0);
      expect(after).toBe('the installation');
      expect(await (await ours.get('/admin/do/keys')).text()).not.toMatch(/theirs|good-key|cipher|master/u);
      const other = await theirs.do<Keys>('/keys');
      expect(other.keys).toMatchObject([{ name: 'theirs', spend: { calls: 0, dollars: 0 } }]);
    } finally {
      await server.close();
    }
  });
});

describe('topics', () => {
  it('are kept with their attachments, copied, discussed, and count in the context', async () => {
    const api = '/admin/api/resources/topics';
    const made = await editor.post(`${api}/actions/new`, {
      title: 'Harbour',
      description: 'The old harbour',
      context: '',
      template: true,
    });
    const { id } = ((await made.json()) as { record: { id: string } }).record;
    await editor.do(`/topics/${id}/attach`, { name: 'facts.txt', text: 'It was built in 1840.' });
    await expect(editor.do(`/topics/${id}/attach`, { name: 'x', text: 'a\0b' })).rejects.toThrow(/not a text file/u);
    const copy = await editor.do<{ id: string }>(`/topics/${id}/copy`, {});
    const { id: discussion } = await start(editor, { topic: 'Harbour', topicId: copy.id });
    expect((await panel.opened.engine.get(discussion))?.brief.context).toContain('It was built in 1840.');
    expect(await editor.do(`/topics/${copy.id}`)).toMatchObject({
      discussions: [{ id: discussion }],
      attachments: [{ name: 'facts.txt' }],
    });
    const stranger = await panel.as({ role: 'admin', team: 'discord:3' });
    expect((await stranger.get(`/admin/do/topics/${id}`)).status).toBe(404);
    expect((await stranger.post(`/admin/do/topics/${id}/copy`)).status).toBe(404);
    expect((await stranger.post('/admin/do/start', { topic: 'x', topicId: id })).status).toBe(404);
    expect((await stranger.get(`${api}/records/${id}/show`)).status).toBe(404);
  });
});

describe('settings and dashboard', () => {
  it('keep words out of topics, and count what was done', async () => {
    const admin = await panel.as({ role: 'admin' });
    await admin.do('/settings', { blockedWords: ['forbidden fruit'], controlRole: null, startRole: null });
    await expect(start(editor, { topic: 'A forbidden fruit' })).rejects.toThrow(/400/u);
    await admin.do('/settings', { blockedWords: [], controlRole: null, startRole: null });
    expect((await editor.get('/admin/do/settings')).status).toBe(403);
    const figures = await editor.do<{ statuses: { name: string; count: number }[]; byPersona: unknown[] }>('/dashboard');
    expect(figures.statuses.find(({ name }) => name === 'completed')?.count).toBeGreaterThan(0);
    expect(figures.byPersona.length).toBeGreaterThan(0);
  });
});

it('logged no bug', () => {
  expect(panel.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
});
