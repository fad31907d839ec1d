import { UserError } from '../../engine/errors.ts';
import type { Discussion } from '../../engine/types.ts';
import { discussionFor } from '../access.ts';
import type { Doing } from '../doing.ts';
import type { Given, OptionSpec } from '../platform.ts';
import { seenDiscussions } from './suggestions.ts';

export const discussionOption: OptionSpec = {
  name: 'discussion',
  summary: 'which one; without it the one of this thread, or the latest of this channel',
  kind: 'text',
  most: 100,
  suggests: true,
};

/** The discussion that this thread is about. */
export async function discussionHere(doing: Doing): Promise<Discussion | undefined> {
  const { platform, team, thread } = doing.place;
  const at = thread === undefined ? undefined : await doing.threads.byThread(platform, team, thread);
  return at && discussionFor(doing, at.discussion);
}

/** The one that was named, else the one of this thread, else the latest of this channel that fits. Throws UserError. */
export async function meant(given: Given, doing: Doing, fits: (one: Discussion) => boolean = () => true): Promise<Discussion> {
  const { discussion } = given;
  if (discussion !== undefined) return discussionFor(doing, String(discussion));
  const here = await discussionHere(doing);
  if (here) return here;
  for (const one of await seenDiscussions(doing)) {
    const at = await doing.threads.get(one.id);
    if (at?.channel === doing.place.channel && fits(one)) return one;
  }
  throw new UserError('There is no such discussion in this channel. Name one, or type this in its thread.', 'RESOURCE_NOT_FOUND');
}
