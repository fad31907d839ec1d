import type { Fold } from '../transcript.ts';
import type { DiscussionId } from '../types.ts';

/**
 * The folds of discussions that this process worked on last, so that a wake reads only what is new: facts never change.
 * A fold is lent to one run at a time.
 */
export type FoldCache = { take(id: DiscussionId): Fold | undefined; keep(id: DiscussionId, fold: Fold): void };

export function foldCache(size = 500): FoldCache {
  const folds = new Map<DiscussionId, Fold>();
  return {
    take(id) {
      const fold = folds.get(id);
      folds.delete(id);
      return fold;
    },
    keep(id, fold) {
      folds.set(id, fold);
      const [oldest] = folds.keys();
      if (folds.size > size && oldest !== undefined) folds.delete(oldest);
    },
  };
}
