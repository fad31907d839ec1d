import { foldCase } from '../formats/names.ts';
import type { Persona } from '../types.ts';
import { library } from './library.ts';

/** Those whose name begins so, then those whose name, work, field or knowledge has it; all of them for nothing typed. */
export function searchPersonas(typed: string, among: readonly Persona[] = library): Persona[] {
  const wanted = foldCase(typed).trim();
  if (wanted === '') return [...among];
  const ranked = among.map((persona) => ({ persona, rank: rankOf(persona, wanted) }));
  return ranked
    .filter(({ rank }) => rank < NOT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ persona }) => persona);
}

const NOT = 3;

function rankOf({ name, id, profession, field, knowledge }: Persona, wanted: string): number {
  const folded = foldCase(name);
  if (folded.startsWith(wanted)) return 0;
  if (folded.split(/\s+/u).some((part) => part.startsWith(wanted)) || id.startsWith(wanted)) return 1;
  const sheet = [folded, profession, field.replaceAll('-', ' '), field, ...knowledge];
  return sheet.some((text) => foldCase(text).includes(wanted)) ? 2 : NOT;
}
