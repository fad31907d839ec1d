import { describe, expect, it } from 'vitest';
import { stem, terms } from './terms.ts';

describe('stem', () => {
  it.each([
    ['plan', 'plans', 'planner', 'planning', 'planned'],
    ['bus', 'buses'],
    ['teach', 'teacher', 'teachers', 'teaching'],
    ['price', 'prices', 'pricing'],
    ['policy', 'policies'],
    ['tax', 'taxes', 'taxation'],
    ['transport', 'transportation'],
    ['drive', 'driver', 'driving'],
    ['subscription', 'subscriptions'],
    ['nurse', 'nurses', 'nursing'],
    ['school', 'schools'],
  ])('brings %s and its kin together', (...kin) => {
    expect(new Set(kin.map(stem)).size, kin.map(stem).join(' ')).toBe(1);
  });

  it.each([
    ['car', 'care'],
    ['bus', 'business'],
    ['glass', 'glance'],
    ['university', 'universe'],
  ])('keeps %s from %s', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});

describe('terms', () => {
  it('leaves out what any question is made of, and bare numbers', () => {
    expect(terms('Should we, in 2030, really go for it?')).toEqual([]);
    expect(terms('Will AI replace teachers?')).toEqual(['ai', 'replac', 'teach']);
  });

  it('finds words in scripts without spaces, and forgets accents', () => {
    expect(terms('学校禁止手机').length).toBeGreaterThan(1);
    expect(terms('Énergie')).toEqual(terms('energie'));
  });
});
