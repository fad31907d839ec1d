import { earlyKey, Fold, faceOf, isAtRest, type OpenThread, type PostKey, progressOf, SYSTEM } from '../../engine/engine.ts';
import { RetryError, UserError } from '../../engine/errors.ts';
import type { Discussion, DiscussionEvent, DiscussionId, Turn } from '../../engine/types.ts';
import { cancelAll } from '../cancel.ts';
import { isFromForm } from '../form-question.ts';
import { threadOf } from '../links.ts';
import { showAsOver } from '../over.ts';
import { type Post, type Thread, ThreadGone } from '../platform.ts';
import { APP, excerptOf, postsOf, type Rendered } from '../render.ts';
import { type Carried, type Courier, Held, TookTooLong } from './courier.ts';
import { chartAhead, endPost } from './end-post.ts';
import { openedThread } from './opened-thread.ts';
import { showOpener } from './opener.ts';
import { postOnce } from './post-once.ts';

const BUG = 'Something went wrong on our side; it was logged. Press Resume to try again.';
const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const MOST_CARRIED = 1_000;

/**
 * Brings the thread of a discussion up to its log, as far as it is due. Gives when to come back by itself; undefined:
 * when something happens.
 */
export async function deliver(id: DiscussionId, courier: Courier, closing: AbortSignal): Promise<Date | undefined> {
  try {
    const again = await delivered(id, courier, closing);
    const carried = courier.carried.get(id);
    if (carried) carried.failures = 0;
    return again;
  } catch (error) {
    if (closing.aborted) return undefined;
    return afterwards(id, error, courier);
  }
}

async function delivered(id: DiscussionId, courier: Courier, closing: AbortSignal): Promise<Date | undefined> {
  const { engine, threads } = courier;
  const [open, discussion] = await Promise.all([threads.get(id), engine.get(id)]);
  if (!open || open.closed || !discussion || discussion.status === 'draft') return undefined;
  if (discussion.status === 'initializing') return openedThread(open, discussion, courier);
  const thread = threadOf(open);
  // It was stopped before its thread was open.
  if (!thread) return void (await threads.close(id));
  const carried = await carriedFor(open, courier);
  // Whoever resumes it says that it is mended.
  if (discussion.pausedAt && open.problem !== undefined) return showOpener(open, thread, discussion, carried, courier);
  const isOver = discussion.status === 'completed' || discussion.status === 'cancelled';
  if (isOver && discussion.reportStatus !== 'none') void chartAhead(id, carried, courier);
  else if (progressOf(carried.fold.transcript).phase === 'closing') engine.expectChart();
  const next = await postDue({ open, thread, discussion, carried, courier }, closing);
  if (next) {
    const soon = await typing(next, thread, discussion, carried, courier);
    return earliest(soon, await showOpener(open, thread, discussion, carried, courier));
  }
  if (isOver && discussion.reportStatus !== 'generating') return ended({ open, thread, discussion, carried, courier }, closing);
  if (isWorking(discussion, carried)) await showTyping(APP, thread, carried, courier);
  return showOpener(open, thread, discussion, carried, courier);
}

/** Something of it is being written: a turn, or the report behind the last one. */
const isWorking = ({ status, reportStatus }: Discussion, { fold }: Carried): boolean =>
  status === 'running' ? !isAtRest(fold.transcript) : reportStatus === 'generating';

type Delivery = { open: OpenThread; thread: Thread; discussion: Discussion; carried: Carried; courier: Courier };

