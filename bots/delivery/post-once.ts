import { setTimeout as sleep } from 'node:timers/promises';
import type { PostKey } from '../../engine/engine.ts';
import { RetryError, UserError } from '../../engine/errors.ts';
import type { DiscussionId } from '../../engine/types.ts';
import { type Post, type Thread, ThreadGone } from '../platform.ts';
import { type Courier, Held, TookTooLong, within } from './courier.ts';

export type Parcel = { discussion: DiscussionId; thread: Thread; key: PostKey; post: Post };

/**
 * Posts under a claim, and writes the receipt. Whoever takes over a claim that ran out looks first: what got through is
 * never posted again. Throws Held where a post of this thread is in doubt.
 */
export async function postOnce(parcel: Parcel, courier: Courier, closing: AbortSignal): Promise<string> {
  const { threads, owner, times } = courier;
  const { discussion, key } = parcel;
  await inTurn(parcel.thread, courier, closing);
  const claimed = performance.now();
  const claim = await threads.claim(discussion, key, owner, times.claim);
  if (claim.kind === 'posted') return claim.message;
  if (claim.kind === 'held') throw new Held(claim.until);
  await courier.at('claimed');
  const found = claim.kind === 'look' ? await lookedFor(parcel, courier) : undefined;
  // So much is left of the claim that nobody takes it over while the post is on its way.
  if (found === undefined && performance.now() - claimed > times.claim - 2 * times.post) {
    await threads.doubt(discussion, key, owner, 0);
    throw new Held(new Date());
  }
  const message = found ?? (await posted(parcel, courier));
  await courier.at('posted');
  const isOurs = await threads.receipt(discussion, key, owner, message);
  if (!isOurs) courier.log.error({ discussion, ...key, message }, 'a post has another receipt already: it was posted twice');
  await courier.at('receipt');
  return message;
}

/** Waits for the next free slot of the channel, and of the team where it has a limit of its own. */
async function inTurn({ platform: name, team, channel }: Thread, courier: Courier, closing: AbortSignal): Promise<void> {
  const { threads, platform } = courier;
  const { everyMs, teamEveryMs } = platform.room;
  const waits = await Promise.all([
    threads.slot(paceOf(name, team, channel), everyMs),
    teamEveryMs === undefined ? 0 : threads.slot(paceOf(name, team), teamEveryMs),
  ]);
  const wait = Math.max(...waits);
  if (wait > 0) await sleep(wait, undefined, { signal: closing });
  closing.throwIfAborted();
}

const paceOf = (...names: string[]): string => `post/${names.join('/')}`;

async function lookedFor({ discussion, thread, key, post }: Parcel, courier: Courier): Promise<string | undefined> {
  const { threads, platform, owner, times } = courier;
  try {
    const after = await threads.lastMessage(discussion);
    return await within(times.post, () => platform.findPost(thread, after, post));
  } catch (error) {
    // Nothing was posted just now, but whether it was before is as open as it has been.
    await threads.doubt(discussion, key, owner, 0);
    throw error;
  }
}

async function posted({ discussion, thread, key, post }: Parcel, courier: Courier): Promise<string> {
  const { threads, platform, owner, times } = courier;
  try {
    return await within(times.post, (signal) => platform.post(thread, post, signal));
  } catch (error) {
    const isRefused = error instanceof RetryError && error.retryAfterMs !== undefined;
    if (isRefused || error instanceof UserError || error instanceof ThreadGone) await threads.unclaim(discussion, key, owner);
    // What took too long may still get through: its claim stands to its end.
    else if (!(error instanceof TookTooLong)) await threads.doubt(discussion, key, owner, times.settle);
    if (isRefused) await threads.holdBack(paceOf(thread.platform, thread.team, thread.channel), error.retryAfterMs ?? 0);
    throw error;
  }
}
