import { describe, expect, it } from 'vitest';
import { chance, normal } from '../seed.ts';
import type { Turn } from '../types.ts';
import { blocksOf } from './blocks.ts';
import { measures } from './measures.ts';
import { adjusted, permutationTest } from './permutation.ts';
import { talk } from './talk.fixture.ts';
import { wilson } from './wilson.ts';

describe('permutationTest', () => {
  it('goes through all ways where they are few', () => {
    // 8 values, 70 ways; only the seen one and its mirror are as large: 2 ÷ 70
    expect(
      permutationTest(
        [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ],
        1,
      ),
    ).toBeCloseTo(2 / 70, 12);
    // all alike: every way is as large
    expect(
      permutationTest(
        [
          [1, 1, 1, 1],
          [1, 1, 1, 1],
        ],
        1,
      ),
    ).toBe(1);
  });

  it('gives the same for the same seed, and nothing for too little', () => {
    const groups = [Array.from({ length: 12 }, (_, i) => i % 5), Array.from({ length: 12 }, (_, i) => (i % 5) + 1)];
    expect(permutationTest(groups, 7)).toBe(permutationTest(groups, 7));
    expect(
      permutationTest(
        [
          [1, 2, 3],
          [1, 2, 3, 4],
        ],
        1,
      ),
    ).toBeNull();
    expect(permutationTest([[1, 2, 3, 4]], 1)).toBeNull();
    expect(permutationTest([], 1)).toBeNull();
  });

  it('corrects by Holm', () => {
    // .01·3, .02·2, .04·1; null stays
    expect(adjusted([0.04, null, 0.01, 0.02])).toEqual([0.04, null, 0.03, 0.04]);
    expect(adjusted([0.9, 0.8])).toEqual([1, 1]);
  });
});

describe('wilson', () => {
  it('equals published values', () => {
    // Newcombe 1998: 81 of 263 → .2553 to .3662; 0 of 20 → 0 to .1611
    expect(wilson(81, 263)?.map((x) => x.toFixed(4))).toEqual(['0.2553', '0.3662']);
    expect(wilson(0, 20)?.[0]).toBe(0);
    expect(wilson(0, 20)?.[1]).toBeCloseTo(0.1611, 4);
    expect(wilson(5, 5)?.[1]).toBeCloseTo(1, 12);
    expect(wilson(0, 0)).toBeNull();
  });
});

const SPEAKERS = ['ann', 'ben', 'cid', 'dot', 'eve'];

/** A discussion of eight rounds from one distribution: lengths, words and agreement vary, and each round has a mood of its own. */
function scripted(seed: string, words: number): Turn[] {
  const lines: string[] = [];
  const rounds: number[] = [];
  for (let round = 1; round <= 8; round++) {
    const mood = Math.exp(normal(seed, round) * 0.2);
    for (const speaker of SPEAKERS) {
      const length = Math.max(3, Math.round(words * mood * Math.exp(normal(seed, round, speaker) * 0.5)));
      const text = Array.from({ length }, (_, i) => `w${Math.floor(chance(seed, round, speaker, i) * 300)}`).join(' ');
      lines.push(`${speaker}: ${chance(seed, round, speaker) < 0.3 ? 'Yes, ' : ''}${text}`);
      rounds.push(round);
    }
  }
  return talk(...lines).map((turn, i) => ({ ...turn, round: rounds[i] as number }));
}

const KEYS = ['medianWords', 'lengthVariation', 'speakerDistance', 'agreementOpenings'] as const;
const blockMeasures = (turns: Turn[]) => blocksOf(turns).map((block) => measures(block));

function rejections(pairs: number, words: (k: number) => [number, number]) {
  const rejected = Object.fromEntries([...KEYS, 'any'].map((key) => [key, 0]));
  for (let k = 0; k < pairs; k++) {
    const [a, b] = words(k);
    const both = [blockMeasures(scripted(`a${k}`, a)), blockMeasures(scripted(`b${k}`, b))];
    const tests = KEYS.map((key) =>
      permutationTest(
        both.map((blocks) => blocks.flatMap((block) => block[key] ?? [])),
        k,
      ),
    );
    tests.forEach((p, i) => {
      const key = KEYS[i] as string;
      if (p !== null && p < 0.05) rejected[key] = (rejected[key] ?? 0) + 1;
    });
    if (adjusted(tests).some((p) => p !== null && p < 0.05)) rejected['any'] = (rejected['any'] ?? 0) + 1;
  }
  return rejected;
}

describe('on 400 pairs of discussions', () => {
  it('from one distribution it rejects at 5 % in at most 7.5 %, each measure and all together', () => {
    const rejected = rejections(400, () => [30, 30]);
    for (const [key, count] of Object.entries(rejected)) expect(count / 400, key).toBeLessThanOrEqual(0.075);
  }, 120_000);

  it('of which one has turns twice as long it finds that, and no difference in agreement', () => {
    const rejected = rejections(40, () => [25, 50]);
    expect(rejected['medianWords']).toBeGreaterThan(34);
    expect(rejected['any']).toBeGreaterThan(34);
    expect(rejected['agreementOpenings']).toBeLessThanOrEqual(5);
  }, 60_000);
});

it('blocks are rounds, else six turns each with the rest in the last', () => {
  expect(blocksOf(scripted('x', 5)).map(({ length }) => length)).toEqual(Array(8).fill(5));
  const plain = (n: number) =>
    blocksOf(talk('mod: Hi.', ...Array.from({ length: n }, (_, i) => `ann: ${i}`))).map(({ length }) => length);
  expect(plain(15)).toEqual([6, 9]);
  expect(plain(4)).toEqual([4]);
  expect(plain(0)).toEqual([]);
});
