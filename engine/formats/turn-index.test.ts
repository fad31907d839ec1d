import { expect, test } from 'vitest';
import type { Transcript } from '../types.ts';
import { focusGroup } from './focus-group/focus-group.ts';
import { cast, obedient, Room } from './focus-group/room.fixture.ts';
import { answerSteps } from './questions.ts';

const TOPICS = ['the price of a ticket', 'the nights', 'Tom, your taxes', 'all of you', 'schools and teenagers'];

function crowded(questions: number): Room {
  const room = new Room(cast(5), { rounds: 3 }).add('moderator/opening', { type: 'said', speaker: 'moderator', text: 'Hello.' });
  for (let i = 0; i < questions; i++) room.ask(`What about ${TOPICS[i % TOPICS.length]}, number ${i}?`, String(i));
  return room;
}

/** The same transcript, as it grows, with a count of the items that are read from its lists. */
function counted(transcript: Transcript): { transcript: Transcript; reads: () => number } {
  let reads = 0;
  const watched = <T>(list: readonly T[]) =>
    new Proxy(list, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key);
      },
    });
  const { turns, questions } = transcript;
  return { transcript: { ...transcript, turns: watched(turns), questions: watched(questions) }, reads: () => reads };
}

test('a thousand open questions are read once each, not once a call', () => {
  const room = crowded(1_000);
  const { transcript, reads } = counted(room.transcript);
  let calls = 0;
  let most = 0;
  for (let [step] = answerSteps(transcript); step; calls++) {
    const before = reads();
    room.add(step.key, obedient(step));
    [step] = answerSteps(transcript);
    if (calls > 0) most = Math.max(most, reads() - before);
  }
  expect(calls).toBeGreaterThan(2_000);
  // The question, the next one, and the turn that was added.
  expect(most).toBeLessThanOrEqual(3);
  expect(reads()).toBeLessThan(4 * transcript.turns.length);
});

test('neither the next step nor the progress reads all turns', () => {
  const room = crowded(1_000);
  const { transcript, reads } = counted(room.transcript);
  let steps = focusGroup.next(transcript);
  const first = reads();
  for (; steps.length > 0; steps = focusGroup.next(transcript)) {
    for (const step of steps) room.add(step.key, obedient(step));
    focusGroup.progress(transcript);
  }
  expect(first).toBeLessThanOrEqual(1_001);
  expect(reads()).toBeLessThan(1_001 + 40);
});

test('what is remembered changes nothing', () => {
  const room = crowded(12);
  const { transcript } = room;
  let calls = 0;
  for (; calls < 500; calls++) {
    // A copy is another transcript: nothing is remembered of it.
    const answers = answerSteps(transcript);
    expect(JSON.stringify(answers)).toBe(JSON.stringify(answerSteps({ ...transcript })));
    const next = focusGroup.next(transcript);
    expect(JSON.stringify(next)).toBe(JSON.stringify(focusGroup.next({ ...transcript })));
    expect(focusGroup.progress(transcript)).toEqual(focusGroup.progress({ ...transcript }));
    const [step] = calls % 3 === 0 ? next : answers.length > 0 ? answers : next;
    if (!step) {
      if (answers.length === 0) break;
      continue;
    }
    room.add(step.key, calls % 7 === 0 ? { type: 'failed', reason: 'no answer' } : obedient(step));
    if (calls % 10 === 0) room.ask(`And ${TOPICS[calls % TOPICS.length]}?`, `late ${calls}`);
  }
  expect(calls).toBeGreaterThan(60);
  expect(calls).toBeLessThan(500);
});
