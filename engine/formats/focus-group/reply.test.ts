import { expect, test } from 'vitest';
import type { Persona } from '../../types.ts';
import { type Plan, planOf } from './plan.ts';
import { turnToAnswer } from './reply.ts';
import { cast, Room } from './room.fixture.ts';

const people = cast(4);
const [maria, tom, aisha, kenji] = people as [Persona, Persona, Persona, Persona];

/** How often each turn is answered, over many keys. */
function answered(room: Room, who: Persona, plan: Plan = planOf(room.transcript)): Map<number | undefined, number> {
  const counts = new Map<number | undefined, number>();
  for (let i = 0; i < 300; i++) {
    const n = turnToAnswer(room.transcript, plan, who, `round/${i}/x`)?.n;
    counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  return counts;
}

test('nobody has spoken, or only oneself: nothing to answer', () => {
  const room = new Room(people).add('moderator/opening', { type: 'said', speaker: 'moderator', text: 'Welcome.' });
  expect([...answered(room, maria).keys()]).toEqual([undefined]);
  room.say(maria, 'I begin.');
  expect([...answered(room, maria).keys()]).toEqual([undefined]);
});

test('mostly the last turn of somebody else, never an own one', () => {
  const room = new Room(people).say(maria, 'One.').say(tom, 'Two.').say(aisha, 'Three.').say(kenji, 'Four.').say(maria, 'Five.');
  const counts = answered(room, maria);
  expect(counts.get(4)).toBeGreaterThan(150);
  expect([...counts.keys()].sort()).toEqual([2, 3, 4]);
});

test('not the same turn twice', () => {
  const room = new Room(people).say(tom, 'One.').say(aisha, 'Two.');
  room.add('round/1/maria-lopez', { type: 'said', speaker: maria.id, text: 'Three.', replyTo: 2 }).say(kenji, 'Four.');
  expect([...answered(room, maria).keys()].sort()).toEqual([1, 4]);
});

test('mostly the turn that named the speaker, as long as it stands unanswered', () => {
  const room = new Room(people).say(maria, 'One.').say(tom, 'And you, Maria?').say(aisha, 'Three.').say(kenji, 'Four.');
  expect(answered(room, maria).get(2)).toBeGreaterThan(190);
  room.say(maria, 'I say so.').say(aisha, 'Six.');
  expect(answered(room, maria).get(2) ?? 0).toBeLessThan(100);
});

test('rather those who voted otherwise than those who voted alike', () => {
  const room = new Room(people);
  const ballots: [Persona, number][] = [
    [maria, 2],
    [tom, 2],
    [aisha, -2],
    [kenji, 1],
  ];
  for (const [{ id }, position] of ballots) {
    room.add(`ballot/before/${id}`, { type: 'decided', by: id, data: { position, reason: 'r', turn: null } });
  }
  const counts = answered(room.say(tom, 'One.').say(aisha, 'Two.').say(kenji, 'Three.'), maria);
  expect(counts.get(2)).toBeGreaterThan(2 * (counts.get(1) ?? 0));
});

test('in a debate mostly the other side', () => {
  const room = new Room(people, { mode: 'debate' }).say(tom, 'Against.').say(aisha, 'Neither.').say(kenji, 'Nor.');
  expect(answered(room, maria).get(1)).toBeGreaterThan(200);
});
