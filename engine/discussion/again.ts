import { randomUUID } from 'node:crypto';
import { UserError } from '../errors.ts';
import { PROMPT_VERSION } from '../llm/prompt.ts';
import { chooseCast } from '../personas/cast.ts';
import { library } from '../personas/library.ts';
import type { NewDiscussion } from '../store/store.ts';
import type { Brief, Discussion, DiscussionEvent, NewEvent, Pace, Persona, Speaker, Transcript } from '../types.ts';
import { checkPace, formatOptions, namedFormat, openedEvent } from './start.ts';

/** Discussions that come from others: the same again, with another cast, or on from a turn. */

export type RerunRequest = { by: Speaker; origin?: string; status?: NewDiscussion['status'] };

/** The same again: brief and cast are kept, the seed is new. */
export function rerunOf(discussion: Discussion, transcript: Transcript, request: RerunRequest): NewDiscussion {
  const brief: Brief = { ...discussion.brief, promptVersion: PROMPT_VERSION };
  const personas = [...transcript.personas];
  const opened = openedEvent(brief, personas, randomUUID(), {
    ...servicesOf(transcript),
    origin: { kind: 'rerun', discussion: discussion.id },
  });
  const cast: NewEvent = { key: 'cast', type: 'cast', personas, reason: transcript.castReason };
  return { ...begunBy(request, discussion), brief, events: [opened, cast] };
}

/**
 * The first facts of a draft again, with the personas that are named; or with as many others as there are, chosen for the
 * topic by the seed. Throws UserError.
 */
export function recastOf(
  transcript: Transcript,
  { personas, seed }: RecastRequest,
  from: readonly Persona[] = library,
): NewEvent[] {
  const { brief, personas: now } = transcript;
  if (transcript.services.length > 0) throw new UserError('Services have no cast to change. Start anew with others.');
  if (transcript.turns.length > 0) throw new UserError('Who has spoken stays in the cast. Start anew with another one.');
  const about = { topic: brief.topic, ...(brief.context && { context: brief.context }), seed };
  const cast = personas
    ? chooseCast({ ...about, size: personas.length, named: personas, from })
    : chooseCast({ ...about, size: now.length, from: from.filter((one) => !now.some(({ id }) => id === one.id)) });
  const opened = transcript.byKey.get('opened');
  const origin = opened?.type === 'opened' && opened.origin ? { origin: opened.origin } : {};
  return [openedEvent(brief, cast.personas, transcript.seed, origin), { key: 'cast', type: 'cast', ...cast }];
}

export type RecastRequest = { personas?: string[]; seed: string };

/** What a rerun and a fork have in common: they stay in the team. */
const begunBy = ({ by, origin, status }: RerunRequest, { team }: Discussion) => ({
  origin: origin ?? randomUUID(),
  startedBy: by,
  team,
  status: status ?? 'running',
});

export type ForkRequest = RerunRequest & { turn: number; options?: Record<string, unknown>; pace?: Pace };

/** What was said up to a turn, in a discussion of its own that goes on from there. The seed is kept: what follows may differ only by the models. */
export function forkOf(
  discussion: Discussion,
  transcript: Transcript,
  events: readonly DiscussionEvent[],
  request: ForkRequest,
  limits: { maxRounds: number },
): NewDiscussion {
  // What people decided of the answers, such as that one is deleted, came after them and would be undone.
  if (transcript.services.length > 0) {
    throw new UserError(
      'A council goes on with its next question; to begin anew, ask the first one again.',
      'INVALID_TRANSITION',
    );
  }
  const turn = transcript.turns[request.turn - 1];
  if (!turn) {
    const told = `There is no turn ${request.turn}; the discussion has ${transcript.turns.length}. Name one of them.`;
    throw new UserError(told, 'VALIDATION_ERROR', { field: 'turn' });
  }
  checkPace(request.pace);
  const format = namedFormat(discussion.brief.format);
  const options = formatOptions(format, { ...discussion.brief.options, ...request.options }, limits);
  checkRoundsLeft(transcript, request.turn, options);
  const brief: Brief = { ...discussion.brief, options, ...(request.pace && { pace: request.pace }) };
  const personas = [...transcript.personas];
  const origin = { kind: 'fork', discussion: discussion.id, turn: request.turn } as const;
  const opened = openedEvent(brief, personas, transcript.seed, { origin });
  const kept = events.filter((event) => event.seq <= turn.seq && !['opened', 'control', 'ended', 'section'].includes(event.type));
  return {
    ...begunBy(request, discussion),
    brief,
    events: [opened, ...kept.map(({ seq: _seq, at: _at, deliverAt: _due, ...event }): NewEvent => event)],
  };
}

/** A discussion does not go back to a round before the one that it has reached. */
function checkRoundsLeft({ turns }: Transcript, turn: number, { rounds }: Record<string, unknown>): void {
  const reached = turns.slice(0, turn).reduce((most, { round = 0 }) => Math.max(most, round), 0);
  if (typeof rounds !== 'number' || rounds >= reached) return;
  const told = `Turn ${turn} is in round ${reached}; a fork from it needs at least ${reached} rounds.`;
  throw new UserError(told, 'VALIDATION_ERROR', { field: 'rounds' });
}

const servicesOf = ({ services }: Transcript) => (services.length > 0 ? { services: [...services] } : {});
