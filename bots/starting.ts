import { RetryError, UserError } from '../engine/errors.ts';
import type { Discussion, DiscussionId, Transcript } from '../engine/types.ts';
import { checkMayStart, discussionFor } from './access.ts';
import { within } from './delivery/courier.ts';
import { type Doing, speakerOf } from './doing.ts';
import type { Finding } from './platform.ts';
import { previewView } from './previews.ts';
import type { View } from './view.ts';

const MORE_ROUNDS = 2;
/** The preview waits no longer for what is wrong with the place. */
const CHECK_MS = 2_500;

/** Makes the same draft for the same thing done, also when that arrives twice. */
export const originOf = ({ place, origin }: Doing): string => `${place.platform}:${place.team}/${origin}`;

/** Where a discussion is to take place: in a thread of its own, or `inside` one that is there. */
export type Spot = { channel: string; inside?: string };

export const threadTaken = (): UserError =>
  new UserError(
    'A discussion is going on in this thread already. Wait for its end, or start yours in another thread or in the channel.',
    'INVALID_TRANSITION',
  );

/** In the thread in which it was asked for, where the platform can do that; beside it, where a discussion has that one. */
export async function spotHere({ place, threads, platform }: Doing): Promise<Spot & { isTaken: boolean }> {
  const { channel, thread, team } = place;
  if (thread === undefined || !platform.room.inThreads) return { channel, isTaken: false };
  const isTaken = await threads.isTaken(place.platform, team, thread);
  return { channel, isTaken, ...(!isTaken && { inside: thread }) };
}

/** A draft takes its place and is shown to whoever asked for it. */
export async function drafted(doing: Doing, draft: Discussion, { channel, inside }: Spot): Promise<View> {
  const { platform, team } = doing.place;
  const place = { platform, team, channel, ...(inside !== undefined && { inside }) };
  await doing.threads.add(draft.id, place, { id: doing.by.id, name: doing.by.name });
  return previewOf(doing, draft.id);
}

export async function previewOf(doing: Doing, id: DiscussionId): Promise<View> {
  const { engine } = doing;
  const [status, estimate, lacking] = await Promise.all([engine.status(id), engine.estimateOf(id), lackingHere(doing)]);
  return previewView(status, estimate, lacking);
}

/** What would refuse the thread when Start is pressed; nothing where that cannot be found out now. */
async function lackingHere({ platform, place, log }: Doing): Promise<Finding[]> {
  try {
    const findings = await within(CHECK_MS, () => platform.check(place));
    return findings.filter(({ ok, needed }) => !ok && needed);
  } catch (error) {
    log[error instanceof UserError || error instanceof RetryError ? 'info' : 'error'](
      { err: error },
      'this place was not checked',
    );
    return [];
  }
}

/** A draft that goes on from a turn, the last one if none is named. */
export async function forked(doing: Doing, id: DiscussionId, wanted: { turn?: number; rounds?: number }): Promise<View> {
  await checkMayStart(doing);
  await discussionFor(doing, id);
  const { transcript } = await doing.engine.status(id);
  const { turns } = transcript;
  if (turns.length === 0)
    throw new UserError('Nothing has been said yet, so there is no turn to go on from.', 'INVALID_TRANSITION');
  const { turn = turns.length, rounds = roundsFrom(transcript, turn, doing.engine.limits.maxRounds) } = wanted;
  const draft = await doing.engine.fork(id, {
    turn,
    ...(rounds !== undefined && { options: { rounds } }),
    by: speakerOf(doing),
    origin: originOf(doing),
    status: 'draft',
  });
  return drafted(doing, draft, { channel: await channelOf(doing, id) });
}

/** Behind the last round nothing would be said any more: there it is some rounds longer. */
function roundsFrom({ brief, turns }: Transcript, turn: number, most: number): number | undefined {
  const { rounds } = brief.options;
  if (typeof rounds !== 'number') return undefined;
  const reached = Math.max(0, ...turns.slice(0, turn).map(({ round = 0 }) => round));
  return reached >= rounds ? Math.min(most, rounds + MORE_ROUNDS) : rounds;
}

/** A draft of the same topic and cast. */
export async function rerun(doing: Doing, id: DiscussionId): Promise<View> {
  await checkMayStart(doing);
  await discussionFor(doing, id);
  const draft = await doing.engine.rerun(id, { by: speakerOf(doing), origin: originOf(doing), status: 'draft' });
  return drafted(doing, draft, { channel: await channelOf(doing, id) });
}

/** A new thread opens where the old one is. */
async function channelOf({ threads, place }: Doing, id: DiscussionId): Promise<string> {
  return (await threads.get(id))?.channel ?? place.channel;
}
