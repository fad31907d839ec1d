import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstName, foldCase } from '../formats/names.ts';
import type { Persona } from '../types.ts';
import { findPersona, library, personaSchema, suggestPersona } from './library.ts';

const folder = new URL('./library/', import.meta.url);
const files = readdirSync(folder).map((file) => ({
  field: file.replace('.json', ''),
  personas: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Persona[],
}));
const count = <T>(of: readonly Persona[], kind: (persona: Persona) => T, value: T) =>
  of.filter((one) => kind(one) === value).length;

describe('library', () => {
  it('holds every persona of every file, each under its field', () => {
    expect(files).toHaveLength(8);
    expect(library.length).toBeGreaterThanOrEqual(32);
    expect(library).toHaveLength(files.reduce((sum, { personas }) => sum + personas.length, 0));
    for (const { field, personas } of files) for (const one of personas) expect(one.field, one.id).toBe(field);
  });

  it('has ids made of the names, and first names that are nobody else’s', () => {
    for (const one of library) {
      expect(one.id).toBe(
        foldCase(one.name)
          .replace(/[^a-z\s-]/g, '')
          .replace(/\s+/g, '-'),
      );
    }
    expect(new Set(library.map(({ name }) => foldCase(firstName(name)))).size).toBe(library.length);
  });

  it('shares out stances in each field, and has all styles in each', () => {
    for (const { field, personas } of files) {
      const stances = (['support', 'oppose', 'neutral', 'critical'] as const).map((it) =>
        count(personas, (one) => one.stance, it),
      );
      expect(Math.min(...stances), field).toBeGreaterThanOrEqual(1);
      expect(Math.max(...stances) - Math.min(...stances), field).toBeLessThanOrEqual(1);
      expect(new Set(personas.map(({ style }) => style)).size, field).toBe(4);
    }
  });

  it('has about 30 % active, 45 % balanced and 25 % passive people', () => {
    const share = (behaviour: Persona['behaviour']) => count(library, (one) => one.behaviour, behaviour) / library.length;
    expect(share('active')).toBeCloseTo(0.3, 1);
    expect(share('balanced')).toBeCloseTo(0.45, 1);
    expect(share('passive')).toBeCloseTo(0.25, 1);
  });

  it('uses the range of the traits and of ages, and lets nobody work from the cradle', () => {
    for (const trait of ['openness', 'rigor', 'criticalThinking', 'optimism'] as const) {
      const values = library.map(({ traits }) => traits[trait]);
      expect(Math.max(...values), trait).toBe(10);
      expect(Math.min(...values), trait).toBeLessThanOrEqual(2);
    }
    const ages = library.map(({ age }) => age);
    expect([Math.min(...ages), Math.max(...ages)]).toEqual([19, 78]);
    for (const one of library) expect(one.age - one.yearsOfExperience, one.id).toBeGreaterThanOrEqual(14);
    for (const gender of ['female', 'male'])
      expect(count(library, (one) => one.gender, gender)).toBeGreaterThan(library.length / 3);
  });

  it('gives each something to know, something to say and a voice, and no two the same', () => {
    for (const one of library) {
      expect(one.knowledge.length, one.id).toBeGreaterThanOrEqual(3);
      expect(one.knowledge.length, one.id).toBeLessThanOrEqual(5);
      expect(one.views.length, one.id).toBeGreaterThanOrEqual(3);
      expect(one.views.length, one.id).toBeLessThanOrEqual(4);
      for (const view of one.views) expect(view.length, view).toBeGreaterThan(40);
    }
    expect(new Set(library.flatMap(({ views }) => views)).size).toBe(library.flatMap(({ views }) => views).length);
    expect(new Set(library.map(({ traits }) => JSON.stringify(traits))).size).toBeGreaterThan(library.length * 0.9);
  });
});

describe('personaSchema', () => {
  const one = library[0] as Persona;

  it.each([
    ['a trait of 11', { traits: { ...one.traits, openness: 11 } }],
    ['half a point', { traits: { ...one.traits, rigor: 5.5 } }],
    ['an unknown stance', { stance: 'angry' }],
    ['no views', { views: [] }],
    ['an empty name', { name: '  ' }],
    ['an id with spaces', { id: 'Marta K' }],
    ['a word too many', { password: 'x' }],
  ])('refuses %s', (_what, change) => {
    expect(personaSchema.safeParse({ ...one, ...change }).success).toBe(false);
  });

  it('takes names and ids of other scripts', () => {
    expect(personaSchema.safeParse({ ...one, id: '李明', name: '李明' }).success).toBe(true);
  });
});

describe('findPersona', () => {
  it.each(['graciela-benitez', 'Graciela Benítez', 'graciela benitez', ' GRACIELA ', '@Graciela', 'graciela_benitez'])(
    'knows %j',
    (text) => {
      expect(findPersona(text)?.id).toBe('graciela-benitez');
    },
  );

  it('knows names with marks in them', () => {
    expect(findPersona('Declan O’Rourke')?.id).toBe('declan-orourke');
    expect(findPersona('hyun ju park')?.id).toBe('hyun-ju-park');
    expect(findPersona('Lotte de Vries')?.id).toBe('lotte-de-vries');
  });

  it.each(['', '  ', '@', 'Benítez', 'nobody', 'constructor'])('does not know %j', (text) => {
    expect(findPersona(text)).toBeUndefined();
  });

  it('does not guess between two of the same first name', () => {
    const [a, b] = library.slice(0, 2).map((one, i) => ({ ...one, id: `anna-${i}`, name: `Anna Of ${i}` })) as [Persona, Persona];
    expect(findPersona('Anna', [a, b])).toBeUndefined();
    expect(findPersona('anna of 1', [a, b])).toBe(b);
  });
});

describe('suggestPersona', () => {
  it.each([
    ['Walter Simons', 'Walter Simmons'],
    ['jamel', 'Jamal Wright'],
    ['kowalcyzk', 'Marta Kowalczyk'],
    ['pryia', 'Priya Raghunathan'],
    ['tunde-adeyem', 'Tunde Adeyemi'],
  ])('takes %j for %s', (text, name) => {
    expect(suggestPersona(text)).toBe(name);
  });

  it.each(['', 'xqzzyjjkk', '李明', 'x'.repeat(100_000)])('names nobody for what is like no name', (text) => {
    expect(suggestPersona(text)).toBeUndefined();
  });
});
