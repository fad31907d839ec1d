import { describe, expect, it } from 'vitest';
import { Refusal, UselessReply } from '../../llm/billed-errors.ts';
import { LastingFailure, PassingFailure } from '../../llm/failure.ts';
import type { ModelRequest, Provider } from '../../llm/provider.ts';
import { type ScriptedReply, scriptedProvider } from '../../llm/scripted.ts';
import { chance } from '../../seed.ts';
import { room } from './council.fixture.ts';
import { councilOf, liveOf } from './fold.ts';
import { changeWords, inShort } from './in-short.ts';

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

describe('the time of a council', () => {
  it('shows each answer in its own time, and waits for none that never comes', async () => {
    const takes: Record<string, number> = { p1: 200, p2: 300, p3: 400, p4: 60_000 };
    const { providerFor } = speakers(async (request, service) => {
      if (request.key.startsWith('q1/answer')) await new Promise((resolve) => setTimeout(resolve, takes[service]).unref());
      return plain(request, service);
    });
    const { engine, start, rested } = room(4, providerFor, { callTimeoutMs: 1_500 });
    const worker = await engine.work({ concurrency: 4 });
    const id = await start('Which database?');
    const opened = (await engine.events(id, 0))[0]?.at.getTime() ?? 0;
    const transcript = await rested(id);
    const [question] = councilOf(transcript).questions;
    const after = ['q1/answer/1/s1', 'q1/answer/1/s2', 'q1/answer/1/s3', 'q1/answer/1/s4'].map(
      (key) => (transcript.byKey.get(key)?.at.getTime() ?? 0) - opened,
    );
    expect(question?.asked.map(({ state }) => state)).toEqual(['answered', 'answered', 'answered', 'failed']);
    expect(question?.asked[3]?.reason).toBe('p4 did not answer within 1.5 seconds.');
    for (const [i, ms] of [200, 300, 400, 1_500].entries()) {
      expect(after[i]).toBeGreaterThanOrEqual(ms - 5);
      expect(after[i]).toBeLessThan(ms + 150);
    }
    await worker.close();
  }, 20_000);
});

describe('what was deleted', () => {
  it('had an answer and a vote: nobody is told to be silent, and what is ranked now is said', async () => {
    const { providerFor } = speakers(plain);
    const { engine, start, rested, choose, ask } = room(4, providerFor);
    const worker = await engine.work({ concurrency: 4 });
    const id = await start('Which database?');
    const [before] = councilOf(await rested(id)).questions;
    expect(changeWords(before?.ranking ?? { answered: 0, of: 1 })).toEqual([]);
    const [first, , third] = liveOf(before?.asked ?? []);
    await choose(id, { kind: 'delete', turns: [first?.n ?? 0, third?.n ?? 0] });
    await ask(id, 'And for ten people?');
    const transcript = await rested(id);
    const [question] = councilOf(transcript).questions;
    expect(question?.ranking).toMatchObject({ answered: 4, of: 4, left: 2, judges: 2 });
    expect(question?.ranking?.couldChange).toBeUndefined();
    expect(inShort(transcript).join(' ')).not.toMatch(/did not answer|are missing/);
    expect(inShort(transcript).slice(0, 3)).toEqual([
      'Question 1: 4 of 4 answered.',
      expect.stringMatching(/^Ranked by the others without names: /),
      'Places and scores are among the 2 answers that are left.',
    ]);
    await worker.close();
  });

  it('leaves it open what a service could change that did not answer', async () => {
    const { providerFor } = speakers((request, service) =>
      service === 'p4' ? new Refusal('The model "m4" refused to answer.', usage) : plain(request, service),
    );
    const { engine, start, rested, choose } = room(4, providerFor);
    const worker = await engine.work({ concurrency: 4 });
    const id = await start('Which database?');
    const [answer] = liveOf(councilOf(await rested(id)).questions[0]?.asked ?? []);
    await choose(id, { kind: 'delete', turns: [answer?.n ?? 0] });
    const ranking = councilOf(await rested(id)).questions[0]?.ranking;
    expect(ranking).toMatchObject({ answered: 3, of: 4, left: 2 });
    expect(changeWords(ranking ?? { answered: 0, of: 1 })).toEqual([
      'Places and scores are among the 2 answers that are left.',
      'The services that did not answer could still change who is first.',
    ]);
    await worker.close();
  });

  it('is in no later request of 300 conversations, and what was selected is', async () => {
    const { providerFor, requests } = speakers((request, service) =>
      request.schema ? plain(request, service) : `Marked-${request.scene.transcript.id}-${request.key}-end says ${service}.`,
    );
    const { engine, start, rested, choose, ask } = room(4, providerFor);
    const worker = await engine.work({ concurrency: 4 });
    for (let n = 0; n < 300; n++) {
      const id = await start(`Question ${n}?`);
      let seen = requests.length;
      for (let round = 1; round <= 1 + (n % 3); round++) {
        const question = councilOf(await rested(id)).questions.at(-1);
        const answers = liveOf(question?.asked ?? []);
        const pick = (what: string, one: number) => chance(n, round, what, one) < 0.4;
        const selected = answers.filter((_, i) => pick('select', i));
        const named = answers.filter((answer, i) => !selected.includes(answer) && pick('delete', i));
        if (selected.length > 0) await choose(id, { kind: 'select', turns: selected.map((one) => one.n) });
        if (named.length > 0) await choose(id, { kind: 'delete', turns: named.map((one) => one.n) });
        if (selected.length > 0 && selected.length < answers.length - named.length && n % 2 === 0)
          await choose(id, { kind: 'others' });
        if (n % 5 === 0 && answers.length - named.length > 2) await choose(id, { kind: 'synthesis' }).catch(() => {});
        await rested(id);
        seen = requests.length;
        await ask(id, `Next ${round}?`);
        const then = councilOf(await rested(id));
        const kept = new Set(then.questions.flatMap(({ asked }) => liveOf(asked)).map(({ key }) => key));
        const sent = requests.slice(seen).map(({ request }) => JSON.stringify([request.system, request.shared, request.own]));
        const told = sent.join('\n');
        for (const { key, text } of answers) {
          const mark = text.slice(0, text.indexOf('-end'));
          if (selected.some((one) => one.key === key) && kept.has(key)) expect(told).toContain(`${mark}-end`);
          else expect(told).not.toContain(`${mark}-end`);
        }
      }
    }
    await worker.close();
  }, 120_000);
});
