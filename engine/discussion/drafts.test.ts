import { describe, expect, it } from 'vitest';
import { PassingFailure } from '../llm/failure.ts';
import type { ModelRequest, Provider } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import type { DiscussionEvent } from '../types.ts';
import { type Draft, openDrafts } from './drafts.ts';
import { harness, obedient, request } from './harness.fixture.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isTurn = ({ key }: ModelRequest) => key.startsWith('round/');

/** Says each turn in three pieces; `breaks` may end it after the second. */
function streaming(breaks: (asked: ModelRequest) => Error | undefined = () => undefined): Provider {
  const inner = scriptedProvider(obedient);
  return {
    ...inner,
    async generate(asked, signal, onText) {
      const reply = await inner.generate(asked, signal);
      if (!isTurn(asked)) return reply;
      const third = Math.ceil(reply.text.length / 3);
      for (let n = 0; n < 3; n++) {
        const error = n === 2 ? breaks(asked) : undefined;
        if (error) throw error;
        onText?.(reply.text.slice(n * third, (n + 1) * third));
        await sleep(120);
      }
      return reply;
    },
  };
}

async function seen(provider: Provider, options: { drafts: boolean }) {
  const { engine, store } = harness({ provider });
  const worker = await engine.work({ concurrency: 1 });
  const { id } = await engine.start(request({ options: { rounds: 1 }, personas: 3 }));
  const drafts: (Draft | undefined)[] = [];
  const events: DiscussionEvent[] = [];
  const order: string[] = [];
  for await (const one of engine.watch(id, { drafts: options.drafts })) {
    if (one.kind === 'draft') {
      drafts.push(one.draft);
      order.push(one.draft ? `draft ${one.draft.key}` : 'no draft');
    }
    if (one.kind === 'event') {
      events.push(one.event);
      order.push(one.event.key);
    }
  }
  await worker.close();
  return { drafts, events, order, stored: await store.events(id, 0) };
}

describe('a turn that is being written', () => {
  it('is shown as it grows, and stands in the log only when it is whole', async () => {
    const { drafts, events, stored } = await seen(streaming(), { drafts: true });
    const turns = events.flatMap((event) => (event.type === 'said' && event.key.startsWith('round/') ? [event] : []));
    expect(turns.length).toBeGreaterThanOrEqual(3);
    for (const { key, speaker, text } of turns) {
      const parts = drafts.flatMap((draft) => (draft?.key === key ? [draft] : []));
      expect(parts.length, key).toBeGreaterThanOrEqual(2);
      for (const draft of parts) {
        expect(draft.speaker.id).toBe(speaker);
        expect(text.startsWith(draft.text.trim().slice(0, 20))).toBe(true);
      }
      expect(parts.map((draft) => draft.text.length)).toEqual([...parts.map((draft) => draft.text.length)].sort((a, b) => a - b));
    }
    expect(drafts.at(-1)).toBeUndefined();
    expect(stored.map(({ key }) => key)).toEqual([...new Set(stored.map(({ key }) => key))]);
  });

  it('is taken back when its stream breaks, and written anew', async () => {
    const broken = new Set<string>();
    const provider = streaming(({ key }) => {
      if (broken.has(key)) return undefined;
      broken.add(key);
      return new PassingFailure('broken-reply', 'It broke off.', { unanswered: true, retryAfterMs: 150 });
    });
    const { order, events, stored } = await seen(provider, { drafts: true });
    expect(broken.size).toBeGreaterThanOrEqual(3);
    expect(stored.filter(({ type }) => type === 'failed')).toEqual([]);
    for (const key of broken) {
      const first = order.indexOf(`draft ${key}`);
      const back = order.indexOf('no draft', first);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(back).toBeGreaterThan(first);
      expect(back).toBeLessThan(order.indexOf(key));
    }
    for (const event of events) if (event.type === 'said') expect(event.text).toMatch(/\.$/);
  });

  it('asks for no stream where nobody looks', async () => {
    let streams = 0;
    const provider = streaming();
    const generate: Provider['generate'] = (asked, signal, onText) => {
      if (onText) streams++;
      return provider.generate(asked, signal, onText);
    };
    const { drafts } = await seen({ ...provider, generate }, { drafts: false });
    expect(streams).toBe(0);
    expect(drafts).toEqual([]);
  });

  it('is not shown before its readers have read the turn before it', async () => {
    const drafts = openDrafts();
    let told = 0;
    const stop = drafts.watch('d', () => told++);
    const turn = { key: 'k', speaker: { id: 'p', name: 'Priya' } };
    const writing = drafts.writing('d', { ...turn, dueAt: new Date(Date.now() + 200) });
    writing?.begin();
    writing?.add('I doubt');
    expect(drafts.shown('d')).toBeUndefined();
    await sleep(250);
    expect(drafts.shown('d')).toEqual({ ...turn, text: 'I doubt' });
    expect(told).toBe(1);
    writing?.add(' it.');
    expect(drafts.shown('d')?.text).toBe('I doubt it.');
    writing?.begin();
    expect(drafts.shown('d')).toBeUndefined();
    writing?.end();
    stop();
    expect(drafts.writing('d', { ...turn, dueAt: new Date() })).toBeUndefined();
  });
});
