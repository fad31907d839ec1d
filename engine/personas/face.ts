import { createHash } from 'node:crypto';
import type { Persona } from '../types.ts';
import { library } from './library.ts';

type Drawn = Pick<Persona, 'gender' | 'age'>;
type Faced = Drawn & { id: string; face?: string | undefined };

const OWN = /^own-([0-9a-f]{24})-([fmx])([012])$/;
/** What of age and gender a portrait shows. */
const AGES = [30, 50, 65] as const;
const GENDERS = { f: 'female', m: 'male', x: '' } as const;

const inLibrary = (id: string): boolean => library.some((persona) => persona.id === id);

/**
 * Names a portrait. In the library that is the persona's id. Anybody else's name holds what the portrait is drawn from,
 * and nothing of the persona can be learnt from it: whoever makes one up gets a face that means nothing.
 */
export function faceOf({ id, face, gender, age }: Faced): string {
  if (inLibrary(id) && (face === undefined || face === id)) return id;
  const seed = createHash('sha256')
    .update(face || id)
    .digest('hex')
    .slice(0, 24);
  const letter = gender === 'female' ? 'f' : gender === 'male' ? 'm' : 'x';
  return `own-${seed}-${letter}${age >= 60 ? 2 : age >= 45 ? 1 : 0}`;
}

/** Whose portrait is drawn under this name; undefined for what names none. */
export function drawnAs(face: string): Drawn | undefined {
  const [, , gender, age] = OWN.exec(face) ?? [];
  if (gender === undefined) return library.find(({ id }) => id === face);
  return { gender: GENDERS[gender as keyof typeof GENDERS], age: AGES[Number(age) as 0 | 1 | 2] };
}
