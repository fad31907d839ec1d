import { z } from 'zod';
import { ballotOf, ballotSchema, POSITIONS, propositionOf } from '../formats/focus-group/decisions.ts';
import { normalise } from '../text.ts';
import type { Persona, Transcript } from '../types.ts';
import { unsaidIn } from './unsaid.ts';

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
  /** The reason put words between quotation marks that nobody said, and is not shown. */
  withheld: z.boolean(),
  /** It moved and named no argument of somebody else. */
  unargued: z.boolean(),
});
export type Ballots = z.infer<typeof ballotsSchema>;

export const ballotsOfAll = (transcript: Transcript): Ballots[] =>
  transcript.personas.map((persona) => ballotsOf(transcript, persona));

export function ballotsOf(transcript: Transcript, { id, name }: Persona): Ballots {
  const before = cast(transcript, 'before', id);
  const after = cast(transcript, 'after', id);
  const turn = named(transcript, after?.turn, id);
  const withheld = after !== undefined && unsaidIn(transcript, after.reason) !== undefined;
  const change = before && after ? after.position - before.position : null;
  return {
    persona: id,
    name,
    before: before?.position ?? null,
    after: after?.position ?? null,
    change,
    turn,
    reason: withheld ? null : (after?.reason ?? null),
    withheld,
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

/** A turn that exists and in which somebody else argues: the moderator has no opinion, and one's own is no new argument. */
function named(transcript: Transcript, n: number | null | undefined, own: string): number | null {
  const turn = transcript.turns.find((one) => one.n === n);
  return turn && turn.kind !== 'moderator' && turn.speaker.id !== own ? turn.n : null;
}

/** What was voted on; the topic, where the proposition quotes what neither the topic nor anybody said. */
export function shownProposition(transcript: Transcript): string {
  const { topic, context = '' } = transcript.brief;
  const stated = propositionOf(transcript);
  const unsaid = unsaidIn(transcript, stated);
  const given = normalise(`${topic} ${context}`).toLowerCase();
  return unsaid === undefined || given.includes(normalise(unsaid).toLowerCase()) ? stated : topic;
}
