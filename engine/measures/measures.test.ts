import { describe, expect, it } from 'vitest';
import { measures } from './measures.ts';
import { talk } from './talk.fixture.ts';

describe('measures', () => {
  it('takes all of a small discussion', () => {
    const turns = talk(
      'mod: Should the square be closed to cars?', // 7 words
      'ann: I think the square should be closed.', // 7 words
      'ben: Yes, but shops need cars.', // 5 words
      '@guest: Who pays for it?',
      'ann: Then close it on Sundays.', // 5 words
      'mod: Any last word?', // 3 words
      'cid: No.', // 1 word
    );
    const found = measures(turns, ['ann', 'ben', 'cid', 'dot']);
    // w = 7, 5, 5, 1 → sorted 1, 5, 5, 7 → 5; all below 25
    expect(found.medianWords).toBe(5);
    expect(found.shortTurns).toBe(1);
    // mean 18/4 = 4.5; squares 2.5² + 0.5² + 0.5² + 3.5² = 6.25 + 0.25 + 0.25 + 12.25 = 19; √(19/4)/4.5
    expect(found.lengthVariation).toBeCloseTo(Math.sqrt(19 / 4) / 4.5, 12);
    // turns: dot 0, ben 1, cid 1, ann 2: (−3·0 − 1·1 + 1·1 + 3·2) / (4·4) = 6/16
    expect(found.participationGini).toBeCloseTo(6 / 16, 12);
    // p = ½, ¼, ¼: (½ ln 2 + ½ ln 4) / ln 4 = 1.5 ln 2 / (2 ln 2)
    expect(found.participationEntropy).toBeCloseTo(3 / 4, 12);
    // runs: ann ben ann, cid
    expect(found.chainDepth).toBe(2);
    // (7 + 3) / (7 + 3 + 18)
    expect(found.moderatorShare).toBeCloseTo(10 / 28, 12);
    // the moderator's: should-the-square-be, the-square-be-closed, …; ann's: i-think-the-square, think-the-square-should,
    // the-square-should-be, square-should-be-closed: none of them was said, nor any later one (cid has none)
    expect(found.repetition).toBe(0);
    // N = 3 (dot said nothing) and no word in common between ann, ben and cid
    expect(found.speakerDistance).toBeCloseTo(1, 12);
    // ben's of 4
    expect(found.agreementOpenings).toBe(1 / 4);
  });

  it('measures one turn of one persona', () => {
    expect(measures(talk('ann: We need more trees here'))).toEqual({
      medianWords: 5,
      shortTurns: 1,
      lengthVariation: 0,
      participationGini: 0,
      participationEntropy: null,
      chainDepth: 1,
      moderatorShare: 0,
      repetition: 0,
      speakerDistance: null,
      agreementOpenings: 0,
    });
  });

  it('measures a discussion in Chinese', () => {
    // 我 同意 你的 看法 但是 价格 太高 了 = 8 words; 没错 我 觉得 可以 = 4 words
    const found = measures(talk('安: 我同意你的看法，但是价格太高了。', '本: 没错，我觉得可以。'));
    expect(found.medianWords).toBe(6);
    // mean 6, deviations ±2 → 2/6
    expect(found.lengthVariation).toBeCloseTo(1 / 3, 12);
    expect(found.agreementOpenings).toBe(1);
    expect(found.repetition).toBe(0);
    // N = 2; 我 in both: idf 1; others k = ln(3/2) + 1: cos = 1 / (√(1 + 7k²) · √(1 + 3k²))
    const k = Math.log(3 / 2) + 1;
    expect(found.speakerDistance).toBeCloseTo(1 - 1 / (Math.sqrt(1 + 7 * k ** 2) * Math.sqrt(1 + 3 * k ** 2)), 12);
  });

  it('is null all through where nobody has spoken', () => {
    for (const turns of [[], talk('@guest: Hello?')])
      for (const [key, value] of Object.entries(measures(turns, ['ann', 'ben']))) expect(value, key).toBeNull();
  });

  it('leaves the transcript as it was and finds the same again', () => {
    const turns = talk('b: long words follow here now', 'a: yes', 'mod: thanks', 'b: bye');
    const before = structuredClone(turns);
    expect(measures(turns)).toEqual(measures(turns));
    expect(turns).toEqual(before);
  });

  it('reads a turn anew when its text is another', () => {
    const turns = talk('ann: one two three');
    expect(measures(turns).medianWords).toBe(3);
    for (const turn of turns) turn.text = 'one';
    expect(measures(turns).medianWords).toBe(1);
  });
});
