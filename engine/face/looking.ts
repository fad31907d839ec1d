import type { Call } from '../call.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { fold } from '../transcript.ts';
import type { Discussion, DiscussionEvent, DiscussionId, Transcript } from '../types.ts';

export type Logged = { discussion: Discussion; events: DiscussionEvent[]; transcript: Transcript };
/** All that a report is made from. */
export type Whole = { discussion: Discussion; events: DiscussionEvent[]; calls: Call[] };

/** Reads discussions; each throws UserError (RESOURCE_NOT_FOUND) for one that there is not. */
export function looking(store: Store) {
  async function known(id: DiscussionId): Promise<Discussion> {
    const discussion = await store.get(id);
    if (discussion) return discussion;
    throw new UserError(
      'There is no such discussion. It may have been deleted; look in the list of discussions.',
      'RESOURCE_NOT_FOUND',
    );
  }

  /** Throws UserError where what was said is no longer kept. */
  async function kept(id: DiscussionId): Promise<Discussion> {
    const discussion = await known(id);
    if (!discussion.textDeletedAt) return discussion;
    const day = discussion.textDeletedAt.toISOString().slice(0, 10);
    throw new UserError(
      `What was said here was deleted on ${day}: the team keeps it for some days only. An administrator of the team can change that in the settings.`,
      'RESOURCE_NOT_FOUND',
    );
  }

  async function log(id: DiscussionId): Promise<Logged> {
    const [discussion, events] = await Promise.all([kept(id), store.events(id, 0)]);
    return { discussion, events, transcript: fold(id, events) };
  }

  async function whole(id: DiscussionId): Promise<Whole> {
    const [discussion, events, calls] = await Promise.all([kept(id), store.events(id, 0), store.calls(id)]);
    return { discussion, events, calls };
  }

  return { known, log, whole };
}

export type Looking = ReturnType<typeof looking>;
