import { cut, oneLine } from './cut.ts';

const MOST = 80;
/** Seen as nothing, and enough to make another word of it. */
const HAIR_SPACE = '\u200a';
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/gu;

/**
 * A name as a webhook may bear it: no "discord" or "clyde" in it, never just "everyone" or "here", nothing that is taken
 * for a mention.
 */
export function webhookName(name: string): string {
  const seen = oneLine(name.normalize('NFKC').replace(UNSEEN, ''))
    .replaceAll('@', '＠')
    .replaceAll('#', '＃')
    .replaceAll('```', "'''")
    .replace(/^(everyone|here)$/i, parted)
    .replace(/discord|clyde/gi, parted);
  return cut(seen, MOST) || 'Persona';
}

const parted = (word: string): string => `${word.slice(0, 1)}${HAIR_SPACE}${word.slice(1)}`;
