import { describe, expect, it } from 'vitest';
import { participationMeasures } from './participation.ts';
import { talk } from './talk.fixture.ts';

const four = talk('ann: 1', 'mod: 2', 'ben: 3', '@guest: 4', 'ann: 5', 'ann: 6');

describe('participationMeasures', () => {
  it('counts the turns of personas, whatever their length', () => {
    // ann 3, ben 1 → x = 1, 3: Gini = ((2·1 − 3)·1 + (2·2 − 3)·3) / (2·4) = (−1 + 3)/8 = 1/4
    // p = 3/4, 1/4: −(¾ ln ¾ + ¼ ln ¼) / ln 2 = 0.811278…
    const found = participationMeasures(four);
    expect(found.participationGini).toBeCloseTo(1 / 4, 12);
    expect(found.participationEntropy).toBeCloseTo((0.75 * Math.log(4 / 3) + 0.25 * Math.log(4)) / Math.log(2), 12);
    expect(found.participationEntropy).toBeCloseTo(0.811278, 6);
  });

  it('counts who never spoke as 0', () => {
    // x = 0, 1, 3: ((2 − 4)·0 + (4 − 4)·1 + (6 − 4)·3) / (3·4) = 6/12; entropy: 0.562335… (as above, in nats) / ln 3
    const found = participationMeasures(four, ['ann', 'ben', 'cid']);
    expect(found.participationGini).toBeCloseTo(1 / 2, 12);
    expect(found.participationEntropy).toBeCloseTo((0.75 * Math.log(4 / 3) + 0.25 * Math.log(4)) / Math.log(3), 12);
  });

  it('counts who spoke without being in the cast', () => {
    expect(participationMeasures(four, ['ann'])).toEqual(participationMeasures(four));
  });

  it('is 0 and 1 when all speak alike', () => {
    const even = participationMeasures(talk('a: x', 'b: x', 'c: x', 'c: x', 'b: x', 'a: x'));
    expect(even.participationGini).toBe(0);
    expect(even.participationEntropy).toBeCloseTo(1, 12);
  });

  it('has a Gini of 0 but no entropy for one speaker alone', () => {
    // x = 5: (2·1 − 1 − 1)·5 / 5 = 0; ln 1 = 0 cannot divide
    const alone = participationMeasures(talk('a: x', 'a: x', 'a: x', 'a: x', 'a: x'));
    expect(alone).toEqual({ participationGini: 0, participationEntropy: null });
  });

  it('is (n − 1) ÷ n and 0 when one of the cast has all turns', () => {
    // x = 0, 0, 0, 2: (8 − 5)·2 / (4·2) = 3/4; p = 1 → −1·ln 1 = 0
    const one = participationMeasures(talk('a: x', 'a: x'), ['a', 'b', 'c', 'd']);
    expect(one).toEqual({ participationGini: 3 / 4, participationEntropy: 0 });
  });

  it('is undefined before a persona has spoken', () => {
    const nothing = { participationGini: null, participationEntropy: null };
    expect(participationMeasures([])).toEqual(nothing);
    expect(participationMeasures(talk('mod: hello'), ['ann', 'ben'])).toEqual(nothing);
  });
});
