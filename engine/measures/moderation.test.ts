import { describe, expect, it } from 'vitest';
import { chainDepth, moderatorShare } from './moderation.ts';
import { say, talk } from './talk.fixture.ts';

describe('chainDepth', () => {
  it('is the mean run between moderator turns', () => {
    // runs: a b c = 3, d = 1 → (3 + 1)/2
    expect(chainDepth(talk('mod: 1', 'a: 2', 'b: 3', 'c: 4', 'mod: 5', 'd: 6', 'mod: 7'))).toBe(2);
  });

  it('counts what comes before the first and after the last moderator turn', () => {
    // runs: a b = 2, c = 1, d a b = 3 → 6/3
    expect(chainDepth(talk('a: 1', 'b: 2', 'mod: 3', 'c: 4', 'mod: 5', 'd: 6', 'a: 7', 'b: 8'))).toBe(2);
  });

  it('counts no empty runs', () => {
    // a b = 2 and c = 1; nothing between the two moderator turns → 3/2
    expect(chainDepth(talk('a: 1', 'b: 2', 'mod: 3', 'mod: 4', 'c: 5', 'mod: 6'))).toBe(1.5);
  });

  it('lets questions of people neither split nor count', () => {
    // a b c = 3, d = 1 → 2, with a question inside a run, beside a moderator turn and alone between two
    const turns = talk('a: 1', '@g: ?', 'b: 2', 'c: 3', '@g: ?', 'mod: 4', '@g: ?', 'mod: 5', 'd: 6', '@g: ?');
    expect(chainDepth(turns)).toBe(2);
  });

  it('is the number of persona turns when nobody moderates', () => {
    expect(chainDepth(talk('a: 1', 'b: 2', 'a: 3', 'b: 4'))).toBe(4);
  });

  it('is undefined without persona turns', () => {
    expect(chainDepth([])).toBeNull();
    expect(chainDepth(talk('mod: 1', '@g: 2', 'mod: 3'))).toBeNull();
  });
});

describe('moderatorShare', () => {
  it('leaves the words of people out', () => {
    // 6 / (6 + 10 + 8) = 1/4
    const turns = talk(`mod: ${say('m', 6)}`, `a: ${say('a', 10)}`, `@g: ${say('g', 50)}`, `b: ${say('b', 8)}`);
    expect(moderatorShare(turns)).toBe(1 / 4);
  });

  it('is 0 without a moderator and 1 without personas', () => {
    expect(moderatorShare(talk('a: one two', 'b: three'))).toBe(0);
    expect(moderatorShare(talk('mod: one two'))).toBe(1);
  });

  it('is undefined when neither said a word', () => {
    expect(moderatorShare([])).toBeNull();
    expect(moderatorShare(talk('mod: …', 'a:', '@g: Is anybody there?'))).toBeNull();
  });
});
