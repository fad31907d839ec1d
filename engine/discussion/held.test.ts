import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { LastingFailure, NotNow, PassingFailure } from '../llm/failure.ts';
import type { ModelRequest, Provider } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import type { Discussion } from '../types.ts';
import { by, harness, obedient, request, watched } from './harness.fixture.ts';
import { controls, isHeld, isTurn, refused, until } from './held.fixture.ts';
import { runningTime } from './lifecycle.ts';

/** At work, and held at its first turn for as long as `broken` gives an error. */
async function heldAtFirstTurn(broken: (asked: ModelRequest) => Error | undefined, options: { provider?: Provider } = {}) {
  const made = harness({ script: (asked) => (isTurn(asked) ? broken(asked) : undefined) ?? obedient(asked), ...options });
  await made.engine.work({ concurrency: 2 });
  const { id } = await made.engine.start(request());
  const held = await until(made.store, id, isHeld);
  return { ...made, id, held };
}

describe('a discussion whose key is refused', () => {
  it('pauses itself in plain words, and goes on by itself when a key is there; nothing is lost', async () => {
    let error: Error | undefined = refused;
    const { engine, store, id, held } = await heldAtFirstTurn(() => error);
    expect(held).toMatchObject({
      status: 'paused',
      held: 'person',
      reason: `${refused.message} The discussion is paused and goes on by itself after that.`,
    });
    const before = await store.events(id, 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await store.events(id, 0)).toEqual(before);
    error = undefined;
    await store.wakeHeld(new Date());
    const events = await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    expect((await store.get(id))?.reason).toBeUndefined();
    expect(controls(events)).toEqual(['pause by simFocus', 'resume by simFocus']);
    expect(events.filter((event) => event.type === 'failed')).toEqual([]);
    expect(new Set(events.map((event) => event.key)).size).toBe(events.length);
    // The wait is no running time.
    const { transcript } = await engine.status(id);
    const [paused, resumed] = events.filter((event) => event.type === 'control').map(({ at }) => at.getTime());
    const all = Date.now() - (events[0]?.at.getTime() ?? 0);
    expect(runningTime(transcript, new Date())).toBeLessThanOrEqual(all - ((resumed ?? 0) - (paused ?? 0)) + 20);
  });

  it('is tried again by itself, with one call each time and nothing new in the log', async () => {
    const { store, id, provider } = await heldAtFirstTurn(() => refused);
    const asked = () => (provider as unknown as { requests: unknown[] }).requests.length;
    const [events, calls] = [await store.events(id, 0), asked()];
    for (let n = 1; n <= 3; n++) {
      await store.wakeHeld(new Date(0));
      while (asked() < calls + n) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(asked()).toBe(calls + 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await store.events(id, 0)).toEqual(events);
  }, 30_000);

  it('tells when it is another reason now', async () => {
    let error: Error = refused;
    const { store, id } = await heldAtFirstTurn(() => error);
    error = new LastingFailure('no-quota', 'The OpenAI key "marketing" has no credit left (429).');
    await store.wakeHeld(new Date());
    const { reason } = await until(store, id, (discussion) => discussion.reason?.includes('no credit left') === true);
    expect(reason).toMatch(/goes on by itself after that\.$/);
    expect(controls(await store.events(id, 0))).toEqual(['pause by simFocus', 'pause by simFocus']);
  });

  it('goes on when a person resumes it, and not before when a person paused it', async () => {
    let error: Error | undefined = refused;
    const { engine, store, id } = await heldAtFirstTurn(() => error);
    const paused = await engine.pause(id, by);
    expect(paused).toMatchObject({ status: 'paused' });
    expect(paused.held).toBeUndefined();
    error = undefined;
    await store.wakeHeld(new Date());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await store.get(id))?.status).toBe('paused');
    await expect(engine.pause(id, by)).rejects.toThrow(/is paused/);
    await engine.resume(id, by);
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
  });

  it('leaves a pause of a person alone that came while the call was on its way', async () => {
    let answer: ((error: Error) => void) | undefined;
    const provider: Provider = {
      ...scriptedProvider(obedient),
      generate: (asked, signal) =>
        isTurn(asked) ? new Promise((_, reject) => (answer = reject)) : scriptedProvider(obedient).generate(asked, signal),
    };
    const { engine, store } = harness({ provider });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    while (!answer) await new Promise((resolve) => setTimeout(resolve, 5));
    await engine.pause(id, by);
    answer(refused);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const discussion = await store.get(id);
    expect(discussion).toMatchObject({ status: 'paused' });
    expect(discussion?.held).toBeUndefined();
    expect(controls(await store.events(id, 0))).toEqual(['pause by Uma']);
  });

  it('can be stopped; its report waits for the key, and comes by itself', async () => {
    let error: Error | undefined = refused;
    const { engine, store } = harness({
      script: (asked) => (isTurn(asked) || asked.role === 'report' ? error : undefined) ?? obedient(asked),
    });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    await until(store, id, isHeld);
    await engine.setSpeed(id, 2, by);
    expect(await store.get(id)).toMatchObject({ status: 'paused', held: 'person', speed: 2 });
    await engine.stop(id, by);
    const waiting = await until(store, id, (discussion) => discussion.status === 'cancelled' && isHeld(discussion));
    expect(waiting).toMatchObject({
      reportStatus: 'generating',
      reason: expect.stringMatching(/The report waits and goes on by itself/),
    });
    const ended = waiting.endedAt;
    expect(ended).toBeDefined();
    error = undefined;
    await store.wakeHeld(new Date());
    await watched(engine, id);
    const done = await store.get(id);
    expect(done).toMatchObject({ status: 'cancelled', reportStatus: 'ready', endedAt: ended });
    expect(done?.held).toBeUndefined();
  });

  it('waits also when there is no key at all any more', async () => {
    const gone = new UserError('The provider openai has no key. Set OPENAI_API_KEY.', 'API_KEY_INVALID');
    let missing = false;
    const { parts, engine, store, provider } = harness({ latencyMs: 5 });
    parts.providerFor = () => {
      if (missing) throw gone;
      return provider;
    };
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    while ((await store.events(id, 0)).length < 6) await new Promise((resolve) => setTimeout(resolve, 1));
    missing = true;
    expect(await until(store, id, isHeld)).toMatchObject({
      status: 'paused',
      held: 'person',
      reason: expect.stringContaining(gone.message),
    });
    missing = false;
    await store.wakeHeld(new Date());
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    expect((await store.calls(id)).filter((call) => call.state === 'abandoned')).toEqual([]);
  });
});

