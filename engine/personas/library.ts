import { z } from 'zod';
import { firstName, foldCase } from '../formats/names.ts';
import type { Persona } from '../types.ts';
import { editDistance } from './edit-distance.ts';
import artsAndMedia from './library/arts-and-media.json' with { type: 'json' };
import business from './library/business.json' with { type: 'json' };
import education from './library/education.json' with { type: 'json' };
import environment from './library/environment.json' with { type: 'json' };
import everydayLife from './library/everyday-life.json' with { type: 'json' };
import health from './library/health.json' with { type: 'json' };
import publicPolicy from './library/public-policy.json' with { type: 'json' };
import technology from './library/technology.json' with { type: 'json' };

const trait = z.int().min(1).max(10);
const line = (max: number) => z.string().trim().min(1).max(max);

/** What a persona must have, whoever writes it. */
export const personaSchema = z.strictObject({
  id: z
    .string()
    .max(80)
    .regex(/^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u, 'Small letters, digits and single hyphens'),
  name: line(80),
  field: line(80),
  age: z.int().min(16).max(110),
  gender: line(40),
  profession: line(120),
  traits: z.strictObject({ openness: trait, rigor: trait, criticalThinking: trait, optimism: trait }),
  knowledge: z.array(line(120)).min(1).max(10),
  yearsOfExperience: z.int().min(0).max(90),
  views: z.array(line(600)).min(1).max(10),
  stance: z.enum(['support', 'oppose', 'neutral', 'critical']),
  style: z.enum(['formal', 'casual', 'technical', 'storytelling']),
  behaviour: z.enum(['active', 'passive', 'balanced']),
  voice: line(400),
  face: z.string().max(80).optional(),
}) satisfies z.ZodType<Persona | (Omit<Persona, 'face'> & { face?: string | undefined })>;

/** The templates that come with simFocus. */
export const library: readonly Persona[] = Object.freeze(
  z
    .array(personaSchema)
    .parse([
      ...business,
      ...technology,
      ...health,
      ...education,
      ...publicPolicy,
      ...environment,
      ...artsAndMedia,
      ...everydayLife,
    ]),
);

/** By id, full name or a first name that only one has; case, accents and a leading @ do not matter. */
export function findPersona(nameOrId: string, among: readonly Persona[] = library): Persona | undefined {
  const found = personasCalled(nameOrId, among);
  return found.length === 1 ? found[0] : undefined;
}

/** All who answer to it: by id, else by full name, else by first name. */
export function personasCalled(nameOrId: string, among: readonly Persona[] = library): Persona[] {
  const wanted = plain(nameOrId);
  if (wanted === '') return [];
  const forms = [
    (one: Persona) => plain(one.id),
    (one: Persona) => plain(one.name),
    (one: Persona) => plain(firstName(one.name)),
  ];
  for (const form of forms) {
    const found = among.filter((one) => form(one) === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

/** The name that was probably meant; undefined when none is near. */
export function suggestPersona(text: string, among: readonly Persona[] = library): string | undefined {
  const wanted = plain(text.slice(0, 80));
  let nearest: { name: string; share: number } | undefined;
  for (const { name } of among) {
    for (const form of [name, ...name.split(/\s+/u)].map(plain)) {
      const share = editDistance(wanted, form) / Math.max([...wanted].length, [...form].length, 1);
      if (share <= FAR && (!nearest || share < nearest.share)) nearest = { name, share };
    }
  }
  return nearest?.name;
}

/** More than this share of the letters changed is another name. */
const FAR = 0.45;

/** Hyphens are spaces, so that an id and a name with a hyphen may be typed either way. */
const plain = (text: string): string =>
  foldCase(text)
    .replace(/['’]/gu, '')
    .replace(/[-_\s]+/gu, ' ')
    .replace(/^[@\s]+/u, '')
    .trim();