/** Posts what is due, in order; the first event that is not, if there is one. */
async function postDue(delivery: Delivery, closing: AbortSignal): Promise<DiscussionEvent | undefined> {
  const { open, discussion, carried, courier } = delivery;
  const until = shownUntil(discussion);
  const events = await courier.engine.events(open.discussion, carried.fold.transcript.lastSeq);
  for (const [i, event] of events.entries()) {
    if (event.deliverAt > until) {
      await noticeEarly(
        delivery,
        events.slice(i).filter((later) => later.deliverAt <= until),
        closing,
      );
      return event;
    }
    carried.fold.add([event]);
    const isNoticed = isAnswer(event) && (await courier.threads.early(open.discussion)).includes(event.seq);
    const rendered = isNoticed ? [] : postsOf(event, carried.fold.transcript, discussion, courier.platform.room);
    try {
      await postAll(delivery, { seq: event.seq, part: 0 }, rendered, closing);
    } catch (error) {
      // It has taken in what is not posted whole: it is made anew.
      carried.fold = new Fold(open.discussion);
      throw error;
    }
    await courier.threads.advance(open.discussion, event.seq);
  }
  return undefined;
}

/** A pause holds what was not due then; after a stop nobody waits for what was said before it. */
function shownUntil({ pausedAt, status }: Discussion): Date {
  return pausedAt ?? (status === 'cancelled' ? new Date(8.64e15) : new Date());
}

/** What a person sees at once after pressing something; it does not wait for a turn that is held back. */
const isAnswer = (event: DiscussionEvent): boolean =>
  event.type === 'control' && (event.action === 'pause' || event.action === 'resume' || event.action === 'speed');

async function noticeEarly(delivery: Delivery, events: readonly DiscussionEvent[], closing: AbortSignal): Promise<void> {
  const { open, discussion, carried, courier } = delivery;
  const answers = events.filter(isAnswer);
  if (answers.length === 0) return;
  const { transcript } = carried.fold;
  const early = await courier.threads.early(open.discussion);
  for (const event of answers) {
    if (early.includes(event.seq)) continue;
    const rendered = postsOf(event, transcript, discussion, courier.platform.room);
    await postAll(delivery, earlyKey(transcript.lastSeq, event.seq), rendered, closing);
  }
}

async function postAll(
  { open, thread, carried, courier }: Delivery,
  { seq, part: from }: PostKey,
  rendered: readonly Rendered[],
  closing: AbortSignal,
): Promise<void> {
  for (const [i, { replyTo, ...rest }] of rendered.entries()) {
    const part = from + i;
    if (i > 0) await courier.at('part');
    const answered = replyTo && (await answeredBy(replyTo, open, carried, courier));
    const post: Post = { ...rest, key: `${open.discussion}/${seq}/${part}`, ...(answered && { replyTo: answered }) };
    const message = await postOnce({ discussion: open.discussion, thread, key: { seq, part }, post }, courier, closing);
    if (part === 0) carried.messages.set(seq, message);
    // The receipt has ended it.
    delete open.problem;
  }
}

async function answeredBy(turn: Turn, { discussion }: OpenThread, carried: Carried, { threads }: Courier) {
  if (!carried.messages.has(turn.seq)) {
    for (const { seq, message } of await threads.messages(discussion)) carried.messages.set(seq, message);
  }
  const message = carried.messages.get(turn.seq) ?? ownMessage(turn);
  return message === undefined ? undefined : { message, name: turn.speaker.name, excerpt: excerptOf(turn.text) };
}

/** What a person wrote in the thread is a message already; its id stands in the key of the question. */
const ownMessage = ({ kind, key }: Turn): string | undefined =>
  kind === 'person' && !isFromForm(key) ? key.slice(key.indexOf('/') + 1) : undefined;

/** Says how it came out, shows that on the starter message, and is done with it. */
async function ended(delivery: Delivery, closing: AbortSignal): Promise<Date | undefined> {
  const { open, thread, discussion, carried, courier } = delivery;
  const { discussion: id } = open;
  if (discussion.reportStatus !== 'none') {
    // Behind the last event: nothing is written after a report.
    const key = { seq: discussion.seq + 1, part: 0 };
    const post = await endPost(open, `${id}/${key.seq}/${key.part}`, carried, courier);
    await postOnce({ discussion: id, thread, key, post }, courier, closing);
    delete open.problem;
  }
  const again = await showOpener(open, thread, discussion, carried, courier, 'at once');
  if (again) return again;
  await courier.threads.close(id);
  courier.carried.delete(id);
  return undefined;
}

