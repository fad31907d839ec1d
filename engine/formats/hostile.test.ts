import { expect, test } from 'vitest';
import { countWords, cutAtSentence, normalise, sentences, withoutInvisible } from '../text.ts';
import { checkTurn, tidyTurn } from './check-turn.ts';
import { checkCreative } from './focus-group/check-creative.ts';
import { checkSide } from './focus-group/check-side.ts';
import { cast, persona, Room } from './focus-group/room.fixture.ts';
import type { SpeakStep } from './format.ts';
import { calledOn } from './names.ts';
import { outOfCharacter } from './out-of-character.ts';
import { saidBefore } from './repetition.ts';
import { speaksFor } from './speaks-for.ts';
import { plainName } from './wording.ts';

const people = [...cast(3), persona(3, { id: 'will-berg', name: 'Will Berg' })];
const [maria, tom] = people as [(typeof people)[0], (typeof people)[0]];
const { transcript } = new Room(people).say(tom, 'Somebody pays for it in the end, and that somebody is whoever rents.');
const step: SpeakStep = {
  kind: 'speak',
  key: 'round/2/maria-lopez',
  speaker: maria,
  instruction: '',
  words: { about: 40, max: 100 },
};

const CHECKS: Record<string, (text: string) => unknown> = {
  tidyTurn: (text) => tidyTurn(text, maria),
  checkTurn: (text) => checkTurn(transcript, step, text),
  speaksFor: (text) => speaksFor(transcript, maria, text),
  saidBefore: (text) => saidBefore(transcript, step, text),
  calledOn: (text) => calledOn(text, people),
  checkCreative: (text) => checkCreative(transcript, text),
  checkSide: (text) => checkSide('pro', text),
  cutAtSentence: (text) => cutAtSentence(text, 50),
  outOfCharacter,
  plainName,
  countWords,
  sentences,
  normalise,
  withoutInvisible,
};
const UNITS = [
  ' ',
  '.',
  '. ',
  ' \n',
  '"',
  '“',
  '„',
  '«',
  '(',
  '[',
  '*',
  '-',
  ',',
  ':',
  'a',
  's',
  'é',
  '中',
  '\u200b',
  '. Tom (',
  'Maria: ',
  'hi ',
];

/** What goes with the square of the length takes seconds to minutes here; what goes with the length, some hundredths of a second. */
test.each(Object.entries(CHECKS))(
  '%s is quick with 200,000 characters of the same',
  (_, check) => {
    for (const unit of UNITS) {
      const text = `${unit.repeat(200_000 / unit.length)}x`;
      const before = performance.now();
      check(text);
      expect(performance.now() - before, JSON.stringify(unit)).toBeLessThan(2_000);
    }
  },
  60_000,
);

test('a turn is cut to what anybody would read, and not inside a character', () => {
  expect(tidyTurn('🚌'.repeat(100_000), maria)).toHaveLength(60_000);
  expect(tidyTurn(`a${'🚌'.repeat(100_000)}`, maria).isWellFormed()).toBe(true);
});
