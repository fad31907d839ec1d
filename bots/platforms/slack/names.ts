import { shortened } from './cut.ts';
import { sendable } from './plain.ts';

const MOST = 80;
/** They turn round what stands after them, or part a word without being seen. */
const UNSEEN = /[\p{Bidi_Control}\u00ad\u200b\u2060\ufeff]/gu;

/** The name that a post stands under: one line, as it reads. */
export const postName = (name: string): string =>
  shortened(sendable(name).replace(UNSEEN, '').replace(/\s+/gu, ' ').trim(), MOST) || 'Persona';
