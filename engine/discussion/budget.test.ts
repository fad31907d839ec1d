import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { PassingFailure } from '../llm/failure.ts';
import type { Models, Provider } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { harness, obedient, request, watched } from './harness.fixture.ts';

const models: Models = { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' };

function priced(costOfCall = 0.002) {
  const usage = { input: 500, cached: 0, cacheWrite: 0, output: 80, cost: costOfCall };
  return scriptedProvider(
    (asked) => {
      const answer = obedient(asked);
      return typeof answer === 'string' ? { text: answer, usage } : { ...answer, usage };
    },
    { models },
  );
}

describe('a budget', () => {
  it('ends the discussion before it is passed, with a report of what was reached, and says so', async () => {
    const { engine, store } = harness({ provider: priced(0.004) });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ budget: 0.3, options: { rounds: 20 } }));
    const events = await watched(engine, id);
    const discussion = await store.get(id);
    expect(discussion).toMatchObject({ status: 'completed', budget: 0.3 });
    expect(discussion?.spent).toBeLessThanOrEqual(0.3);
    expect(discussion?.spent).toBeGreaterThan(0.1);
    expect(['ready', 'partial']).toContain(discussion?.reportStatus);
    expect(events.find((event) => event.type === 'ended')).toMatchObject({ reason: 'budget' });
    expect(events.find((event) => event.key === 'control/cap')).toMatchObject({
      reason: expect.stringMatching(
        /^The budget of \$0\.30 has no room for another turn: \$0\.\d+ is spent, \$0\.\d+ kept for the report\.$/,
      ),
    });
    expect(events.filter((event) => event.type === 'said').length).toBeGreaterThan(10);
    expect(events.filter((event) => event.type === 'section').length).toBeGreaterThan(0);
    const calls = await store.calls(id);
    expect(calls.every((call) => call.state === 'settled')).toBe(true);
    const sum = calls.reduce((total, call) => total + (call.usage?.cost ?? 0), 0);
    expect(discussion?.spent).toBeCloseTo(sum);
    expect((await engine.report(id)).markdown).toMatch(/budget/i);
  });

  it('counts a call whole of which nobody knows whether it was answered', async () => {
    let broken = 0;
    const inner = priced();
    const provider: Provider = {
      ...inner,
      generate(asked, signal) {
        if (asked.key.startsWith('round/1/') && broken++ === 0) {
          return Promise.reject(new PassingFailure('unreachable', 'It broke off.', { unanswered: true, retryAfterMs: 1 }));
        }
        return inner.generate(asked, signal);
      },
    };
    const { engine, store } = harness({ provider });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ budget: 3, options: { rounds: 1 } }));
    await watched(engine, id);
    const calls = await store.calls(id);
    const lost = calls.filter(({ outcome }) => outcome === 'error');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.usage?.cost).toBe(lost[0]?.reserved);
    expect(lost[0]?.reserved).toBeGreaterThan(0);
    expect((await store.get(id))?.spent).toBeCloseTo(calls.reduce((sum, { usage }) => sum + (usage?.cost ?? 0), 0));
  });

  it('warns once when four fifths are spent', async () => {
    const { engine } = harness({ provider: priced(0.05) });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ budget: 3, options: { rounds: 20 } }));
    const events = await watched(engine, id);
    const warnings = events.filter((event) => event.type === 'control' && event.action === 'warn');
    const told = /^8\d % of the budget of \$3\.00 is used: \$\d\.\d\d spent, \$0\.\d\d kept for the report\.$/;
    expect(warnings).toMatchObject([{ key: 'control/budget', reason: expect.stringMatching(told) }, { key: 'control/cap' }]);
    expect(events.findIndex((event) => event.type === 'ended')).toBeGreaterThan(
      events.indexOf(warnings[0] as (typeof events)[number]),
    );
  });

  it('is refused when it is nothing, cannot be held, or is used up before anybody has spoken', async () => {
    const { engine, store } = harness({ provider: priced() });
    for (const budget of [0, -1, Number.NaN]) {
      await expect(engine.start(request({ budget }))).rejects.toThrow(/must be more than zero/);
      await expect(engine.preview(request({ budget }))).rejects.toThrow(/must be more than zero/);
    }
    for (const budget of [1e6, Number.POSITIVE_INFINITY])
      await expect(engine.start(request({ budget }))).rejects.toThrow(/must be more than zero|cannot be held/);
    await expect(engine.start(request({ budget: 0.001 }))).rejects.toThrow(/used up before anybody has spoken/);
    const unpriced = harness();
    await expect(unpriced.engine.start(request({ budget: 1 }))).rejects.toThrow(
      /prices of scripted.* are not known\. Enter them in the file that PRICES_FILE names/,
    );
    expect(await store.list({ limit: 5 })).toEqual([]);
  });

  it('is shared by the discussions of a month where the installation says so', async () => {
    const { parts, store } = harness({ provider: priced(0.01) });
    const engine = createEngine({ ...parts, limits: { maxRounds: 20, memberBudget: 0.5 } });
    await engine.work({ concurrency: 5 });
    const started = await Promise.all(Array.from({ length: 4 }, () => engine.start(request({ options: { rounds: 6 } }))));
    const other = await engine.start(request({ by: { id: 'u2', name: 'Ugo' }, options: { rounds: 1 } }));
    const logs = await Promise.all(started.map(({ id }) => watched(engine, id)));
    await watched(engine, other.id);
    for (const log of logs) {
      expect(log.find((event) => event.type === 'ended')).toMatchObject({ reason: 'budget' });
      expect(log.find((event) => event.key === 'control/cap')).toMatchObject({
        reason: expect.stringMatching(
          /^Uma’s budget of \$0\.50 for \w+ \d{4} is used up\. A new one begins on 1 \w+ \d{4} \(UTC\)\.$/,
        ),
      });
    }
    const spent = await Promise.all(started.map(async ({ id }) => (await store.get(id))?.spent ?? 0));
    expect(spent.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.5);
    expect(await store.get(other.id)).toMatchObject({ status: 'completed' });
    expect((await store.events(other.id, 0)).find((event) => event.type === 'ended')).toMatchObject({ reason: 'done' });
    // Nothing is begun that could come to nothing; of others it is still asked.
    const count = (await store.list({ limit: 50 })).length;
    await expect(engine.start(request())).rejects.toThrow(/^Your budget of \$0\.50 for .* A new one begins on 1 /);
    const draft = await engine.draft(request({ by: { id: 'u3', name: 'Una' } }));
    expect(await store.list({ limit: 50 })).toHaveLength(count + 1);
    expect(draft.status).toBe('draft');
  });

  it('warns at the beginning when most of the month’s is spent', async () => {
    const { parts, store } = harness({ provider: priced(0.01) });
    const engine = createEngine({ ...parts, limits: { maxRounds: 20, teamBudget: 2 } });
    const scope = `team/default/${new Date().toISOString().slice(0, 7)}`;
    const first = await engine.start(request());
    const work = await store.begin(first.id, { leaseMs: 10_000, after: 0 });
    const call = { stepKey: 'x', attempt: 1, provider: 'p', model: 'm', reserved: 1.7 };
    await store.open(first.id, work?.epoch ?? 0, [call]);
    await store.settle(first.id, {
      ...call,
      outcome: 'reply',
      usage: { input: 1, cached: 0, cacheWrite: 0, output: 1, cost: 1.7 },
    });
    expect(await store.sharedCaps([scope])).toMatchObject([{ spent: 1.7, reserved: 0 }]);
    const next = await engine.start(request());
    expect((await store.events(next.id, 0)).at(-1)).toMatchObject({
      type: 'control',
      action: 'warn',
      reason: expect.stringMatching(/^85 % of the team’s budget of \$2\.00 for .* is spent; \$0\.30 is left\.$/),
    });
  });

  it('of a month cannot be held without prices; what costs nothing needs none', async () => {
    const { parts } = harness();
    const engine = createEngine({ ...parts, limits: { maxRounds: 20, teamBudget: 5 } });
    await expect(engine.start(request())).rejects.toThrow(
      /are not known\. .*; without it the budget of the month cannot be held\.$/,
    );
    const free = harness({
      provider: scriptedProvider(obedient, { models: { speak: 'rehearsal', small: 'rehearsal', report: 'rehearsal' } }),
    });
    const other = createEngine({ ...free.parts, limits: { maxRounds: 20, teamBudget: 0.0001 } });
    expect(await other.start(request())).toMatchObject({ status: 'running' });
  });
});
