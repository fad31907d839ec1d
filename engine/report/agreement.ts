import { z } from 'zod';
import { decided, signSchema, statementSchema } from '../formats/focus-group/decisions.ts';
import type { Transcript } from '../types.ts';
import { ballotsOf, positionName } from './ballots.ts';
import { unsaidIn } from './unsaid.ts';

/** Consensus mode: the statement and what each persona did with it, in its own words. */
export const agreementSchema = z.object({
  /** Null when none was reached. */
  statement: z.string().nullable(),
  /** `signs` is null when no answer came. */
  signatures: z.array(
    z.object({
      persona: z.string(),
      name: z.string(),
      signs: z.boolean().nullable(),
      dissent: z.string().nullable(),
      /** It put words between quotation marks that nobody said, and is not shown. */
      withheld: z.boolean(),
      /** The last private ballot, from −2 to 2. */
      ballot: z.int().nullable(),
      /** It signed and voted against, or voted for and did not sign. */
      contrary: z.boolean(),
    }),
  ),
});
export type Agreement = z.infer<typeof agreementSchema>;

const modal = z.object({ mode: z.string() });

/** Null in every other mode. */
export function agreementOf(transcript: Transcript): Agreement | null {
  const mode = modal.safeParse(transcript.plan).data?.mode ?? modal.safeParse(transcript.brief.options).data?.mode;
  if (mode !== 'consensus') return null;
  const statement = statementSchema.safeParse(decided(transcript, 'statement')).data?.statement ?? null;
  const signatures = transcript.personas.map((persona) => {
    const { id, name } = persona;
    const answer = signSchema.safeParse(decided(transcript, `sign/${id}`)).data;
    const signs = answer?.signs ?? null;
    const ballot = ballotsOf(transcript, persona).after;
    const contrary = signs !== null && ballot !== null && (signs ? ballot < 0 : ballot > 0);
    const dissent = answer?.dissent?.trim() || null;
    const withheld = dissent !== null && unsaidIn(transcript, dissent) !== undefined;
    return { persona: id, name, signs, dissent: withheld ? null : dissent, withheld, ballot, contrary };
  });
  return { statement, signatures };
}

/** Signatures that go against the last ballot, each in a sentence. */
export const contraryLines = ({ signatures }: Agreement): string[] =>
  signatures
    .filter(({ contrary }) => contrary)
    .map(({ name, signs, ballot }) =>
      signs
        ? `${name} signed, though ${name} voted ${positionName(ballot)}.`
        : `${name} did not sign, though ${name} voted ${positionName(ballot)}.`,
    );
