import type { Transcript } from '../types.ts';
import { cachedFrom, cacheRulesOf } from './cache-rules.ts';
import { costOf, upperBound } from './prices.ts';
import { SECTION_TOKENS } from './prompt.ts';

/** A section's answer, in tokens, as measured on reports of four to twenty rounds. */
const SECTION_OUTPUT = 900;
/** Bytes of a prompt to its tokens, in languages that take few bytes a token. */
const BYTES_A_TOKEN = 3;
/** Of a prefix that should be in the vendor's cache, the share that may have to be read anew. */
const MISS = 0.2;
/** Rules, topic, cast and instruction, beside what was said. */
export const PROMPT_BYTES = 6_000;

/**
 * US dollars that writing the report now would take: what its sections cost in all likelihood, with the first one's prompt in
 * the vendor's cache for the others; and for the last of them its upper bound, which has to be free before its call is made.
 */
export function reportReserve({ brief, turns }: Transcript, sections: number, model: string): number {
  let bytes = PROMPT_BYTES + Buffer.byteLength(brief.context ?? '');
  for (const { text, speaker } of turns) bytes += Buffer.byteLength(text) + Buffer.byteLength(speaker.name) + 8;
  const input = Math.ceil(bytes / BYTES_A_TOKEN);
  const share = input >= cachedFrom(model) && cacheRulesOf(model) ? 1 - MISS : 0;
  const cached = Math.floor(input * share);
  const first = costOf(model, { input, cached: 0, cacheWrite: 0, output: SECTION_OUTPUT });
  const next = costOf(model, { input: input - cached, cached, cacheWrite: 0, output: SECTION_OUTPUT });
  const bound = upperBound(model, bytes, SECTION_TOKENS);
  if (first === null || next === null || bound === null) return 0;
  return (sections > 1 ? first : 0) + Math.max(0, sections - 2) * next + bound;
}
