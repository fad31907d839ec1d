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

/** A draft takes its place in a channel and is shown to whoever asked for it. */
export async function drafted(doing: Doing, draft: Discussion, channel: string): Promise<View> {
  const { platform, team } = doing.place;
  await doing.threads.add(draft.id, { platform, team, channel }, { id: doing.by.id, name: doing.by.name });
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
  return drafted(doing, draft, await channelOf(doing, id));
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
  return drafted(doing, draft, await channelOf(doing, id));
}

/** A new thread opens where the old one is. */
async function channelOf({ threads, place }: Doing, id: DiscussionId): Promise<string> {
  return (await threads.get(id))?.channel ?? place.channel;
}
