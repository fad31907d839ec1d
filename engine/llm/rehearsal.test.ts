import { describe, expect, it } from 'vitest';
import { fold } from '../transcript.ts';
import { providerContract } from './provider.contract.ts';
import type { ModelRequest } from './provider.ts';
import { five } from './rehearsal/room.fixture.ts';
import { rehearsed, requestOf } from './rehearsal/simulate.fixture.ts';
import { rehearsalProvider } from './rehearsal.ts';

providerContract('rehearsal', async () => ({ provider: rehearsalProvider() }));

const speaker = { id: 'maria-lopez', name: 'Maria Lopez' };
const request: ModelRequest = requestOf(fold('empty', []), {
  kind: 'speak',
  key: 'round/1/maria-lopez',
  speaker,
  instruction: 'Speak.',
  words: { about: 40, max: 100 },
});
const quiet = () => new AbortController().signal;

describe('rehearsal', () => {
  it('says the same twice, and something else from another seed', async () => {
    const room = { topic: 'Should our city make buses free?', personas: five, options: { rounds: 3 } };
    const [a, b, c] = await Promise.all([rehearsed(room), rehearsed(room), rehearsed({ ...room, seed: 'other' })]);
    const said = ({ transcript }: typeof a) => transcript.turns.map(({ text }) => text);
    expect(said(a)).toEqual(said(b));
    expect(said(a)).not.toEqual(said(c));
  });

  it('counts tokens and costs nothing', async () => {
    const { usage } = await rehearsalProvider().generate(
      { ...request, system: 'x'.repeat(100), shared: ['y'.repeat(60)], own: 'z'.repeat(40) },
      quiet(),
    );
    expect(usage).toMatchObject({ input: 50, cached: 0, cacheWrite: 0, cost: 0 });
    expect(usage.output).toBeGreaterThan(40);
    expect(usage.output).toBeLessThan(65);
  });

  it('takes as long as it is told to', async () => {
    const start = performance.now();
    await rehearsalProvider({ latencyMs: 60 }).generate(request, quiet());
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });

  it('stops waiting when it is aborted, with the reason of whoever aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const call = rehearsalProvider({ latencyMs: 60_000 }).generate(request, controller.signal);
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it('speaks otherwise when it is asked again', async () => {
    const first = await rehearsalProvider().generate(request, quiet());
    const second = await rehearsalProvider().generate(
      { ...request, scene: { ...request.scene, problem: 'You repeated turn [1].' } },
      quiet(),
    );
    expect(second.text).not.toBe(first.text);
  });
});
