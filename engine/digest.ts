import { createHash } from 'node:crypto';
import type { Turn } from './types.ts';

/**
 * SHA-256 of what was said, as hex: of the JSON array of `[n, kind, speaker id, text]` of each turn in order, without spaces,
 * in UTF-8. Whoever has the transcript can work it out again.
 */
export function transcriptDigest(turns: readonly Turn[]): string {
  const said = turns.map(({ n, kind, speaker, text }) => [n, kind, speaker.id, text]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
