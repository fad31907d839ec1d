import type { StatusReport } from '../engine/engine.ts';
import type { DiscussionId } from '../engine/types.ts';
import type { PeopleParts } from './doing.ts';
import { threadOf } from './links.ts';
import { openerView } from './opener-view.ts';
import type { View } from './view.ts';

/** Where a thread is gone its starter message may still stand in the channel: it shows that it is over, as far as it is there. */
export async function showAsOver(
  { engine, threads, platform, log }: Pick<PeopleParts, 'engine' | 'threads' | 'platform' | 'log'>,
  ids: readonly DiscussionId[],
): Promise<void> {
  for (const id of ids) {
    try {
      const open = await threads.get(id);
      const thread = open && threadOf(open);
      if (thread) await platform.updateOpener(thread, goneView(await engine.status(id)));
    } catch (error) {
      log.info({ err: error, discussion: id }, 'its starter message is gone too');
    }
  }
}

/** Nothing of it is shown any more: it says nothing that would still change. */
function goneView(status: StatusReport): View {
  const { reportStatus } = status.discussion;
  const report = reportStatus === 'none' ? '' : ' /focus report hands out what came of it.';
  return { ...openerView(status), lines: [`Stopped: its thread was deleted.${report}`] };
}
