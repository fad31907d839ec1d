import { svgToPng } from '../render/png.ts';
import { avatarSvg } from './avatar.ts';
import { library } from './library.ts';

/** Platforms show faces at less than this. */
const WIDTH = 256;
const kept = new Map<string, Buffer>();

/** The face of a persona of the library as PNG; undefined for anybody else. Each is drawn once. */
export function avatarPng(personaId: string): Buffer | undefined {
  const known = kept.get(personaId);
  if (known) return known;
  if (!library.some(({ id }) => id === personaId)) return undefined;
  const png = svgToPng(avatarSvg(personaId), WIDTH);
  kept.set(personaId, png);
  return png;
}
