import type { Draft } from '../../engine/engine.ts';
import { safe } from './safe.ts';

/** Of the width of a terminal: what is typed stands behind it, and wide letters take two places. */
const SHARE = 0.4;

/** Who speaks, and the last words of what is written so far, on one line. */
export function draftLine({ speaker, text }: Draft, columns: number): string {
  const said = [...safe(text).replace(/\s+/gu, ' ').trim()];
  const name = safe(speaker.name);
  const room = Math.max(8, Math.floor(columns * SHARE) - name.length - 2);
  return `${name}: ${said.length > room ? `…${said.slice(-(room - 1)).join('')}` : said.join('')}`;
}
