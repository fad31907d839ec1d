import { describe, expect, it } from 'vitest';
import { bands, insideBand } from './bands.ts';
import { measures } from './measures.ts';

describe('bands', () => {
  it('has one row for each measure', () => {
    expect(bands.map((row) => row.key).sort()).toEqual(Object.keys(measures([])).sort());
  });

  it('finds people inside their own band and synthetic groups outside', () => {
    for (const { key, people, synthetic, band } of bands) {
      expect(insideBand(key, people), key).toBe(band ? true : null);
      expect(insideBand(key, synthetic), key).toBe(band ? false : null);
    }
  });

  it('takes the ends in', () => {
    expect([21.9, 22, 90, 90.1].map((value) => insideBand('medianWords', value))).toEqual([false, true, true, false]);
  });

  it('says nothing without a value or a band', () => {
    expect(insideBand('medianWords', null)).toBeNull();
    expect(insideBand('participationEntropy', 0.9)).toBeNull();
  });
});
