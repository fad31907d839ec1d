import { type OpenThread, progressOf } from '../../engine/engine.ts';
import { RetryError } from '../../engine/errors.ts';
import type { Discussion } from '../../engine/types.ts';
import { openerView } from '../opener-view.ts';
import type { Thread } from '../platform.ts';
import type { Carried, Courier } from './courier.ts';

/**
 * Brings the starter message up to date, where what it shows has changed; `at once`, or not sooner than the last change
 * allows: then it gives when to come back.
 */
export async function showOpener(
  open: OpenThread,
  thread: Thread,
  discussion: Discussion,
  carried: Carried,
  courier: Courier,
  when: 'at once' | 'soon' = 'soon',
): Promise<Date | undefined> {
  if (thread.opener === undefined) return undefined;
  const shows = shownOf(open, discussion, carried);
  const { shown, at = 0 } = carried.opener ?? {};
  if (shown === shows) return undefined;
  const next = at + courier.times.opener;
  if (when === 'soon' && Date.now() < next) return new Date(next);
  const { problem } = open;
  const held = await courier.threads.slot(changesOf(thread, courier), 0);
  if (held > 0) return new Date(Date.now() + held);
  try {
    await courier.platform.updateOpener(thread, openerView(await courier.engine.status(open.discussion), problem));
  } catch (error) {
    if (error instanceof RetryError) {
      const wait = error.retryAfterMs ?? courier.times.opener;
      if (error.retryAfterMs !== undefined) await courier.threads.holdBack(changesOf(thread, courier), wait);
      carried.opener = { shown: shown ?? '', at: Date.now() + wait - courier.times.opener };
      return new Date(Date.now() + wait);
    }
    // What is wrong with the thread is found, and told, by the next post.
    courier.log.warn({ err: error, discussion: open.discussion }, 'the starter message could not be changed');
  }
  carried.opener = { shown: shows, at: Date.now() };
  return undefined;
}

/** A refusal holds all processes back. */
const changesOf = ({ platform: name, team, channel }: Thread, { platform }: Courier): string =>
  ['change', name, team, ...(platform.room.teamEveryMs === undefined ? [channel] : [])].join('/');

/** What is to be seen changes with this; not with every cent's fraction. */
function shownOf({ problem }: OpenThread, discussion: Discussion, { fold }: Carried): string {
  const { status, reportStatus, reason, speed, spent } = discussion;
  const { phase, round, done, total } = progressOf(fold.transcript);
  // Each service's answer is to be seen there, and when it waits for people.
  const answered = fold.transcript.services.length > 0 ? [done, total] : undefined;
  return JSON.stringify([status, reportStatus, reason, speed, problem, phase, round, answered, Math.round(spent * 100)]);
}
