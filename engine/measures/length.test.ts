import { describe, expect, it } from 'vitest';
import { lengthMeasures } from './length.ts';
import { say, talk } from './talk.fixture.ts';

describe('lengthMeasures', () => {
  it('counts persona turns only', () => {
    const turns = talk(
      `mod: ${say('m', 300)}`,
      `ann: ${say('a', 10)}`,
      `@guest: ${say('g', 200)}`,
      `ben: ${say('b', 30)}`,
      `ann: ${say('c', 20)}`,
    );
    // w = 10, 30, 20 → median 20; below 25: 10 and 20 → 2/3
    // mean 20, variance ((−10)² + 10² + 0²)/3 = 200/3, sd ÷ mean = √(200/3)/20 = 0.408248…
    const found = lengthMeasures(turns);
    expect(found.medianWords).toBe(20);
    expect(found.shortTurns).toBeCloseTo(2 / 3, 12);
    expect(found.lengthVariation).toBeCloseTo(Math.sqrt(200 / 3) / 20, 12);
  });

  it('takes the mean of the two middle turns when their number is even', () => {
    // w = 4, 10, 1, 7 → sorted 1, 4, 7, 10 → (4 + 7)/2 = 5.5
    const turns = talk(`a: ${say('a', 4)}`, `b: ${say('b', 10)}`, `a: ${say('c', 1)}`, `b: ${say('d', 7)}`);
    expect(lengthMeasures(turns).medianWords).toBe(5.5);
  });

  it('sorts by number, not by text', () => {
    // w = 100, 9, 20, 1000 → sorted 9, 20, 100, 1000 → (20 + 100)/2 = 60; as text 100, 1000, 20, 9 → 510
    const turns = talk(`a: ${say('a', 100)}`, `a: ${say('b', 9)}`, `a: ${say('c', 20)}`, `a: ${say('d', 1000)}`);
    expect(lengthMeasures(turns).medianWords).toBe(60);
  });

  it('calls 24 words short and 25 not', () => {
    expect(lengthMeasures(talk(`a: ${say('a', 24)}`, `b: ${say('b', 25)}`)).shortTurns).toBe(1 / 2);
  });

  it('has no variation in one turn', () => {
    // sd of one value is 0
    expect(lengthMeasures(talk('ann: Parks first.'))).toEqual({ medianWords: 2, shortTurns: 1, lengthVariation: 0 });
  });

  it('counts a turn without words as 0 words, and has no variation without words', () => {
    expect(lengthMeasures(talk('ann:', 'ben: …'))).toEqual({ medianWords: 0, shortTurns: 1, lengthVariation: null });
    // w = 0, 4 → mean 2, sd 2 → 1
    expect(lengthMeasures(talk('ann:', 'ben: one two three four')).lengthVariation).toBe(1);
  });

  it('is undefined without persona turns', () => {
    const nothing = { medianWords: null, shortTurns: null, lengthVariation: null };
    expect(lengthMeasures([])).toEqual(nothing);
    expect(lengthMeasures(talk('mod: Welcome to all of you.', '@guest: Hello.'))).toEqual(nothing);
  });

  it('counts Chinese words, not characters or spaces', () => {
    // 我 / 同意 / 你的 / 看法 → 4 words
    expect(lengthMeasures(talk('ann: 我同意你的看法。')).medianWords).toBe(4);
  });
});
