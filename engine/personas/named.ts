import { UserError } from '../errors.ts';
import { plainName } from '../formats/wording.ts';
import type { Persona } from '../types.ts';
import { personasCalled, suggestPersona } from './library.ts';

const EXAMPLES = 5;

/** The personas that were asked for by name or id, in that order. Throws UserError on one that is unknown, unclear or named twice. */
export function personasNamed(named: readonly string[], from: readonly Persona[]): Persona[] {
  const personas: Persona[] = [];
  for (const name of named) {
    const persona = theOneCalled(name, from);
    if (personas.includes(persona)) throw refused(`${persona.name} is named twice. Name each persona once.`);
    personas.push(persona);
  }
  return personas;
}

function theOneCalled(name: string, from: readonly Persona[]): Persona {
  const [found, ...others] = personasCalled(name, from);
  if (found && others.length === 0) return found;
  if (found) {
    const who = [found, ...others].map((one) => `${one.name} (${one.id})`).join(', ');
    throw refused(`There are several personas called "${plainName(name)}": ${who}. Name the one you mean by the id in brackets.`);
  }
  const near = suggestPersona(name, from);
  const some = from.slice(0, EXAMPLES).map((one) => one.name);
  const wayOn = near ? `Did you mean ${near}?` : `There are ${from.length}, for instance ${some.join(', ')}.`;
  throw refused(`There is no persona called "${plainName(name)}". ${wayOn} You can also say only how many.`);
}

const refused = (told: string) => new UserError(told, 'VALIDATION_ERROR', { field: 'personas' });
