import { describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { LastingFailure, NotNow, PassingFailure } from '../llm/failure.ts';
import type { ModelRequest, Models, Provider } from '../llm/provider.ts';
import { type Script, scriptedProvider } from '../llm/scripted.ts';
import type { Store } from '../store/store.ts';
import type { Discussion, DiscussionEvent, Status } from '../types.ts';
import { by, harness, obedient, request, watched } from './harness.fixture.ts';
import { runningTime } from './lifecycle.ts';

const refused = new LastingFailure('bad-key', 'The OpenAI key "marketing" was refused (401). An admin can replace it.');
const isTurn = ({ key }: ModelRequest) => key.startsWith('round/');
const controls = (events: readonly DiscussionEvent[]) =>
  events.flatMap((event) => (event.type === 'control' ? [`${event.action} by ${event.by.name}`] : []));

async function until(store: Store, id: string, holds: (discussion: Discussion) => boolean): Promise<Discussion> {
  for (;;) {
    const discussion = await store.get(id);
    if (discussion && holds(discussion)) return discussion;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const isHeld = ({ held }: Discussion) => held !== undefined;
const inStatus = (wanted: Status) => (discussion: Discussion) => discussion.status === wanted;

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

describe('another provider', () => {
  const anthropics: Models = { speak: 'claude-sonnet-4-6', small: 'claude-haiku-4-5', report: 'claude-opus-4-6' };
  const openais: Models = { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' };
  const named = (name: string, models: Models, script: Script) => scriptedProvider(script, { name, models });

  /** OpenAI was chosen; Anthropic comes after it in the team's order. */
  function two(openai: Script, anthropic: Script) {
    const both = { openai: named('openai', openais, openai), anthropic: named('anthropic', anthropics, anthropic) };
    const made = harness({ provider: both.openai });
    made.parts.providerFor = ({ provider }) => both[provider as keyof typeof both];
    made.parts.fallbacks = (chosen) => (chosen === 'openai' ? ['anthropic'] : []);
    return { ...made, both };
  }
  const chosen = (more: Parameters<typeof request>[0] = {}) => request({ provider: 'openai', ...more });

  it('speaks with its own models while the chosen one cannot, and the log and the ledger say so', async () => {
    let error: Error | undefined;
    const { engine, store, both } = two((asked) => (isTurn(asked) ? error : undefined) ?? obedient(asked), obedient);
    error = refused;
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(chosen());
    const events = await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    expect(controls(events)).toEqual([]);
    const turns = events.filter((event) => event.type === 'said' && event.key.startsWith('round/'));
    expect(turns.length).toBeGreaterThan(3);
    expect(new Set(turns.map((event) => event.type === 'said' && event.model))).toEqual(new Set(['claude-sonnet-4-6']));
    expect(both.anthropic.requests.every((asked) => asked.model === 'claude-sonnet-4-6')).toBe(true);
    const calls = (await store.calls(id)).filter(({ stepKey }) => stepKey.startsWith('round/'));
    expect(
      calls
        .filter(({ outcome }) => outcome === 'reply')
        .every(({ provider, model }) => provider === 'anthropic' && model === 'claude-sonnet-4-6'),
    ).toBe(true);
    expect(calls.filter(({ provider }) => provider === 'openai').every(({ outcome }) => outcome === 'error')).toBe(true);
    // What the chosen one can do, it does.
    expect(
      events.filter((event) => event.type === 'section').every((event) => event.type === 'section' && event.model === 'gpt-5.4'),
    ).toBe(true);
  });

  it('is asked at once where the chosen one is known to be unable', async () => {
    const { engine, store, both } = two(obedient, obedient);
    both.openai.cannot = () => new NotNow('resting', 'OpenAI is having trouble (503).', 60_000);
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(chosen());
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    expect(both.openai.requests).toEqual([]);
    const calls = await store.calls(id);
    expect(calls.every(({ provider, outcome }) => provider === 'anthropic' && outcome === 'reply')).toBe(true);
  });

  it('that cannot speak either leaves the discussion waiting, in the words of the chosen one', async () => {
    const { engine, store } = two(
      () => refused,
      () => new LastingFailure('no-quota', 'Anthropic has no credit left for this key.'),
    );
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(chosen());
    const held = await until(store, id, isHeld);
    expect(held).toMatchObject({ held: 'person', reason: expect.stringContaining('"marketing" was refused') });
    expect(new Set((await store.calls(id)).map(({ provider }) => provider))).toEqual(new Set(['openai', 'anthropic']));
  });

  it('does not step in where its price might pass a cap, or is not known', async () => {
    const usage = { input: 10, cached: 0, cacheWrite: 0, output: 10, cost: 0.0001 };
    const cheap: Script = (asked) => {
      if (isTurn(asked)) return refused;
      const answer = obedient(asked);
      return typeof answer === 'string' ? { text: answer, usage } : { ...answer, usage };
    };
    const opus = named('anthropic', { ...anthropics, speak: 'claude-opus-4-6' }, obedient);
    for (const known of [false, true]) {
      const dear = two(cheap, obedient);
      if (known) dear.both.openai.cannot = () => new NotNow('refused', refused.message, 30_000);
      dear.parts.providerFor = ({ provider }) => (provider === 'openai' ? dear.both.openai : opus);
      await dear.engine.work({ concurrency: 1 });
      const { id } = await dear.engine.start(chosen({ budget: 0.24 }));
      const held = await until(dear.store, id, (discussion) => isHeld(discussion) || inStatus('completed')(discussion));
      expect(held).toMatchObject({
        status: 'paused',
        held: 'person',
        reason: expect.stringContaining('"marketing" was refused'),
      });
      expect(opus.requests).toEqual([]);
    }

    const unpriced = two(cheap, obedient);
    unpriced.parts.providerFor = ({ provider }) =>
      provider === 'openai' ? unpriced.both.openai : named('anthropic', { ...anthropics, speak: 'my-own' }, obedient);
    await unpriced.engine.work({ concurrency: 1 });
    const other = await unpriced.engine.start(chosen());
    await until(unpriced.store, other.id, isHeld);
    expect((await unpriced.store.calls(other.id)).every(({ provider }) => provider === 'openai')).toBe(true);
  });

  it('is not asked after an error that only delays', async () => {
    let failures = 0;
    const { engine, store, both } = two(
      (asked) => (isTurn(asked) && failures++ === 0 ? new RetryError('busy', { retryAfterMs: 5 }) : obedient(asked)),
      obedient,
    );
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(chosen());
    await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed' });
    expect(both.anthropic.requests).toEqual([]);
  });
});
