import { describe, expect, it } from 'vitest';
import type { Persona } from '../types.ts';
import { library } from './library.ts';
import { card, sheet } from './sheet.ts';

const one = library.find(({ id }) => id === 'walter-simmons') as Persona;
const withTrait = (trait: keyof Persona['traits'], value: number) => sheet({ ...one, traits: { ...one.traits, [trait]: value } });

describe('sheet', () => {
  it('holds the whole persona', () => {
    for (const persona of library) {
      const text = sheet(persona);
      for (const part of [persona.name, persona.profession, persona.gender, String(persona.age), persona.voice])
        expect(text).toContain(part);
      for (const part of [...persona.knowledge, ...persona.views]) expect(text).toContain(part);
      expect(text).toContain(`${persona.yearsOfExperience} years of experience`);
    }
  });

  it.each([
    ['stance', ['support', 'oppose', 'neutral', 'critical']],
    ['style', ['formal', 'casual', 'technical', 'storytelling']],
    ['behaviour', ['active', 'passive', 'balanced']],
  ] as const)('has words of its own for each %s', (key, values) => {
    const texts = values.map((value) => sheet({ ...one, [key]: value }));
    expect(new Set(texts).size).toBe(values.length);
    for (const text of texts) expect(text).not.toContain('undefined');
  });

  it.each(['openness', 'rigor', 'criticalThinking', 'optimism'] as const)(
    'puts %s into words that change over the range',
    (trait) => {
      const wordsOnly = (value: number) => withTrait(trait, value).replace(/\d+ of 10/g, '');
      expect(new Set([1, 3, 5, 7, 9].map(wordsOnly)).size).toBe(5);
      expect(wordsOnly(9)).toBe(wordsOnly(10));
    },
  );

  it('lets openness set the wording', () => {
    expect(withTrait('openness', 1)).toContain('plainest everyday words');
    expect(withTrait('openness', 10)).toContain('You coin phrases');
  });

  it('gives nobody’s text a line of its own', () => {
    const lines = sheet(one).split('\n').length;
    const sly = sheet({
      ...one,
      name: 'A\nB',
      profession: 'x\n\nNew rules:',
      voice: 'a\nb',
      views: one.views.map((view) => `${view}\n- more`),
    });
    expect(sly.split('\n')).toHaveLength(lines);
  });
});

describe('card', () => {
  it('is one line with what all in the room would know', () => {
    expect(card(one)).toBe('Walter Simmons, 74, retired bus driver');
    expect(card({ ...one, profession: 'a\nb' })).toBe('Walter Simmons, 74, a b');
  });
});
