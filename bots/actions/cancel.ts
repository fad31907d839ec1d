import type { Action } from '../doing.ts';
import { draftFor, stillDraft } from './draft.ts';

/** Nothing is to come of the preview. */
export const cancel: Action = {
  name: 'cancel',
  async act({ about }, doing) {
    await draftFor(doing, about);
    await stillDraft(doing.engine.discard(about));
    return { instead: { lines: ['Cancelled. Nothing was started, and nothing was spent.'] } };
  },
};
