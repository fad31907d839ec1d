import { z } from 'zod';
import { ballotOf, ballotSchema, POSITIONS } from '../formats/focus-group/decisions.ts';
import type { Persona, Transcript } from '../types.ts';

/** How one persona voted in private before and after, by its own ballots. */
export const ballotsSchema = z.object({
  persona: z.string(),
  name: z.string(),
  before: z.int().min(-2).max(2).nullable(),
  after: z.int().min(-2).max(2).nullable(),
  /** After less before; null when one of them is missing. */
  change: z.int().nullable(),
  /** The turn whose argument it names for its last ballot. */
  turn: z.int().nullable(),
  reason: z.string().nullable(),
  /** It moved and named no argument. */
  unargued: z.boolean(),
});
export type Ballots = z.infer<typeof ballotsSchema>;

export const ballotsOfAll = (transcript: Transcript): Ballots[] =>
  transcript.personas.map((persona) => ballotsOf(transcript, persona));

export function ballotsOf(transcript: Transcript, { id, name }: Persona): Ballots {
  const before = cast(transcript, 'before', id);
  const after = cast(transcript, 'after', id);
  const turn = named(transcript, after?.turn);
  const change = before && after ? after.position - before.position : null;
  return {
    persona: id,
    name,
    before: before?.position ?? null,
    after: after?.position ?? null,
    change,
    turn,
    reason: after?.reason ?? null,
    unargued: change !== null && change !== 0 && turn === null,
  };
}

/** Whether anybody voted at all. */
export const anyBallot = (ballots: readonly Ballots[]): boolean =>
  ballots.some(({ before, after }) => before !== null || after !== null);

export const positionName = (position: number | null): string =>
  position === null ? 'no ballot' : (POSITIONS[position + 2] ?? 'no ballot');

/** What the log holds is data: a ballot of another form counts as none. */
function cast(transcript: Transcript, when: 'before' | 'after', id: string) {
  return ballotSchema.safeParse(ballotOf(transcript, when, id)).data;
}

/** A turn that exists and in which somebody argues: the moderator has no opinion. */
function named(transcript: Transcript, n: number | null | undefined): number | null {
  const turn = transcript.turns.find((one) => one.n === n);
  return turn && turn.kind !== 'moderator' ? turn.n : null;
}
