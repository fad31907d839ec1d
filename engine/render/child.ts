import { perform } from './perform.ts';
import type { RenderReply, RenderTask } from './task.ts';

/** The process that draws: one task at a time, in the order in which they come; ends with whoever started it. */
process.on('message', async ({ id, task }: { id: number; task: RenderTask }) => {
  process.send?.(await replyTo(id, task));
});
process.on('disconnect', () => process.exit(0));

async function replyTo(id: number, task: RenderTask): Promise<RenderReply> {
  try {
    return { id, result: await perform(task) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
