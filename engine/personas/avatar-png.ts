import { svgToPng } from '../render/png.ts';
import { avatarSvg } from './avatar.ts';
import { drawnAs } from './face.ts';

/** Platforms show faces at less than this. */
const WIDTH = 256;
/** About five megabytes. One that is not kept is drawn in four milliseconds: names that are made up cost little. */
const MOST_KEPT = 500;
const kept = new Map<string, Buffer>();

/** The portrait of this name (`faceOf`) as PNG; undefined for what names none. */
export function avatarPng(face: string): Buffer | undefined {
  const known = kept.get(face);
  if (known) return known;
  if (!drawnAs(face)) return undefined;
  const png = svgToPng(avatarSvg(face), WIDTH);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(face, png);
  return png;
}
