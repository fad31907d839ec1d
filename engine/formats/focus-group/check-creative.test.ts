import { describe, expect, test } from 'vitest';
import type { SpeakStep } from '../format.ts';
import { focusGroup } from './focus-group.ts';
import { cast, obedient, Room } from './room.fixture.ts';

const room = new Room(cast(3), { mode: 'creative', rounds: 4 });
room.run(obedient);
const check = (text: string, over: Partial<SpeakStep> = {}) => {
  const speaker = { id: 'maria-lopez', name: 'Maria Lopez' };
  const step: SpeakStep = {
    kind: 'speak',
    key: 'round/2/maria-lopez',
    speaker,
    instruction: '',
    words: { about: 40, max: 100 },
    ...over,
  };
  return focusGroup.check?.(room.transcript, step, text);
};

describe('a turn that opens with a refusal is asked for again', () => {
  test.each([
    'No, we should keep the fares.',
    'Nope.',
    'But who pays for it?',
    'However, the drivers are tired.',
    'I disagree with Tom here.',
    "I don't think so.",
    'I’m not convinced.',
    "That won't work on a Sunday.",
    'This would never pass.',
    'It’s too expensive.',
    'That is impossible.',
    'The problem is the depot.',
    'Yes, but who drives?',
    'Good idea, but who drives?',
    'Well, no.',
    'Tom, no: that is the wrong end.',
    'Hmm, but that costs.',
    'Unfortunately the depot is full.',
    'Not a chance.',
    'Nein, das wird teuer.',
    'Aber wer zahlt das?',
    'Ja, aber wer fährt?',
    'Das geht nicht.',
    'Ich glaube nicht, dass das trägt.',
    'Non, pas comme ça.',
    'Mais qui paie ?',
    'Oui, mais qui conduit ?',
    'Cela ne marche pas.',
    'Pero ¿quién paga?',
    'No, eso es caro.',
    'Eso no funciona.',
    'Sí, pero ¿quién conduce?',
    '不，这样太贵。',
    '不行，司机不够。',
    '但是谁来付钱？',
    '我不同意。',
    '这个主意行不通。',
    '好，但是谁来开车？',
  ])('%s', (text) => expect(check(text)).toMatch(/yes, and/));
});

describe('a turn that builds is not', () => {
  test.each([
    'Yes, and the drivers could tell stories.',
    'No one has mentioned the ferries yet, so let us add them.',
    'No doubt, and on Sundays the buses bring books.',
    'Not only that: the stops could grow tomatoes.',
    'Nothing would please my class more; and we paint them.',
    'Button-coloured buses, and a conductor who sings!',
    'Another thought: what if the stop is a library?',
    'Never mind the fare, let every ride plant a tree.',
    'Tom, yes, and we call it the night garden.',
    'I love that, and I would add a kitchen. Of course it will not be cheap.',
    'That is too good to leave here: add music.',
    'Nicht nur das: die Haltestelle wird ein Garten.',
    'Abends singt dann der Fahrer.',
    'Non seulement cela, et en plus un jardin.',
    'Maison après maison, on peint les arrêts.',
    'No solo eso: también música.',
    '不仅如此，车站还可以种菜。',
    '不错，再加一个图书角。',
    '是的，而且司机可以讲故事。',
  ])('%s', (text) => expect(check(text)).toBeUndefined());

  test('answers to people and the moderator may say no', () => {
    expect(check('No.', { key: 'question/1/maria-lopez' })).toBeUndefined();
    expect(check('No.', { key: 'moderator/close' })).toBeUndefined();
  });
});

test('other modes may open with a no', () => {
  const free = new Room(cast(3), { rounds: 4 });
  const speaker = { id: 'maria-lopez', name: 'Maria Lopez' };
  const step: SpeakStep = { kind: 'speak', key: 'round/2/maria-lopez', speaker, instruction: '', words: { about: 40, max: 100 } };
  expect(focusGroup.check?.(free.transcript, step, 'No, we should keep the fares.')).toBeUndefined();
});

test('an essay of fewer than 100 words is too short', () => {
  const essays = new Room(cast(3), { rounds: 4, length: 'essay' });
  const speaker = { id: 'maria-lopez', name: 'Maria Lopez' };
  const step: SpeakStep = {
    kind: 'speak',
    key: 'round/2/maria-lopez',
    speaker,
    instruction: '',
    words: { about: 200, max: 500 },
  };
  const text = (words: number) => Array.from({ length: words }, (_, i) => `w${i}`).join(' ');
  expect(focusGroup.check?.(essays.transcript, step, text(99))).toMatch(/about 200 words/);
  expect(focusGroup.check?.(essays.transcript, step, text(100))).toBeUndefined();
});
