import { createAvatar } from '@dicebear/core';
import * as notionists from '@dicebear/notionists';
import type { Persona } from '../types.ts';
import { library } from './library.ts';
import { portraitOf } from './portrait.ts';

const MOST_KEPT = 200;
const kept = new Map<string, string>();

/**
 * A portrait as SVG, drawn here from the id: the same id always gives the same face, and nothing is asked of anybody.
 * Of somebody who is not in the library, gender and age may be given. Neither they nor the id stand in the SVG.
 * The drawings are "Notionists" by Zoish, CC0 1.0.
 */
export function avatarSvg(personaId: string, person?: Pick<Persona, 'gender' | 'age'>): string {
  const whose = person ?? library.find(({ id }) => id === personaId);
  const key = JSON.stringify([personaId, whose?.gender, whose?.age]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const svg = createAvatar(notionists, { ...portraitOf(whose), seed: personaId }).toString();
  const oldest = kept.keys().next();
  if (kept.size >= MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  kept.set(key, svg);
  return svg;
}
