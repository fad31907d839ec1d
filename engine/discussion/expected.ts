import { formatNamed } from '../formats/index.ts';
import { estimate } from '../llm/estimate.ts';
import type { Models } from '../llm/provider.ts';
import type { Discussion, Transcript } from '../types.ts';
import { gapMs } from './pace.ts';

/** What a discussion will probably cost in US dollars, or why nobody knows; and how long it will take. */
export type Expected = { cost: { p50: number; p90: number } | { unknown: string }; seconds: number };

/** Letters of an English word and the space after it. */
const LETTERS_A_WORD = 5.5;

/** Pure. A fork is counted from its beginning, less the share of its steps that are done. */
export function expectedOf({ brief, speed }: Discussion, transcript: Transcript, models: Models): Expected {
  const format = formatNamed(transcript.format);
  if (!format) throw new Error(`There is no format ${transcript.format}`);
  const { done, total } = format.progress(transcript);
  const left = total > 0 ? 1 - done / total : 1;
  const { p50, p90, seconds, unpriced } = estimate({
    format,
    topic: brief.topic,
    ...(brief.context !== undefined && { context: brief.context }),
    options: brief.options,
    personas: transcript.personas,
    models,
    seed: transcript.seed,
    readingSeconds: (text) => gapMs({ ...brief, speed }, text.length / LETTERS_A_WORD) / 1_000,
  });
  const known = p50.dollars !== null && p90.dollars !== null;
  return {
    cost: known
      ? { p50: (p50.dollars ?? 0) * left, p90: (p90.dollars ?? 0) * left }
      : { unknown: `The price of ${unpriced.join(', ')} is not known` },
    seconds: Math.round(seconds * left),
  };
}
