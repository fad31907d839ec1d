import { describe, expect, it } from 'vitest';
import { speakerDistance } from './distance.ts';
import { talk } from './talk.fixture.ts';

describe('speakerDistance', () => {
  it('is 1 for speakers without a word in common and 0 for the same words', () => {
    expect(speakerDistance(talk('a: trees and shade', 'b: cost of parking'))).toBeCloseTo(1, 12);
    expect(speakerDistance(talk('a: trees give shade', 'b: Shade! Trees GIVE', 'c: shade give trees'))).toBeCloseTo(0, 12);
  });

  it('weighs a word by times said × smoothed idf', () => {
    // N = 2. a: tree 2, shade 1. b: tree 1, cost 1. idf(tree) = ln(3/3) + 1 = 1; idf(shade) = idf(cost) = ln(3/2) + 1 = k
    // a = (2, k, 0), b = (1, 0, k): cos = 2 / (√(4 + k²) · √(1 + k²)), k = 1.405465… → cos = 2 / (2.444449 · 1.724915) = 0.474331…
    const k = Math.log(3 / 2) + 1;
    const cosine = 2 / (Math.sqrt(4 + k ** 2) * Math.sqrt(1 + k ** 2));
    const found = speakerDistance(talk('a: tree shade', 'b: cost tree', 'a: tree'));
    expect(found).toBeCloseTo(1 - cosine, 12);
    expect(found).toBeCloseTo(0.525669, 5);
  });

  it('is the mean over all pairs', () => {
    // N = 3. a: x, b: x, c: y. cos(a,b) = 1 whatever the idf, cos(a,c) = cos(b,c) = 0 → mean distance (0 + 1 + 1)/3
    expect(speakerDistance(talk('a: x', 'b: x x x', 'c: y'))).toBeCloseTo(2 / 3, 12);
  });

  it('agrees with the sum over pairs where all three differ', () => {
    // N = 3. a: p q, b: q r, c: r p. Each word df 2: one idf for all, so cos of each pair = 1/(√2·√2) = 1/2
    expect(speakerDistance(talk('a: p q', 'b: q r', 'c: r p'))).toBeCloseTo(1 / 2, 12);
  });

  it('knows personas with words only', () => {
    // mod, @g and the silent c change neither N nor the pairs: as the second test
    const alone = talk('a: tree shade', 'b: cost tree', 'a: tree');
    const among = talk('mod: tree tree', 'a: tree shade', '@g: cost of what?', 'b: cost tree', 'c: …', 'a: tree');
    expect(speakerDistance(among)).toBe(speakerDistance(alone));
  });

  it('is undefined for fewer than two speakers', () => {
    expect(speakerDistance([])).toBeNull();
    expect(speakerDistance(talk('a: one', 'a: two'))).toBeNull();
    expect(speakerDistance(talk('a: one', 'b:'))).toBeNull();
    expect(speakerDistance(talk('mod: one', 'a: two'))).toBeNull();
  });
});
