import { describe, expect, it } from 'vitest';
import { ballotMeasures, stanceEntropy } from './ballots.ts';

describe('stanceEntropy', () => {
  it('is 0 in one mind and 1 when all five positions are held alike', () => {
    expect(stanceEntropy([1, 1, 1])).toBe(0);
    expect(stanceEntropy([2])).toBe(0);
    expect(stanceEntropy([-2, -1, 0, 1, 2])).toBeCloseTo(1, 12);
  });

  it('is normalised by ln 5, not by the positions taken', () => {
    // p = 1/2, 1/2: ln 2 / ln 5 = 0.430677…
    expect(stanceEntropy([-2, 2, 2, -2])).toBeCloseTo(Math.log(2) / Math.log(5), 12);
    // p = 3/4, 1/4: (¾ ln 4/3 + ¼ ln 4) / ln 5 = 0.562335…/1.609438… = 0.349398…
    expect(stanceEntropy([0, 0, 0, 1])).toBeCloseTo(0.349398, 5);
  });

  it('is undefined without ballots', () => {
    expect(stanceEntropy([])).toBeNull();
  });
});

describe('ballotMeasures', () => {
  it('tells who moved, from where, and by which turn', () => {
    const found = ballotMeasures([
      { persona: 'ann', before: { position: -1, turn: null }, after: { position: 1, turn: 7 } },
      { persona: 'ben', before: { position: 2 }, after: { position: 0, turn: null } },
      { persona: 'cid', before: { position: 0 }, after: { position: 0, turn: 3 } },
      { persona: 'dan', before: { position: 1 }, after: { position: 2, turn: 0 } },
    ]);
    const ben = { persona: 'ben', from: 2, to: 0, turn: null };
    const dan = { persona: 'dan', from: 1, to: 2, turn: null };
    expect(found.moves).toEqual([{ persona: 'ann', from: -1, to: 1, turn: 7 }, ben, dan]);
    expect(found.movesWithoutTurn).toEqual([ben, dan]);
    // before −1, 2, 0, 1: four quarters → ln 4 / ln 5; after 1, 0, 0, 2: ½, ¼, ¼ → (½ ln 2 + ½ ln 4) / ln 5
    expect(found.entropyBefore).toBeCloseTo(Math.log(4) / Math.log(5), 12);
    expect(found.entropyAfter).toBeCloseTo((0.5 * Math.log(2) + 0.5 * Math.log(4)) / Math.log(5), 12);
  });

  it('takes a missing ballot for no move, and counts the other', () => {
    const found = ballotMeasures([
      { persona: 'ann', before: { position: 2 }, after: undefined },
      { persona: 'ben', after: { position: -2, turn: 4 } },
    ]);
    expect(found).toEqual({ entropyBefore: 0, entropyAfter: 0, moves: [], movesWithoutTurn: [] });
  });

  it('is undefined without ballots', () => {
    expect(ballotMeasures([])).toEqual({ entropyBefore: null, entropyAfter: null, moves: [], movesWithoutTurn: [] });
  });
});
