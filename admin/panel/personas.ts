import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { personaSchema } from '../../engine/engine.ts';
import type { Persona } from '../../engine/types.ts';
import type { TeamPersona } from '../../prisma/generated/client.ts';

const { id: _id, traits, ...fields } = personaSchema.shape;

/** What a person writes of a persona, each field on its own as the form and the files have it. */
export const personaInput = z.strictObject({
  ...fields,
  ...traits.shape,
  shared: z.boolean().default(true),
  face: z.string().trim().max(80).default(''),
});
export type PersonaInput = z.infer<typeof personaInput>;

export type Sheet = Omit<PersonaInput, 'shared' | 'face'>;

export const PERSONA_FIELDS = [
  'name',
  'field',
  'age',
  'gender',
  'profession',
  'openness',
  'rigor',
  'criticalThinking',
  'optimism',
  'knowledge',
  'yearsOfExperience',
  'views',
  'stance',
  'style',
  'behaviour',
  'voice',
  'face',
] as const;

/** As the engine has it. */
export function personaOf(input: Omit<PersonaInput, 'shared'> & { id: string }): Persona {
  const { openness, rigor, criticalThinking, optimism, face, ...rest } = input;
  const { shared: _shared, ...persona } = rest as typeof rest & { shared?: boolean };
  return { ...persona, traits: { openness, rigor, criticalThinking, optimism }, ...(face && { face }) };
}

/** One of the engine's as the form and the files have it. */
export function sheetOf({ id: _id, traits, face, ...persona }: Persona): Omit<PersonaInput, 'shared'> {
  return { ...persona, ...traits, face: face ?? '' };
}

/** Of a row of the database, only what is the persona's. */
export const exported = (row: TeamPersona): Record<string, unknown> =>
  Object.fromEntries(PERSONA_FIELDS.map((name) => [name, row[name]]));

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** The name and six letters of chance: a name that people can type, and nobody else's. */
export function newPersonaId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '');
  const chance = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return plain ? `${plain}-${chance}` : `persona-${chance}`;
}
