import { describe, expect, it } from 'vitest';
import type { Call } from './call.ts';
import { costOfCalls, costParts } from './cost.ts';
import { harness, obedient, request, watched } from './discussion/harness.fixture.ts';
import { scriptedProvider } from './llm/scripted.ts';

const call = (more: Partial<Call> = {}): Call => ({
  stepKey: 'round/1/a',
  attempt: 1,
  state: 'settled',
  provider: 'p',
  model: 'm',
  reserved: 0.5,
  outcome: 'reply',
  usage: { input: 10, cached: 2, cacheWrite: 1, output: 5, cost: 0.25 },
  openedAt: new Date(0),
  ...more,
});

describe('what calls cost', () => {
  it('counts lost calls whole, unknown prices by themselves, and calls that were never made not at all', () => {
    const unknown = { input: 1, cached: 0, cacheWrite: 0, output: 1, cost: null };
    const { usage: _usage, ...lost } = call({ state: 'abandoned', outcome: undefined as never });
    const { usage: _none, ...unused } = call({ outcome: 'unused' });
    const { usage: _failed, ...failed } = call({ outcome: 'error' });
    expect(costOfCalls([call(), lost, call({ usage: unknown }), unused, failed])).toEqual({
      calls: 4,
      input: 11,
      cached: 2,
      cacheWrite: 1,
      output: 6,
      dollars: 0.75,
      unpriced: 1,
    });
  });

  it('falls to who spoke and voted, to framing, summaries and report, and to each turn; the parts are the whole', async () => {
    const usage = { input: 100, cached: 50, cacheWrite: 0, output: 10, cost: 0.01 };
    let asked = 0;
    const provider = scriptedProvider((one) => {
      const said = obedient(one);
      // One turn is asked for again.
      if (typeof said === 'string' && one.key.startsWith('round/') && asked++ === 0)
        return { text: 'As an AI language model, I cannot.', usage };
      return typeof said === 'string' ? { text: said, usage } : { ...said, usage };
    });
    const { engine, store } = harness({ provider });
    await engine.work({ concurrency: 1 });
    const { id } = await engine.start(request({ options: { rounds: 4 } }));
    await watched(engine, id);
    const { transcript } = await engine.status(id);
    const calls = await store.calls(id);
    const parts = costParts(transcript, calls);
    expect(await engine.costs(id)).toEqual(parts);
    expect(parts.total).toEqual(costOfCalls(calls));
    const sum = [...parts.speakers.map(({ cost }) => cost), parts.framing, parts.summaries, parts.report];
    expect(sum.reduce((all, { dollars }) => all + dollars, 0)).toBeCloseTo(parts.total.dollars);
    expect(sum.reduce((all, one) => all + one.calls, 0)).toBe(parts.total.calls);
    expect(parts.speakers.map(({ speaker }) => speaker.id)).toEqual([...transcript.personas.map((one) => one.id), 'moderator']);
    const personas = parts.speakers.slice(0, -1);
    // Each persona: its turns and two ballots.
    for (const { turns, cost } of personas) expect(cost.calls).toBeGreaterThanOrEqual(turns + 2);
    expect(personas.some(({ turns, cost }) => cost.calls === turns + 3)).toBe(true);
    expect(parts.framing.calls).toBeGreaterThan(0);
    expect(parts.report.calls).toBe(7);
    expect(parts.turns).toHaveLength(transcript.turns.length);
    expect(parts.turns.filter(({ cost }) => cost.calls === 2)).toHaveLength(1);
    await expect(engine.costs('00000000-0000-4000-8000-000000000000')).rejects.toThrow(/no such discussion/);
  });
});
