import { faceOf, searchPersonas } from '../../engine/engine.ts';
import type { Persona } from '../../engine/types.ts';
import { type Command, personasFor } from '../doing.ts';
import type { FaceLine, Line, View } from '../view.ts';
import { suggestPersonas } from './suggestions.ts';

const MOST_FACES = 8;

/** Who can take part. */
export const personas: Command = {
  name: 'personas',
  summary: 'Who can take part',
  options: [{ name: 'search', summary: 'a name, a profession or a field', kind: 'text', most: 80, suggests: true }],
  run: async ({ search }, doing) => {
    const among = await personasFor(doing);
    return search === undefined ? everybody(among) : found(String(search), among);
  },
  suggest: async (_option, typed, doing) => suggestPersonas(typed.replaceAll(',', ' '), await personasFor(doing)),
};

function everybody(among: readonly Persona[]): View {
  const fields = [...new Set(among.map(({ field }) => field))];
  return {
    title: `${among.length} personas`,
    lines: [
      ...fields.map((field): Line => [{ bold: `${field.replaceAll('-', ' ')}:` }, ` ${namesIn(field, among)}`]),
      'Search for one to see who they are; name them when you start a discussion.',
    ],
  };
}

const namesIn = (field: string, among: readonly Persona[]): string =>
  among
    .filter((one) => one.field === field)
    .map(({ name }) => name)
    .join(', ');

function found(search: string, among: readonly Persona[]): View {
  const people = searchPersonas(search, among);
  if (people.length === 0) return { tone: 'warning', lines: ['Nobody is called so or does that. Search for something else.'] };
  const more = people.length - MOST_FACES;
  return {
    title: people.length === 1 ? people[0]?.name : `${people.length} personas`,
    faces: people.slice(0, MOST_FACES).map(sheetLine),
    ...(more > 0 && { lines: [`And ${more} more; search for something narrower.`] }),
  };
}

function sheetLine(persona: Persona): FaceLine {
  const { name, age, profession, stance, style, behaviour, knowledge, voice } = persona;
  const about = `${profession}, ${age}; ${stance}, ${style}, ${behaviour}. Knows ${knowledge.join(', ')}. ${voice}`;
  return { name, avatar: faceOf(persona), line: about };
}
