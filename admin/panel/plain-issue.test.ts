import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { personaInput } from './personas.ts';
import { plainIssue } from './plain-issue.ts';

const said = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value, { error: plainIssue }).error?.issues ?? []).map(({ message }) => message);

describe('what is wrong with a field', () => {
  it('is said with the name that the form has for it', () => {
    const empty = { name: ' ', profession: '', age: 5, yearsOfExperience: 'ten', knowledge: [], stance: 'maybe', openness: 12 };
    expect(said(z.object({ persona: personaInput }), { persona: empty })).toEqual(
      expect.arrayContaining([
        'Name is missing.',
        'Profession is missing.',
        'Field is missing.',
        'Age must be at least 16.',
        'Years of experience must be a number.',
        'Knowledge: at least 1 is needed.',
        'Stance must be one of: support, oppose, neutral, critical.',
        'Openness must be at most 10.',
      ]),
    );
    expect(said(personaInput, { ...empty, views: ['a', 'x'.repeat(601)], more: 1 })).toEqual(
      expect.arrayContaining(['Views 2 may have at most 600 characters.', 'There is no field more.']),
    );
  });

  it('leaves the words that a schema has of its own', () => {
    expect(said(z.object({ q: z.string().min(2, 'Search for at least two letters.') }), { q: 'a' })).toEqual([
      'Search for at least two letters.',
    ]);
  });

  it('says something of every other kind too', () => {
    expect(said(z.object({ id: z.uuid() }), { id: 'x' })).toEqual(['Id cannot be used as it is.']);
    expect(said(z.string(), 5)).toEqual(['This cannot be used as it is.']);
  });
});
