import { expect, it } from 'vitest';
import { postName } from './names.ts';

it.each([
  ['Maria', 'Maria'],
  ['  Maria\n<@U0ANNA> ', 'Maria <@U0ANNA>'],
  ['\u202eairaM', 'airaM'],
  ['Mar\u200bia\u0007', 'Maria'],
  [' \n\u2066 ', 'Persona'],
  ['שרה كريم', 'שרה كريم'],
  ['👩‍👩‍👧‍👦 Family', '👩‍👩‍👧‍👦 Family'],
])('a post of %j stands under %j', (name, shown) => {
  expect(postName(name)).toBe(shown);
});

it('is no longer than Slack takes', () => {
  expect(postName('A'.repeat(200))).toHaveLength(80);
});
