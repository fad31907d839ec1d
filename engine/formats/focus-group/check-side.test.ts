import { expect, test } from 'vitest';
import type { SpeakStep } from '../format.ts';
import { checkSide } from './check-side.ts';
import { focusGroup } from './focus-group.ts';
import { cast, Room } from './room.fixture.ts';

test.each([
  'I am against this.',
  "Look, I'm strongly against the proposition.",
  'I oppose it.',
  'I’m opposed to this idea, and always was.',
  'To be plain: I am against.',
  'I disagree with the proposition.',
  'No, I am against it because rents rise.',
  'Ich bin dagegen.',
  'Je suis contre.',
  'Estoy en contra.',
  '我反对。',
])('pro may not declare: %s', (text) => {
  expect(checkSide('pro', text)).toMatch(/you argue for it/);
  expect(checkSide('con', text)).toBeUndefined();
  expect(checkSide('neutral', text)).toBeUndefined();
});

test.each([
  'I support this.',
  'I fully support the proposal.',
  "I'm in favour of it.",
  'I am in favor.',
  'I am for this proposition.',
  'I agree with the motion.',
  'Ich bin dafür.',
  'Je suis pour !',
  'Estoy a favor.',
  '我支持这个提议。',
])('con may not declare: %s', (text) => {
  expect(checkSide('con', text)).toMatch(/you argue against it/);
  expect(checkSide('pro', text)).toBeUndefined();
});

test.each([
  ['pro', 'I am against cutting the night bus.'],
  ['pro', 'I am against it becoming a toy of the rich.'],
  ['pro', 'I am not against it, far from it.'],
  ['pro', 'Tom says I am against it.'],
  ['pro', 'Tom said “I am against this”, and he is wrong.'],
  ['pro', 'Am I against it? Not at all. Would you say I am against this?'],
  ['pro', 'I used to say I am against it; then I rode the bus.'],
  ['pro', 'Ich bin dagegen, dass man bei den Bussen spart.'],
  ['con', 'I support my drivers.'],
  ['con', 'I support the people who pay.'],
  ['con', 'If I support this, my rent rises.'],
  ['con', 'That doesn’t mean I support it.'],
  ['con', 'I am in favour of trams.'],
  ['con', 'I would support this in a richer town.'],
  ['con', 'Do you think that I support this?'],
] as const)('%s may say: %s', (side, text) => expect(checkSide(side, text)).toBeUndefined());

test('the format knows the side of the speaker', () => {
  const room = new Room(cast(4), { mode: 'debate', rounds: 4 });
  const check = (i: number, text: string) => {
    const speaker = cast(4)[i] as { id: string; name: string };
    const step: SpeakStep = {
      kind: 'speak',
      key: `round/2/${speaker.id}`,
      speaker,
      instruction: '',
      words: { about: 40, max: 100 },
    };
    return focusGroup.check?.(room.transcript, step, text);
  };
  expect(check(0, 'I am against this.')).toBeDefined();
  expect(check(1, 'I am against this.')).toBeUndefined();
  expect(check(1, 'I support this.')).toBeDefined();
  expect(check(2, 'I support this.')).toBeUndefined();
});
