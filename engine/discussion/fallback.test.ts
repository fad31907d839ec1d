import { describe, expect, it } from 'vitest';
import { RetryError } from '../errors.ts';
import { LastingFailure, NotNow } from '../llm/failure.ts';
import type { Models } from '../llm/provider.ts';
import { type Script, scriptedProvider } from '../llm/scripted.ts';
import { harness, obedient, request, watched } from './harness.fixture.ts';
import { controls, isHeld, isTurn, refused, until } from './held.fixture.ts';

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

  it('has the step that is too long for the chosen one, which keeps the rest; without another the reason is told', async () => {
    const long = new LastingFailure('context-too-long', 'The discussion has become too long for the model "gpt-5.4-mini".');
    const { engine, store, both } = two((asked) => (isTurn(asked) ? long : obedient(asked)), obedient);
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(chosen());
    const events = await watched(engine, id);
    expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'ready' });
    expect(controls(events)).toEqual([]);
    expect(both.anthropic.requests.every(isTurn)).toBe(true);
    expect(both.anthropic.requests.length).toBeGreaterThan(3);

    const alone = two((asked) => (isTurn(asked) ? long : obedient(asked)), obedient);
    alone.parts.fallbacks = () => [];
    await alone.engine.work({ concurrency: 1 });
    const other = await alone.engine.start(chosen());
    const ended = await until(alone.store, other.id, ({ status }) => ['failed', 'completed', 'paused'].includes(status));
    expect(ended).toMatchObject({ status: 'failed', reason: expect.stringContaining('too long for the model') });
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
      const held = await until(dear.store, id, (discussion) => isHeld(discussion) || discussion.status === 'completed');
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
