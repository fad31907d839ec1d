import { describe, expect, it } from 'vitest';
import { RetryError, StaleEpoch, UserError } from '../errors.ts';
import type { ModelRequest, Provider } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import type { DiscussionEvent } from '../types.ts';
import { advance } from './advance.ts';
import { by, harness, obedient, request, watched } from './harness.fixture.ts';
import type { LoopPoint } from './run-step.ts';

const never = new AbortController().signal;
const POINTS: LoopPoint[] = [
  'taken-up',
  'call-opened',
  'call-answered',
  'call-settled',
  'appended',
  'questions-taken',
  'ended',
  'finished',
];
/** What a run came to: turns in order, the rest as a set. */
const essence = (events: readonly DiscussionEvent[]) => ({
  turns: events.flatMap((event) =>
    event.type === 'said' ? [`${event.key}: ${event.text}`] : event.type === 'asked' ? [event.key] : [],
  ),
  keys: events.map((event) => event.key).sort(),
});

/** Goes through everything that handles errors, as the end of a process does. */
class Crash extends StaleEpoch {}

/** Plays to the end by hand; at the n-th passing of a point the "process" dies, and another takes over. */
async function played(crash?: { point: LoopPoint; n: number }) {
  let left = crash?.n ?? 0;
  let crashes = 0;
  const at = (point: LoopPoint) => {
    if (point !== crash?.point || --left !== 0) return;
    crashes++;
    throw new Crash(point);
  };
  const mute = (asked: ModelRequest) => asked.key.startsWith('round/1/') && !asked.scene.problem && asked.shared.length <= 3;
  const provider = scriptedProvider((asked) => (mute(asked) ? '' : obedient(asked)));
  const { engine, store, parts } = harness({ provider, at });
  const { id } = await engine.start(request());
  await engine.ask(id, { messageId: 'm1', asker: by, text: 'What does it cost?' });
  for (let wakes = 0; wakes < 200; wakes++) {
    try {
      await advance(id, parts, never, never);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    if ((await store.get(id))?.reportStatus === 'ready') break;
  }
  return { events: await store.events(id, 0), calls: await store.calls(id), requests: provider.requests, crashes, id, store };
}

describe('the loop', () => {
  it('goes from the start to a report, every fact once', async () => {
    const { engine, store } = harness();
    const worker = await engine.work({ concurrency: 5 });
    const { id } = await engine.start(request());
    const events = await watched(engine, id);
    await worker.close();
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1));
    expect(new Set(events.map((event) => event.key)).size).toBe(events.length);
    const types = (type: string) => events.filter((event) => event.type === type).length;
    expect(types('decided')).toBe(1 + 4 + 4);
    expect(types('failed')).toBe(0);
    expect(types('section')).toBe(7);
    const calls = await store.calls(id);
    expect(calls.every((call) => call.state === 'settled' && call.outcome === 'reply' && call.reply === undefined)).toBe(true);
    expect((await engine.report(id)).markdown).toContain('Should our city make buses free?');
  });

  it('comes to the same whatever point it dies at, and repeats no call whose reply was stored', async () => {
    const clean = await played();
    expect(clean.calls.filter((call) => call.outcome === 'rejected')).toHaveLength(1);
    let died = 0;
    for (const point of POINTS) {
      for (let n = 1; n < 60; n++) {
        const run = await played({ point, n });
        if (run.crashes === 0) break;
        died += run.crashes;
        expect(essence(run.events), `${point} ${n}`).toEqual(essence(clean.events));
        const answered = run.calls.filter((call) => call.state === 'settled').map((call) => call.stepKey);
        const repeated = run.requests.length - clean.requests.length;
        const abandoned = run.calls.filter((call) => call.state === 'abandoned').length;
        expect(repeated, `${point} ${n}`).toBeLessThanOrEqual(abandoned);
        expect(new Set(answered).size).toBe(new Set(clean.calls.map((call) => call.stepKey)).size);
      }
    }
    expect(died).toBeGreaterThan(80);
  });

  it('asks again once with the reason, and takes what comes then', async () => {
    const { engine, store } = harness({
      script: (asked) =>
        asked.key.startsWith('round/1/')
          ? 'As an AI language model, I cannot have opinions about buses or about anything.'
          : obedient(asked),
    });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ options: { rounds: 1 } }));
    const events = await watched(engine, id);
    const calls = (await store.calls(id)).filter((call) => call.stepKey.startsWith('round/1/'));
    expect(calls.length).toBeGreaterThanOrEqual(8);
    expect(calls.filter((call) => call.outcome === 'rejected').length).toBe(calls.length / 2);
    // What steps out of the part twice is not said under a persona's name.
    const failed = events.filter((event) => event.type === 'failed');
    expect(failed.length).toBe(calls.length / 2);
    expect(events.some((event) => event.type === 'said' && event.text.includes('language model'))).toBe(false);
  });

  it('leaves out one step that cannot succeed, and writes the others', async () => {
    const { engine, store } = harness({
      script: (asked) =>
        asked.key.startsWith('ballot/before/') && asked.key === firstBallot(asked)
          ? new UserError('refused', 'LLM_API_ERROR')
          : obedient(asked),
    });
    const firstBallot = (asked: { scene: { transcript: { personas: readonly { id: string }[] } } }) =>
      `ballot/before/${asked.scene.transcript.personas[0]?.id}`;
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    const events = await watched(engine, id);
    expect(events.filter((event) => event.type === 'failed')).toMatchObject([{ reason: 'refused' }]);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
  });

  it('fails when step after step cannot be done, in plain words, and can be resumed', async () => {
    let broken = true;
    const { engine, store } = harness({
      script: (asked) => (broken ? new UserError('The model refused to answer') : obedient(asked)),
    });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    await watched(engine, id);
    const reason = expect.stringMatching(/^The model refused to answer\. \d steps in a row could not be done\./);
    expect(await store.get(id)).toMatchObject({ status: 'failed', reason });
    broken = false;
    await engine.resume(id, by);
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed' });
  });

  it('tells a bug in one plain sentence', async () => {
    const { engine, store } = harness({ script: () => new TypeError('x is not a function') });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    await watched(engine, id);
    expect((await store.get(id))?.reason).toMatch(/^Something went wrong on our side/);
  });

  it('answers a question from the next turn on, and before it ends', async () => {
    const { engine } = harness({ latencyMs: 20 });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    const events = await watched(engine, id, async (event) => {
      const ask = (messageId: string) => engine.ask(id, { messageId, asker: by, text: 'Who pays for it?' });
      if (event.key === 'moderator/opening') expect(await ask('early')).toBe(true);
      if (event.key === 'moderator/opening') expect(await ask('early')).toBe(false);
      if (event.type === 'decided' && event.key.startsWith('ballot/after/')) await ask('late').catch(() => {});
    });
    const keys = events.map((event) => event.key);
    const first = keys.findIndex((key) => key.startsWith('round/1/'));
    expect(keys.indexOf('question/early')).toBeGreaterThan(0);
    expect(keys.filter((key) => key.startsWith('question/early/')).length).toBeGreaterThan(0);
    expect(keys.findIndex((key) => key.startsWith('question/early/'))).toBeLessThan(first + 5);
    if (keys.includes('question/late')) expect(keys.some((key) => key.startsWith('question/late/'))).toBe(true);
    await expect(engine.ask(id, { messageId: 'over', asker: by, text: 'And?' })).rejects.toThrow(/finished/);
  });

  it('writes at most one turn ahead of its readers', async () => {
    const { engine, store } = harness();
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ pace: 'natural' }));
    await new Promise((resolve) => setTimeout(resolve, 600));
    const said = (await store.events(id, 0)).filter((event) => event.type === 'said');
    expect(said.filter((event) => event.deliverAt > new Date())).toHaveLength(1);
    expect(said).toHaveLength(2);
    const shown: string[] = [];
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    for await (const one of engine.watch(id, { signal: stop.signal }))
      if (one.kind === 'event' && one.event.type === 'said') shown.push(one.event.key);
    expect(shown).toHaveLength(1);
    await engine.stop(id, by);
  });

  it('takes the calls in flight away when it is stopped, and writes the report of what was reached', async () => {
    let hung: (() => void) | undefined;
    const { engine, store } = harness({
      script: async (asked) => {
        if (asked.key.startsWith('round/2/')) await new Promise<void>((resolve) => (hung = resolve));
        return obedient(asked);
      },
    });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    while (!hung) await new Promise((resolve) => setTimeout(resolve, 5));
    await engine.stop(id, by);
    hung();
    const events = await watched(engine, id);
    const end = events.findIndex((event) => event.type === 'ended');
    expect(events[end]).toMatchObject({ reason: 'stopped', by });
    expect(events.slice(end + 1).every((event) => event.type === 'section')).toBe(true);
    expect(await store.get(id)).toMatchObject({ status: 'cancelled', reportStatus: 'ready' });
  });

  it('lets one of two workers win, and loses nothing', async () => {
    const { engine, store, parts } = harness();
    const { id } = await engine.start(request());
    await Promise.allSettled([1, 2, 3].map(() => advance(id, parts, never, never)));
    for (let n = 0; n < 10; n++) await advance(id, parts, never, never);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    const keys = (await store.events(id, 0)).map((event) => event.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is stopped with a question on its way, and comes to rest', async () => {
    const { engine, store } = harness({ latencyMs: 20 });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    await engine.ask(id, { messageId: 'q', asker: by, text: 'Why?' });
    await engine.stop(id, by);
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'cancelled', reportStatus: 'ready' });
  });

  it('writes what it can of a report whose sections break, and comes to rest', async () => {
    for (const error of [new TypeError('odd'), new UserError('refused')]) {
      const { engine, store, provider } = harness({
        script: (asked) => (asked.key.startsWith('section/') && asked.key !== 'section/overview' ? error : obedient(asked)),
      });
      await engine.work({ concurrency: 1 });
      const { id } = await engine.start(request());
      const events = await watched(engine, id);
      expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'partial' });
      expect(events.filter((event) => event.type === 'failed')).toHaveLength(6);
      const asked = (provider as unknown as { requests: { key: string }[] }).requests.filter(({ key }) =>
        key.startsWith('section/'),
      );
      expect(asked).toHaveLength(7);
    }
  });

  it('waits as long as it was asked to, also when it is woken before', async () => {
    let calls = 0;
    const { engine, store } = harness({
      script: (asked) =>
        asked.key.startsWith('round/1/') && calls++ === 0 ? new RetryError('busy', { retryAfterMs: 1_000 }) : obedient(asked),
    });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const speed of [2, 3, 1.5]) await engine.setSpeed(id, speed, by);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(calls).toBe(1);
    await watched(engine, id);
    expect((await store.events(id, 0)).some((event) => event.type === 'failed')).toBe(false);
  });

  it('keeps a first answer that was only too long when the second cannot be had', async () => {
    const { engine } = harness({
      script: (asked) => {
        if (!asked.key.startsWith('round/1/')) return obedient(asked);
        return asked.scene.problem
          ? new UserError('refused', 'LLM_API_ERROR')
          : `${'Many words that go on and on. '.repeat(200)}`;
      },
    });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ options: { rounds: 1 } }));
    const events = await watched(engine, id);
    expect(events.filter((event) => event.type === 'failed')).toEqual([]);
    expect(events.some((event) => event.type === 'said' && event.problems && event.text.startsWith('Many words'))).toBe(true);
  });

  it('gives up a provider that does not listen when it is stopped', async () => {
    const deaf: Provider = {
      ...scriptedProvider(obedient),
      generate: (asked) =>
        asked.key.startsWith('round/') ? new Promise(() => {}) : scriptedProvider(obedient).generate(asked, never),
    };
    const { engine, store } = harness({ provider: deaf });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    while (!(await store.calls(id)).some((call) => call.stepKey.startsWith('round/')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await engine.stop(id, by);
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'cancelled', reportStatus: 'ready' });
  });
});
