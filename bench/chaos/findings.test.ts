import { describe, expect, it } from 'vitest';
import { by, harness, obedient, request, watched } from '../../engine/discussion/harness.fixture.ts';
import { LastingFailure } from '../../engine/llm/failure.ts';
import type { ModelServerCall } from '../../engine/llm/model-server.ts';
import type { Played } from './discussions.ts';
import { findingsOf } from './findings.ts';
import { fullestWindow } from './fullest-window.ts';
import { TROUBLES, troubleFor } from './troubles.ts';

async function played(script: Parameters<typeof harness>[0] = {}): Promise<Played> {
  const { engine, store } = harness(script);
  const worker = await engine.work({ concurrency: 1 });
  const { id } = await engine.start(request({ by }));
  await watched(engine, id);
  await worker.close();
  const [discussion, events, calls] = await Promise.all([store.get(id), store.events(id, 0), store.calls(id)]);
  if (!discussion) throw new Error('gone');
  return { discussion, events, calls, ms: 1 };
}

const answered = (n: number): ModelServerCall[] =>
  Array.from({ length: n }, () => ({
    hash: '',
    vendor: 'openai',
    model: 'm',
    key: 'k',
    startedAt: 0,
    endedAt: 1,
    status: 200,
    clientGone: false,
  }));

describe('what a run with trouble came to', () => {
  it('is clean where nothing was lost', async () => {
    const one = await played();
    expect(findingsOf([one], answered(one.calls.length))).toMatchObject({ lost: 0, doubled: 0, answersLost: 0, problems: [] });
  });

  it('sees an event that is missing or there twice, an answer that is, and a call that stays open', async () => {
    const one = await played();
    const { events, calls } = one;
    const without = { ...one, events: events.filter(({ key }) => !key.startsWith('ballot/after/')) };
    expect(findingsOf([without], undefined).lost).toBeGreaterThan(0);
    const turn = events.find(({ type }) => type === 'said');
    const twice = { ...one, events: [...events, { ...(turn as (typeof events)[number]), seq: events.length + 1 }] };
    expect(findingsOf([twice], undefined).doubled).toBeGreaterThan(0);
    expect(findingsOf([one], answered(calls.length + 1)).answersLost).toBe(1);
    expect(findingsOf([one], answered(calls.length - 1)).answersFromNowhere).toBe(1);
    const open = { ...one, calls: calls.map((call, i) => (i === 3 ? { ...call, state: 'open' as const } : call)) };
    expect(findingsOf([open], undefined).problems).toHaveLength(1);
    const [first] = calls;
    const again = { ...one, calls: [...calls, { ...(first as (typeof calls)[number]), attempt: 2 }] };
    expect(findingsOf([again], undefined).doubled).toBe(1);
  });

  it('takes a step that could not be done for a plain reason, and no other', async () => {
    const failing = (message: string) =>
      played({
        script: (asked) => (asked.key.startsWith('ballot/before/') ? new LastingFailure('refused', message) : obedient(asked)),
      });
    const plain = await failing('The model "m" refused to answer. Put the topic in other words, or choose another model.');
    expect(plain.discussion.status).toBe('failed');
    expect(findingsOf([plain], undefined).problems.every((problem) => /is failed|still owed/.test(problem))).toBe(true);
    const odd = await failing('Cannot read properties of undefined');
    expect(findingsOf([odd], undefined).problems.some((problem) => problem.includes('Cannot read properties'))).toBe(true);
  });
});

it('the fullest window is found wherever it lies', () => {
  const at = (...times: number[]) => times.map((time) => ({ at: time, tokens: 10 }));
  expect(fullestWindow([], 60)).toEqual({ requests: 0, tokens: 0 });
  expect(fullestWindow(at(0, 59, 60, 61), 60)).toEqual({ requests: 3, tokens: 30 });
  expect(fullestWindow([...at(0, 100), { at: 130, tokens: 500 }], 60)).toEqual({ requests: 2, tokens: 510 });
});

it('three calls in ten go wrong, in all the ways there are', () => {
  expect(TROUBLES.reduce((sum, { share }) => sum + share, 0)).toBe(30);
  const drawn = Array.from({ length: 20_000 }, (_, n) => troubleFor('seed', n, n % 2 ? 'openai' : 'anthropic', 1)?.name);
  const share = drawn.filter(Boolean).length / drawn.length;
  expect(share).toBeGreaterThan(0.28);
  expect(share).toBeLessThan(0.32);
  expect(new Set(drawn.filter(Boolean)).size).toBe(TROUBLES.length);
  expect(troubleFor('seed', 1, 'openai', 0)).toBeUndefined();
});
