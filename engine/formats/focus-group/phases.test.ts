import { expect, test } from 'vitest';
import { phaseLengths, phaseOf, phasesOf, startsPhase } from './phases.ts';

const ALL = Array.from({ length: 40 }, (_, i) => i + 1);
const letters = (rounds: number) =>
  ALL.slice(0, rounds)
    .map((round) => phaseOf(round, rounds).slice(0, 2))
    .join(' ');

test('three rounds and fewer leave phases out', () => {
  expect(letters(1)).toBe('op');
  expect(letters(2)).toBe('op cl');
  expect(letters(3)).toBe('op de cl');
  expect(phasesOf(3)).toEqual(['opening', 'debate', 'closing']);
});

test('four rounds have one of each, and five to eight are in proportion', () => {
  expect(phasesOf(4)).toEqual(['opening', 'development', 'debate', 'closing']);
  const counts = (rounds: number) =>
    ['opening', 'development', 'debate', 'closing'].map(
      (phase) => ALL.slice(0, rounds).filter((r) => phaseOf(r, rounds) === phase).length,
    );
  expect(counts(4)).toEqual([1, 1, 1, 1]);
  expect(counts(5)).toEqual([1, 1, 2, 1]);
  expect(counts(8)).toEqual([1, 3, 2, 2]);
  expect(counts(10)).toEqual([1, 4, 3, 2]);
  expect(counts(20)).toEqual([2, 8, 6, 4]);
  expect(counts(40)).toEqual([4, 16, 12, 8]);
});

test.each(ALL.slice(3))('%i rounds: every phase in order, each ending at its share of the rounds', (rounds) => {
  expect(phasesOf(rounds)).toEqual(['opening', 'development', 'debate', 'closing']);
  const end = (phase: string) => Math.max(...ALL.slice(0, rounds).filter((round) => phaseOf(round, rounds) === phase));
  const near = (round: number, share: number) => expect(Math.abs(round - share * rounds)).toBeLessThan(1);
  near(end('opening'), 0.1);
  near(end('development'), 0.5);
  near(end('debate'), 0.8);
  expect(end('closing')).toBe(rounds);
});

test('a phase starts once', () => {
  expect(ALL.slice(0, 8).filter((round) => startsPhase(round, 8))).toEqual([1, 2, 5, 7]);
});

test('the lengths of the phases are told in order, and are all the rounds', () => {
  expect(phaseLengths(6)).toEqual([
    { phase: 'opening', rounds: 1 },
    { phase: 'development', rounds: 2 },
    { phase: 'debate', rounds: 1 },
    { phase: 'closing', rounds: 2 },
  ]);
  for (const rounds of ALL) expect(phaseLengths(rounds).reduce((sum, one) => sum + one.rounds, 0)).toBe(rounds);
});
