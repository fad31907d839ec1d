import { z } from 'zod';
import { transcriptDigest } from '../digest.ts';
import { modelsOf } from './label.ts';
import type { ReportInput } from './section.ts';

/** Where a report comes from, for machines: in every form that leaves the house. */
export const provenanceSchema = z.object({
  generator: z.literal('simFocus'),
  synthetic: z.literal(true),
  discussion: z.string(),
  format: z.string(),
  formatVersion: z.int(),
  provider: z.string(),
  models: z.array(z.string()),
  promptVersion: z.int(),
  seed: z.string(),
  /** Set where the discussion goes on from another one, or repeats it. */
  origin: z.object({ kind: z.enum(['fork', 'rerun']), discussion: z.string(), turn: z.int().nullable() }).nullable(),
  turns: z.int(),
  /** SHA-256 of the JSON array of `[n, kind, speaker id, text]` of each turn. */
  transcriptSha256: z.string(),
  createdAt: z.iso.datetime(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** `input` with the names as they were, so that the digest is that of the log. */
export function provenanceOf(input: ReportInput): Provenance {
  const { transcript, events, discussion } = input;
  const opened = events.find((event) => event.type === 'opened');
  const origin = opened?.type === 'opened' ? opened.origin : undefined;
  return {
    generator: 'simFocus',
    synthetic: true,
    discussion: transcript.id,
    format: transcript.format,
    formatVersion: transcript.formatVersion,
    provider: transcript.brief.provider,
    models: modelsOf(input),
    promptVersion: transcript.brief.promptVersion,
    seed: transcript.seed,
    origin: origin ? { kind: origin.kind, discussion: origin.discussion, turn: origin.turn ?? null } : null,
    turns: transcript.turns.length,
    transcriptSha256: transcriptDigest(transcript.turns),
    createdAt: discussion.createdAt.toISOString(),
  };
}
