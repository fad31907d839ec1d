import { expect, it } from 'vitest';
import { draftLine } from './draft-line.ts';

const speaker = { id: 'p', name: 'Priya' };

it('shows who speaks, and the last words, on one line that leaves room for typing', () => {
  expect(draftLine({ key: 'k', speaker, text: 'I doubt\nit. ' }, 80)).toBe('Priya: I doubt it.');
  const line = draftLine({ key: 'k', speaker, text: `${'so many words '.repeat(30)}to the very end` }, 80);
  expect(line).toMatch(/^Priya: ….*to the very end$/);
  expect(line.length).toBeLessThanOrEqual(33);
  expect(draftLine({ key: 'k', speaker: { ...speaker, name: 'P\u001b[2J' }, text: '\u001b[31mred\u202e' }, 20)).toBe(
    'P[2J: [31mred',
  );
});