describe('a discussion whose provider is down', () => {
  const down = () => new PassingFailure('server', 'OpenAI is having trouble (503).', { retryAfterMs: 1 });

  it('is tried three times, then pauses itself and comes back', async () => {
    let error: (() => Error) | undefined = down;
    const { engine, store, id, held } = await heldAtFirstTurn(() => error?.());
    expect(held).toMatchObject({
      status: 'paused',
      held: 'time',
      reason: 'OpenAI is having trouble (503). The discussion is paused and goes on by itself as soon as it can.',
    });
    const first = (await store.calls(id)).filter(({ stepKey }) => stepKey.startsWith('round/'));
    expect(first.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'error'],
      [2, 'error'],
      [3, 'error'],
    ]);
    error = undefined;
    await store.wakeHeld(new Date());
    const events = await watched(engine, id);
    expect(events.filter((event) => event.type === 'failed')).toEqual([]);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
  });

  it('waits while its keys rest, without a call; a limit is no reason to pause', async () => {
    let error: Error | undefined = new NotNow('limit', 'Every key is at its limit.', 30);
    const { engine, store } = harness({ script: (asked) => (isTurn(asked) ? error : undefined) ?? obedient(asked) });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await store.get(id)).toMatchObject({ status: 'running' });
    error = new NotNow('resting', 'OpenAI broke the connection off.', 30_000);
    expect(await until(store, id, isHeld)).toMatchObject({ held: 'time', status: 'paused' });
    expect((await store.calls(id)).filter(({ outcome }) => outcome === 'error')).toEqual([]);
    error = undefined;
    await store.wakeHeld(new Date());
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed' });
  });

  it('does without a step that its provider never manages, although it is there', async () => {
    let poisoned = '';
    const { engine, store, id } = await heldAtFirstTurn((asked) => {
      poisoned ||= asked.key;
      return asked.key === poisoned ? down() : undefined;
    });
    for (let n = 0; n < 200 && isHeld((await store.get(id)) as Discussion); n++) {
      await store.wakeHeld(new Date());
      await engine.ask(id, { messageId: `m${n}`, asker: by, text: 'Still there?' }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const events = await watched(engine, id);
    expect(events.filter((event) => event.type === 'failed').map(({ key }) => key)).toEqual([poisoned]);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
  });
});
