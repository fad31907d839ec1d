import { expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['priya', 'pryia', 1],
  ['same', 'same', 0],
  ['ab', 'ba', 1],
  ['李明', '李', 1],
])('between %j and %j is %i, both ways', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});
