import type { Persona } from '../../types.ts';
import { catchphrasesOf } from './catchphrases.ts';
import { firstName, upperFirst } from './english.ts';

const LINK =
  /^(?:And|So|But|Still|Besides|Then again|On the other hand|And yet|Against that|In practice|Mind you|For a start|My suggestion|Here is what I would do|Then there is this|Then tell me|One more thing|Then)[,:]?\s+/;

/** Without the link to what came before, and without the name of whom it was said to. */
export function plain(sentence: string, personas: readonly Persona[]): string {
  const names = personas.map(({ name }) => firstName(name)).filter((name) => name !== undefined);
  let bare = sentence.replace(LINK, '');
  for (const lead of personas.flatMap((persona) => catchphrasesOf(persona).leads))
    if (bare.startsWith(`${lead} `)) bare = upperFirst(bare.slice(lead.length + 1));
  for (const name of names) {
    if (bare.startsWith(`${name}, `)) bare = bare.slice(name.length + 2);
    bare = bare.replace(`, ${name},`, ',').replace(new RegExp(`, ${name}(?=[.?!]$)`), '');
  }
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
