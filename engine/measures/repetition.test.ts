import { describe, expect, it } from 'vitest';
import { repetition } from './repetition.ts';
import { say, talk } from './talk.fixture.ts';

describe('repetition', () => {
  it('is the mean share of 4-grams that were said before', () => {
    // t1: 5 words, 2 grams: close-the-main-road, the-main-road-now; none said before → 0
    // t2: 7 words, 4 grams: we-close-the-main, close-the-main-road, the-main-road-at, main-road-at-night; 1 said → 1/4
    // mean (0 + 1/4)/2 = 1/8
    expect(repetition(talk('a: Close the main road now.', 'b: We close the main road at night.'))).toBe(1 / 8);
  });

  it('does not see case, punctuation, or the form of apostrophes', () => {
    // t2 repeats its only gram → (0 + 1)/2
    expect(repetition(talk("a: I don't like it", 'b: “I DON’T like… it!”'))).toBe(1 / 2);
  });

  it('leaves out turns of fewer than four words', () => {
    // t1 → 0, t2 has no gram, t3 → 1: (0 + 1)/2
    expect(repetition(talk('a: trees cool our streets', 'b: trees cool streets', 'c: Trees cool our streets.'))).toBe(1 / 2);
  });

  it('counts what the moderator and people said as said, but not their turns', () => {
    // mod and @g repeat each other, which is nobody's share; a repeats the one gram of both → 1/1
    expect(repetition(talk('mod: who pays for this', '@g: who pays for this', 'a: Who pays for this?'))).toBe(1);
  });

  it('does not count what a turn repeats of itself', () => {
    // "one two three four one two three four": 5 grams, the first comes again, but within the turn → 0
    expect(repetition(talk('a: one two three four one two three four'))).toBe(0);
  });

  it('counts each occurrence in the turn', () => {
    // t2: 5 grams (1234, 2341, 3412, 4123, 1234), said before: 1234 twice → 2/5; mean (0 + 2/5)/2 = 1/5
    expect(repetition(talk('a: one two three four', 'b: one two three four one two three four'))).toBeCloseTo(1 / 5, 12);
  });

  it('does not join words of two turns', () => {
    // t1+t2 would make one-two-three-four, but each is too short; t3 → 0/1
    expect(repetition(talk('a: one two', 'b: three four', 'c: one two three four'))).toBe(0);
  });

  it('works without spaces', () => {
    // 我 / 同意 / 你的 / 看法: one gram; t2 = 我 / 同意 / 你的 / 看法 / 但是 / 价格 / 太高 / 了: 5 grams, 1 said → (0 + 1/5)/2
    expect(repetition(talk('a: 我同意你的看法。', 'b: 我同意你的看法，但是价格太高了。'))).toBeCloseTo(1 / 10, 12);
  });

  it('is undefined without a turn of four words', () => {
    expect(repetition([])).toBeNull();
    expect(repetition(talk('a: yes', 'b:', 'mod: four words or more'))).toBeNull();
  });

  it('holds over a long transcript', () => {
    const turns = talk(...Array.from({ length: 200 }, (_, i) => `p${i % 8}: ${say(`w${i % 50}x`, 20)}`));
    // turns 51 to 200 repeat turns 1 to 50 whole → 150/200
    expect(repetition(turns)).toBe(3 / 4);
  });
});
