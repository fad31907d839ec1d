import { z } from 'zod';
import type { Transcript } from '../../types.ts';

/** What a focus group decides: keys of the steps, and the form of each answer. */

export const POSITIONS = ['strongly against', 'against', 'undecided', 'for', 'strongly for'] as const;

/** The topic as one proposition that a person can be for or against. Key `frame`. */
export const frameSchema = z.object({
  proposition: z.string().min(1).max(300).describe('The topic as one statement that a person can be for or against'),
});

/** A private ballot. Keys `ballot/before/<persona id>` and `ballot/after/<persona id>`. */
export const ballotSchema = z.object({
  position: z
    .int()
    .min(-2)
    .max(2)
    .describe('-2 strongly against, -1 against, 0 undecided, 1 for, 2 strongly for the proposition'),
  reason: z.string().min(1).max(600).describe('Why, in one sentence of at most 30 words'),
  turn: z
    .int()
    .nullable()
    .describe('The number of the turn whose argument weighed most; null if none did, or nothing has been said yet'),
});

/** Consensus mode: what all might sign. Key `statement`. */
export const statementSchema = z.object({
  statement: z.string().min(1).max(1500).describe('The statement, as amended in the discussion, in at most 80 words'),
});

/** Consensus mode: keys `sign/<persona id>`. */
export const signSchema = z.object({
  signs: z.boolean(),
  dissent: z.string().max(600).nullable().describe('What you cannot accept, in your own words; null if you sign'),
});

export type Frame = z.infer<typeof frameSchema>;
export type Ballot = z.infer<typeof ballotSchema>;
export type Statement = z.infer<typeof statementSchema>;
export type Signature = z.infer<typeof signSchema>;

/** What a `decide` step recorded; undefined when it has not, or could not. */
export function decided<T>(transcript: Transcript, key: string): T | undefined {
  const event = transcript.byKey.get(key);
  return event?.type === 'decided' ? (event.data as T) : undefined;
}

export const ballotOf = (transcript: Transcript, when: 'before' | 'after', personaId: string): Ballot | undefined =>
  decided<Ballot>(transcript, `ballot/${when}/${personaId}`);

export const propositionOf = (transcript: Transcript): string =>
  decided<Frame>(transcript, 'frame')?.proposition ?? transcript.brief.topic;
