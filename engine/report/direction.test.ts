import { expect, it } from 'vitest';
import { lineRunsRightToLeft, quotesIsolated } from './direction.ts';

const ARABIC = 'قد أقبل تجربة.';

it.each([
  [['Reason on the ballot: ', `"${ARABIC}"`], false],
  [[{ strong: 'ليلى' }, ' asked "هل يمكن؟" ', { turn: 8 }], false],
  [[{ strong: ARABIC }], true],
  [[`"${ARABIC}"`], true],
  [[ARABIC, { turn: 3 }, ' "we said yes" — عمر'], true],
  [['[3]'], false],
])('a line runs the way of its own words: %j', (line, rtl) => {
  expect(lineRunsRightToLeft(line)).toBe(rtl);
});

it('what is quoted keeps its full stop; where all runs one way nothing is added', () => {
  expect(quotesIsolated(`Reason: "${ARABIC}"`)).toBe(`Reason: "\u2068${ARABIC}\u2069"`);
  expect(quotesIsolated('Reason: "I might."')).toBe('Reason: "I might."');
  expect(quotesIsolated(`a " alone, ${ARABIC}`)).toBe(`a " alone, ${ARABIC}`);
});