/** The fold of what is posted already, from what this process knows or from the log. */
async function carriedFor({ discussion: id, cursor }: OpenThread, { engine, carried }: Courier): Promise<Carried> {
  const known = carried.get(id);
  const fold = known && known.fold.transcript.lastSeq <= cursor ? known.fold : new Fold(id);
  if (fold.transcript.lastSeq < cursor) {
    const earlier = await engine.events(id, fold.transcript.lastSeq);
    fold.add(earlier.filter((event) => event.seq <= cursor));
  }
  const now = { ...(known ?? { messages: new Map(), typingAt: 0, failures: 0 }), fold };
  // Last used, last forgotten.
  carried.delete(id);
  carried.set(id, now);
  const [oldest] = carried.keys();
  if (carried.size > MOST_CARRIED && oldest !== undefined) carried.delete(oldest);
  return now;
}

/** Shows who is about to speak; gives when to come back: when it is due, or when the sign has faded. */
async function typing(next: DiscussionEvent, thread: Thread, discussion: Discussion, carried: Carried, courier: Courier) {
  if (discussion.pausedAt) return undefined;
  if (next.type !== 'said') return next.deliverAt;
  const { personas, moderator } = carried.fold.transcript;
  const persona = personas.find(({ id }) => id === next.speaker);
  await showTyping(
    persona ? { name: persona.name, avatar: faceOf(persona) } : { name: moderator.name },
    thread,
    carried,
    courier,
  );
  // The same moment however often it is asked: alarms for one moment are one alarm.
  return new Date(Math.min(next.deliverAt.getTime(), carried.typingAt + courier.times.typing));
}

async function showTyping(who: { name: string; avatar?: string }, thread: Thread, carried: Carried, courier: Courier) {
  if (Date.now() < carried.typingAt + courier.times.typing) return;
  carried.typingAt = Date.now();
  // Nothing waits for it.
  void courier.platform.typing(thread, who);
}

const earliest = (a: Date | undefined, b: Date | undefined): Date | undefined => (a && b ? (a < b ? a : b) : (a ?? b));

async function afterwards(id: DiscussionId, error: unknown, courier: Courier): Promise<Date | undefined> {
  const { engine, threads, log, carried } = courier;
  if (error instanceof Held) return error.until;
  if (error instanceof ThreadGone) {
    log.info({ discussion: id, reason: error.message }, 'its thread is gone');
    await cancelAll({ engine, threads }, [id]);
    await showAsOver(courier, [id]);
    carried.delete(id);
    return undefined;
  }
  if (error instanceof RetryError) {
    const known = carried.get(id);
    const failures = known ? known.failures++ : 0;
    const wait = error.retryAfterMs ?? (error instanceof TookTooLong ? courier.times.claim : BACKOFF_MS[failures]) ?? 30_000;
    log.warn({ err: error, discussion: id, wait }, 'delivery is tried again');
    return new Date(Date.now() + wait);
  }
  if (!(error instanceof UserError)) log.error({ err: error, discussion: id }, 'delivery stopped on a bug');
  await paused(id, error instanceof UserError ? error.message : BUG, courier);
  return undefined;
}

/** A person has to mend something: it waits, and says so where it can. */
async function paused(id: DiscussionId, problem: string, courier: Courier): Promise<void> {
  const { engine, threads, log } = courier;
  log.warn({ discussion: id, problem }, 'nothing can be posted until a person mends it');
  await threads.setProblem(id, problem);
  try {
    await engine.pause(id, SYSTEM, problem);
  } catch (refused) {
    // It is paused already, or over.
    if (!(refused instanceof UserError && refused.code === 'INVALID_TRANSITION')) throw refused;
  }
  const [open, discussion] = await Promise.all([threads.get(id), engine.get(id)]);
  const thread = open && threadOf(open);
  if (thread && discussion) await showOpener(open, thread, discussion, await carriedFor(open, courier), courier, 'at once');
}
