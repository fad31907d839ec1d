import type { Persona } from '../types.ts';
import { library } from './library.ts';

/** A group with a name, to be taken whole. */
export type Cast = { name: string; summary: string; personas: readonly Persona[] };

const MIXED: readonly { name: string; summary: string; ids: readonly string[] }[] = [
  {
    name: 'town-hall',
    summary: 'those who plan a city and those who live in it',
    ids: ['christoph-brandt', 'hyun-ju-park', 'joaquin-herrera', 'walter-simmons', 'farida-rahimi', 'elena-petrova'],
  },
  {
    name: 'new-product',
    summary: 'a founder, those who build and test, and those who might buy',
    ids: ['hao-lin', 'yuki-tanabe', 'priya-raghunathan', 'jamal-wright', 'hyun-ju-park', 'margaret-whitlock'],
  },
  {
    name: 'boardroom',
    summary: 'money, people, purchasing, risk and law around one table',
    ids: ['ingrid-solberg', 'tunde-adeyemi', 'graciela-benitez', 'marta-kowalczyk', 'bernadette-moreau'],
  },
  {
    name: 'first-customers',
    summary: 'people who know nothing of it and would have to use it',
    ids: ['jamal-wright', 'elena-petrova', 'bruno-ferreira', 'idris-chaudhry', 'walter-simmons', 'dilnoza-karimova'],
  },
  {
    name: 'hard-questions',
    summary: 'people who look for what could go wrong, and one who believes in it',
    ids: ['leila-farahani', 'bernadette-moreau', 'chioma-okafor', 'sofia-papadaki', 'declan-orourke', 'samir-haddad'],
  },
  {
    name: 'three-generations',
    summary: 'from nineteen to seventy-eight',
    ids: ['jamal-wright', 'lotte-de-vries', 'idris-chaudhry', 'marta-kowalczyk', 'walter-simmons', 'margaret-whitlock'],
  },
];

const FIELDS: Record<string, string> = {
  'arts-and-media': 'a newsroom, a stage, a studio',
  business: 'owners, founders and those who watch the money',
  education: 'teachers of all ages',
  environment: 'land, water, energy and climate',
  'everyday-life': 'people with no trade in the matter',
  health: 'those who treat, nurse and count',
  'public-policy': 'planners, lawyers and councillors',
  technology: 'those who build it and those who guard it',
};

const byId = new Map(library.map((persona) => [persona.id, persona]));

/** The named casts that come with simFocus: mixed ones, and one for each field. */
export const casts: readonly Cast[] = [
  ...MIXED.map(({ name, summary, ids }) => ({ name, summary, personas: ids.flatMap((id) => byId.get(id) ?? []) })),
  ...Object.entries(FIELDS).map(([field, summary]) => ({
    name: field,
    summary,
    personas: library.filter((persona) => persona.field === field),
  })),
];

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, '-');

/** However it is typed. */
export const castNamed = (name: string, among: readonly Cast[] = casts): Cast | undefined =>
  among.find((cast) => plain(cast.name) === plain(name));
