import { describe, expect, test } from 'vitest';
import { bands, insideBand, type MeasureKey } from '../../measures/bands.ts';
import { type Measures, measures } from '../../measures/measures.ts';
import type { Behaviour, Persona } from '../../types.ts';
import { cast, obedient, persona, Room } from './room.fixture.ts';

/** Those of design section 9 that the format decides; the others are the model's. */
const OURS = ['medianWords', 'shortTurns', 'lengthVariation', 'participationGini', 'chainDepth', 'moderatorShare'] as const;

function measured(personas: readonly Persona[], seed: string, factor = 1): Measures {
  const room = new Room(personas, { rounds: 8 }, seed);
  room.run((step) => obedient(step, factor));
  return measures(
    room.transcript.turns,
    personas.map(({ id }) => id),
  );
}

const mixed = (i: number, k: number) =>
  (['active', 'passive', 'balanced'] as const)[((k + 1) * i + (i >> 1) * k) % 3] as Behaviour;
const all = (behaviour: Behaviour) => cast(6, { behaviour });
/** Ten casts with ten seeds: mixed ones, some with two of a kind, and such as are all alike. */
const TEN: [string, Persona[]][] = [
  ...Array.from({ length: 7 }, (_, k): [string, Persona[]] => [
    `mixed ${k}`,
    cast(6).map((_one, i) => persona(i + k, { behaviour: mixed(i, k) })),
  ]),
  ['balanced', all('balanced')],
  ['passive', all('passive')],
  ['active', all('active')],
];

describe.each(TEN)('a free discussion of six in eight rounds, cast %s', (name, personas) => {
  const found = measured(personas, `seed ${name}`);
  test.each(OURS)('%s is like that of people', (key) => {
    expect(insideBand(key, found[key]), `${key} is ${found[key]}`).toBe(true);
  });
  test('is well inside for what the format itself settles', () => {
    expect(found.medianWords).toBeGreaterThan(46);
    expect(found.medianWords).toBeLessThan(56);
    expect(found.shortTurns).toBeGreaterThan(0.28);
    expect(found.shortTurns).toBeLessThan(0.38);
    expect(found.participationGini).toBeGreaterThan(0.14);
    expect(found.participationGini).toBeLessThan(0.22);
  });
  test('a model that returns twice the words is found out', () => {
    expect(insideBand('medianWords', measured(personas, `seed ${name}`, 2).medianWords)).toBe(false);
  });
});

test('the bands are those of people', () => {
  const known = bands.map(({ key }): MeasureKey => key);
  for (const key of OURS) expect(known).toContain(key);
});

test('active personas have more turns than passive ones, and passive ones more brief ones', () => {
  const turns = { active: 0, passive: 0, balanced: 0 };
  const brief = { active: 0, passive: 0, balanced: 0 };
  for (let k = 0; k < 10; k++) {
    const personas = cast(6);
    for (const step of new Room(personas, { rounds: 8 }, `seed ${k}`).run()) {
      if (step.kind !== 'speak' || !step.key.startsWith('round/')) continue;
      const { behaviour } = personas.find(({ id }) => id === step.speaker.id) as Persona;
      turns[behaviour]++;
      if (step.words.about < 25) brief[behaviour]++;
    }
  }
  expect(turns.active).toBeGreaterThan(1.3 * turns.balanced);
  expect(turns.balanced).toBeGreaterThan(1.2 * turns.passive);
  expect(brief.passive / turns.passive).toBeGreaterThan(0.4);
  expect(brief.active / turns.active).toBeLessThan(0.4);
});

test('essays keep to the documents’ range', () => {
  for (const step of new Room(cast(6), { rounds: 6, length: 'essay' }).run()) {
    if (step.kind !== 'speak' || !step.key.startsWith('round/')) continue;
    expect(step.words.about).toBeGreaterThanOrEqual(100);
    expect(step.words.about).toBeLessThan(step.words.max);
    expect(step.words.max).toBe(500);
  }
});
