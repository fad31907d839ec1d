import { describe, expect, it } from 'vitest';
import { Refusal, UselessReply } from '../../llm/billed-errors.ts';
import { LastingFailure, PassingFailure } from '../../llm/failure.ts';
import type { ModelRequest, Provider } from '../../llm/provider.ts';
import { type ScriptedReply, scriptedProvider } from '../../llm/scripted.ts';
import { room } from './council.fixture.ts';
import { councilOf, liveOf } from './fold.ts';

type Answering = (request: ModelRequest, service: string) => ScriptedReply | Promise<ScriptedReply>;

/** One scripted provider for each service; all that they were sent. */
function speakers(answering: Answering) {
  const all = new Map<string, ReturnType<typeof scriptedProvider>>();
  const requests: { service: string; request: ModelRequest }[] = [];
  const providerFor = ({ provider }: { provider: string }): Provider => {
    const known = all.get(provider);
    if (known) return known;
    const made = scriptedProvider(
      (request) => {
        requests.push({ service: provider, request });
        return answering(request, provider);
      },
      { name: provider },
    );
    all.set(provider, made);
    return made;
  };
  return { providerFor, requests };
}

const usage = { input: 1, cached: 0, cacheWrite: 0, output: 1, cost: 0 };
const lettersIn = ({ shared }: ModelRequest): string[] =>
  shared.flatMap((block) => /^Answer ([A-Z]):/.exec(block)?.slice(1) ?? []);

const plain: Answering = (request, service) => {
  const { schema } = request;
  if (schema?.name === 'answer_summary') return { data: { summary: `Short of ${service}.`, reasoning: 'Because so.' } };
  if (schema?.name === 'ranking') return { data: { ranking: lettersIn(request) } };
  if (schema?.name === 'synthesis')
    return {
      data: {
        agreements: [{ text: 'They agree.', answers: ['A', 'B'] }],
        contradictions: [],
        onlyOne: [],
        blindSpots: [],
        minority: [],
      },
    };
  return `An answer of ${service} to ${request.key}.`;
};

describe('a council', () => {
  it('answers, sums up and ranks, rests, and takes the next question with what was selected', async () => {
    const { providerFor, requests } = speakers(plain);
    const { engine, start, rested, choose, ask } = room(4, providerFor);
    const worker = await engine.work({ concurrency: 4 });
    const id = await start('Which database?');
    const [first] = councilOf(await rested(id)).questions;
    expect(first?.asked.map(({ state, answer }) => [state, answer?.summary])).toEqual(
      [1, 2, 3, 4].map((n) => ['answered', `Short of p${n}.`]),
    );
    expect(first?.ranking).toMatchObject({ answered: 4, of: 4, judges: 4 });
    expect(first?.ranking?.couldChange).toBeUndefined();
    const kept = liveOf(first?.asked ?? [])[1];
    await choose(id, { kind: 'select', turns: [kept?.n ?? 0] });
    await choose(id, { kind: 'others' });
    await ask(id, 'And for ten people?');
    const before = requests.length;
    const transcript = await rested(id);
    const later = requests.slice(before);
    const said = later.map(({ request }) => JSON.stringify([request.system, request.shared, request.own])).join('\n');
    expect(said).toContain(kept?.text);
    for (const { text } of transcript.turns.slice(0, 4)) if (text !== kept?.text) expect(said).not.toContain(text);
    expect(councilOf(transcript).questions[1]?.asked.every(({ state }) => state === 'answered')).toBe(true);
    expect((await engine.get(id))?.status).toBe('running');
    await choose(id, { kind: 'archive' });
    for await (const _ of engine.watch(id));
    const done = await engine.get(id);
    expect([done?.status, done?.reportStatus]).toEqual(['completed', 'ready']);
    const { markdown } = await engine.report(id);
    expect(markdown).toContain('Short of p2.');
    expect(markdown).not.toContain('An answer of p1 to q1');
    await worker.close();
  });

  it('tells why each service failed, holds nobody up and pauses nothing', async () => {
    const failures: Record<string, () => ScriptedReply> = {
      p2: () => new LastingFailure('bad-key', 'P2 refused the key (401). Set another.'),
      p3: () => new Refusal('The model "m3" refused to answer.', usage),
      p4: () => new UselessReply('P4 sent an empty answer.', usage),
      p5: () => new PassingFailure('rate-limit', 'P5 is limiting requests (429).', { retryAfterMs: 90_000 }),
    };
    const { providerFor, requests } = speakers((request, service) => failures[service]?.() ?? plain(request, service));
    const { engine, start, rested } = room(8, providerFor, { callTimeoutMs: 3_000 });
    const worker = await engine.work({ concurrency: 4 });
    const id = await start('Which database?');
    const transcript = await rested(id);
    const [question] = councilOf(transcript).questions;
    expect(question?.asked.map(({ state, reason }) => reason ?? state)).toEqual([
      'answered',
      'P2 refused the key (401). Set another.',
      'The model "m3" refused to answer.',
      'P4 sent an empty answer.',
      'P5 is limiting requests (429).',
      'answered',
      'answered',
      'answered',
    ]);
    expect(question?.ranking).toMatchObject({ answered: 4, of: 8, couldChange: { order: true, first: true } });
    expect((await engine.get(id))?.status).toBe('running');
    expect(requests.filter(({ service }) => service === 'p2')).toHaveLength(1);
    await worker.close();
  }, 20_000);
});
