import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { UserError } from '../errors.ts';
import { memoryStore } from '../store/memory.ts';
import { by, harness, request, watched } from './harness.fixture.ts';

const team = 'discord:g1';

function withLimits(member: { anHour: number; atOnce: number }) {
  const { parts, teams } = harness();
  const store = memoryStore();
  return { engine: createEngine({ ...parts, store, limits: { maxRounds: 20, member } }), store, teams };
}

describe('a draft', () => {
  it('takes no limits, does nothing, and begins when it is initialized; of two who do that, one is told', async () => {
    const { engine, store } = withLimits({ anHour: 2, atOnce: 2 });
    for (const _ of [1, 2, 3]) await engine.draft(request({ team }));
    const { id } = await engine.draft(request({ team }));
    expect(await store.due(10)).toEqual([]);
    const presses = await Promise.allSettled([engine.initialize(id, by), engine.initialize(id, by)]);
    expect(presses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = presses.find((one) => one.status === 'rejected')?.reason;
    expect(refused).toBeInstanceOf(UserError);
    expect(refused.message).toBe('The discussion is starting, so you cannot start it. Wait until it runs, or stop it.');
    expect(await engine.begin(id, by)).toMatchObject({ status: 'running', team });
  });

  it('can be thrown away, and nothing else can', async () => {
    const { engine } = harness();
    const { id } = await engine.draft(request());
    await engine.discard(id);
    expect(await engine.get(id)).toBeUndefined();
    await expect(engine.discard(id)).rejects.toThrow(/no such discussion/);
    const running = await engine.start(request());
    await expect(engine.discard(running.id)).rejects.toThrow(/you cannot discard it/);
  });
});

describe('the door', () => {
  it('lets a member of a team begin as many as the limits say, with the time until the next one', async () => {
    const { engine } = withLimits({ anHour: 2, atOnce: 5 });
    for (const _ of [1, 2]) await engine.start(request({ team }));
    await expect(engine.start(request({ team }))).rejects.toThrow(
      '2 discussions an hour are the limit for each member. You can start the next one in 60 minutes.',
    );
    const { id } = await engine.draft(request({ team }));
    await expect(engine.initialize(id, by)).rejects.toMatchObject({ code: 'DISCUSSION_LIMIT_REACHED' });
    await expect(engine.rerun(id, { by })).rejects.toMatchObject({ code: 'DISCUSSION_LIMIT_REACHED' });
    // The same request again is not another one.
    await engine.start(request({ team, by: { id: 'u2', name: 'Vic' }, origin: 'once' }));
    await engine.start(request({ team, by: { id: 'u2', name: 'Vic' } }));
    await engine.start(request({ team, by: { id: 'u2', name: 'Vic' }, origin: 'once' }));
    await engine.start(request({ team: 'discord:g2' }));
    for (const _ of [1, 2, 3]) await engine.start(request());
  });

  it('says that too many are going on', async () => {
    const { engine } = withLimits({ anHour: 9, atOnce: 1 });
    const first = await engine.start(request({ team }));
    await expect(engine.start(request({ team }))).rejects.toThrow(
      'You have a discussion going on, and one at once is the limit.',
    );
    await engine.stop(first.id, by);
    await engine.start(request({ team }));
  });

  it('keeps out topics, contexts and questions with a word that the team has blocked', async () => {
    const { engine, teams } = harness();
    await teams.change('discord', 'g1', { blockedWords: ['casino'] });
    await expect(engine.start(request({ team, topic: 'A CASINO here?' }))).rejects.toThrow(/word in the topic/);
    await expect(engine.draft(request({ team, context: 'the casino law' }))).rejects.toThrow(/word in the context/);
    const { id } = await engine.start(request({ team }));
    const ask = (text: string) => engine.ask(id, { messageId: text, asker: by, text });
    await expect(ask('and the casino?')).rejects.toThrow(/word in the question/);
    expect(await ask('and casinos?')).toBe(true);
    await engine.start(request({ topic: 'A casino here?', team: 'discord:g2' }));
  });
});

describe('the pace of a platform', () => {
  it('holds also where the pace is fast, and the loop stays one turn ahead', async () => {
    const { engine, store } = harness();
    const { id } = await engine.start(request({ everyMs: 60, options: { rounds: 1 } }));
    let ahead = 0;
    const worker = await engine.work({ concurrency: 1 });
    const events = await watched(engine, id, async (event) => {
      if (event.type !== 'said') return;
      const later = (await store.events(id, event.seq)).filter((one) => one.type === 'said' && one.deliverAt > new Date());
      ahead = Math.max(ahead, later.length);
    });
    await worker.close();
    const shown = events.flatMap((event) => (event.type === 'said' ? [+event.deliverAt] : []));
    expect(shown.length).toBeGreaterThan(4);
    shown.forEach((at, i) => {
      if (i > 0) expect(at - (shown[i - 1] ?? 0)).toBeGreaterThanOrEqual(60);
    });
    expect(ahead).toBeLessThanOrEqual(1);
  });
});
