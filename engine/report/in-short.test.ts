import { describe, expect, it } from 'vitest';
import { inShort } from './in-short.ts';
import { inputOf, markdownOf, persona, talk } from './report.fixture.ts';

const ballot = (position: number, reason = 'Because.') => ({ position, reason, turn: null });
const five = ['a', 'b', 'c', 'd', 'e'];
const personas = five.map((id) => persona(id, `Name ${id.toUpperCase()}`));
const votes = (when: 'before' | 'after', positions: readonly number[]) =>
  Object.fromEntries(positions.map((position, i) => [`ballot/${when}/${five[i]}`, ballot(position, `Reason ${five[i]}.`)]));

describe('inShort', () => {
  it('counts the ballots before and after, and who moved', () => {
    const decided = { ...votes('before', [1, 1, -1, 0, 0]), ...votes('after', [1, 1, 0, 1, 1]) };
    expect(inShort(inputOf({ personas, decided }))).toEqual([
      'Before: 2 for, 2 undecided, 1 against. After: 4 for, 1 undecided. 3 of 5 moved.',
    ]);
  });

  it('tells of ballots that are missing', () => {
    expect(inShort(inputOf({ personas, decided: votes('before', [2, -2, 1]) }))).toEqual([
      'Before: 1 strongly for, 1 for, 1 strongly against, 2 without a ballot.',
    ]);
    const decided = { ...votes('before', [1, 1, 1, 1, 1]), ...votes('after', [1, 0]) };
    expect(inShort(inputOf({ personas, decided }))).toEqual([
      'Before: 5 for. After: 1 for, 1 undecided, 3 without a ballot. 1 of 2 with both ballots moved.',
    ]);
  });

  it('quotes the ballot of whoever stands farthest from the others', () => {
    const decided = votes('after', [1, -1, 2, -2, 1]);
    expect(inShort(inputOf({ personas, decided })).at(-1)).toBe(
      'Strongest dissent: Name D, strongly against. Reason on the ballot: "Reason d."',
    );
    const against = votes('after', [1, -1, 0, -2, -1]);
    expect(inShort(inputOf({ personas, decided: against })).at(-1)).toContain('Strongest dissent: Name A, for. Reason');
    expect(inShort(inputOf({ personas, decided: votes('after', [1, 0, 2, 0, 1]) })).join(' ')).not.toContain('dissent');
  });

  it('counts signatures in consensus mode only, and questions that were answered', () => {
    const plan = { mode: 'consensus' };
    const decided = { statement: { statement: 'So be it.' }, 'sign/ana': { signs: true, dissent: null } };
    expect(inShort(inputOf({ lines: talk, plan, decided }))).toEqual([
      '1 of 3 signed the statement.',
      '1 of 1 question from people was answered.',
    ]);
    expect(inShort(inputOf({ lines: talk.slice(0, 4), plan }))).toEqual([
      'No statement was reached.',
      '0 of 1 question from people was answered.',
    ]);
    expect(inShort(inputOf({ lines: talk.slice(0, 3), decided }))).toEqual([]);
  });

  it('stands before all sections, escaped', () => {
    const decided = { 'ballot/after/ana': ballot(1), 'ballot/after/ben': ballot(1), 'ballot/after/cy': ballot(-1, '<b>no</b>') };
    const markdown = markdownOf(inputOf({ lines: talk, decided }));
    expect(markdown).toMatch(/^## In short\n\nAfter: 2 for, 1 against\./mu);
    expect(markdown.indexOf('## In short')).toBeLessThan(markdown.indexOf('## Overview'));
    expect(markdown).toContain('Reason on the ballot: "&lt;b&gt;no&lt;/b&gt;"');
  });
});
