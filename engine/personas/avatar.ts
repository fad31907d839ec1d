import { createAvatar } from '@dicebear/core';
import * as notionists from '@dicebear/notionists';
import type { Persona } from '../types.ts';
import { drawnAs, faceOf } from './face.ts';
import { portraitOf } from './portrait.ts';

const MOST_KEPT = 200;
const kept = new Map<string, string>();

/**
 * A portrait as SVG, drawn here: the same name (of a face, or an id) always gives the same one, and nothing is asked of
 * anybody. Of somebody who is not in the library, gender and age may be given. Neither they nor the name stand in the SVG.
 * The drawings are "Notionists" by Zoish, CC0 1.0.
 */
export function avatarSvg(name: string, person?: Pick<Persona, 'gender' | 'age'> & { face?: string | undefined }): string {
  const face = person ? faceOf({ id: name, ...person }) : name;
  const known = kept.get(face);
  if (known !== undefined) return known;
  const svg = createAvatar(notionists, { ...portraitOf(drawnAs(face)), seed: face }).toString();
  const oldest = kept.keys().next();
  if (kept.size >= MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  kept.set(face, svg);
  return svg;
}
