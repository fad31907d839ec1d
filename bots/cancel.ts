import { type Engine, SYSTEM, type ThreadStore } from '../engine/engine.ts';
import { UserError } from '../engine/errors.ts';
import type { DiscussionId } from '../engine/types.ts';

/** Their place is gone for good: they are stopped, and nothing more is posted. */
export async function cancelAll(
  { engine, threads }: { engine: Engine; threads: ThreadStore },
  ids: readonly DiscussionId[],
): Promise<void> {
  for (const id of ids) {
    try {
      await engine.stop(id, SYSTEM);
    } catch (error) {
      // It ended by itself at the same moment.
      if (!(error instanceof UserError && error.code === 'INVALID_TRANSITION')) throw error;
    }
    await threads.close(id);
  }
}
