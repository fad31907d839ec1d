import { z } from 'zod';
import { decided, signSchema, statementSchema } from '../formats/focus-group/decisions.ts';
import type { Transcript } from '../types.ts';

/** Consensus mode: the statement and what each persona did with it, in its own words. */
export const agreementSchema = z.object({
  /** Null when none was reached. */
  statement: z.string().nullable(),
  /** `signs` is null when no answer came. */
  signatures: z.array(
    z.object({ persona: z.string(), name: z.string(), signs: z.boolean().nullable(), dissent: z.string().nullable() }),
  ),
});
export type Agreement = z.infer<typeof agreementSchema>;

const modal = z.object({ mode: z.string() });

/** Null in every other mode. */
export function agreementOf(transcript: Transcript): Agreement | null {
  const mode = modal.safeParse(transcript.plan).data?.mode ?? modal.safeParse(transcript.brief.options).data?.mode;
  if (mode !== 'consensus') return null;
  const statement = statementSchema.safeParse(decided(transcript, 'statement')).data?.statement ?? null;
  const signatures = transcript.personas.map(({ id, name }) => {
    const answer = signSchema.safeParse(decided(transcript, `sign/${id}`)).data;
    return { persona: id, name, signs: answer?.signs ?? null, dissent: answer?.dissent?.trim() || null };
  });
  return { statement, signatures };
}
