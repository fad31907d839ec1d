import { describe, expect, it } from 'vitest';
import type { Provider } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { harness, obedient, request, watched } from './harness.fixture.ts';

/** Keys of calls in the order in which they begin and end. */
async function sequenceWith(model: string) {
  const models = { speak: model, small: model, report: model };
  const inner = scriptedProvider(obedient, { models, latencyMs: 20 });
  const seen: string[] = [];
  const provider: Provider = {
    ...inner,
    async generate(asked, signal) {
      seen.push(`+${asked.key}`);
      const reply = await inner.generate(asked, signal);
      seen.push(`-${asked.key}`);
      return reply;
    },
  };
  const { engine } = harness({ provider });
  await engine.work({ concurrency: 1 });
  await watched(engine, (await engine.start(request())).id);
  await engine.close();
  return seen;
}
const beginnings = (seen: readonly string[], prefix: string) =>
  seen.filter((one) => one.slice(1).startsWith(prefix)).map((one) => one[0]);

describe('steps that read the same long prompt', () => {
  it('run side by side, the report too, where nobody keeps what was read before', async () => {
    const seen = await sequenceWith('a-model-of-ones-own');
    expect(beginnings(seen, 'section/').slice(0, 3)).toEqual(['+', '+', '+']);
    expect(beginnings(seen, 'ballot/after/').slice(0, 3)).toEqual(['+', '+', '+']);
  });

  it('let the first go ahead where the vendor keeps it for the others', async () => {
    const seen = await sequenceWith('gpt-5.4');
    expect(beginnings(seen, 'section/').slice(0, 4)).toEqual(['+', '-', '+', '+']);
    expect(beginnings(seen, 'ballot/after/').slice(0, 4)).toEqual(['+', '-', '+', '+']);
  });

  it('the last word does not wait for the ballots, which nobody hears', async () => {
    const seen = await sequenceWith('gpt-5.4');
    const lastBallot = seen.findLastIndex((one) => one.startsWith('-ballot/after/'));
    expect(seen.indexOf('+moderator/close')).toBeLessThan(lastBallot);
  });
});
