import { describe, expect, it } from 'vitest';
import { CAST_SIZE, chooseCast } from './cast.ts';
import { castNamed, casts } from './casts.ts';
import { library } from './library.ts';

describe('the named casts', () => {
  it('can each hold a focus group, with whoever they name and more than one stance', () => {
    for (const { personas } of casts) {
      const named = personas.map(({ id }) => id);
      expect(chooseCast({ topic: 'a topic', size: 0, seed: 's', named }).personas).toEqual(personas);
      expect(personas.length).toBeGreaterThanOrEqual(5);
      expect(personas.length).toBeLessThanOrEqual(CAST_SIZE.max);
      expect(new Set(personas.map(({ stance }) => stance)).size).toBeGreaterThan(1);
    }
  });

  it('have one for each field of the library, and names of their own', () => {
    for (const { field } of library) expect(castNamed(field)?.personas.every((one) => one.field === field)).toBe(true);
    expect(new Set(casts.map(({ name }) => name)).size).toBe(casts.length);
  });

  it('are found however they are typed', () => {
    expect(castNamed(' Town hall ')?.name).toBe('town-hall');
    expect(castNamed('nobody')).toBeUndefined();
  });
});
