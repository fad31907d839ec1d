import { UserError } from '../../engine/errors.ts';
import type { Discussion, DiscussionId } from '../../engine/types.ts';
import { startedIt } from '../access.ts';
import type { Doing } from '../doing.ts';
import { alreadyStarted, previewGone } from '../previews.ts';

/** The draft that a preview shows; only whoever asked for it may act on it. Throws UserError in one plain sentence. */
export async function draftFor(doing: Doing, id: DiscussionId): Promise<Discussion> {
  const found = await doing.engine.get(id);
  if (!found || !startedIt(doing, found)) throw previewGone();
  if (found.status !== 'draft') throw alreadyStarted();
  return found;
}

/** What happens to a draft that somebody starts or cancels at the same moment. */
export async function stillDraft<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code === 'INVALID_TRANSITION') throw alreadyStarted();
    if (error.code === 'RESOURCE_NOT_FOUND') throw previewGone();
    throw error;
  }
}
