import type { OpenThread } from '../../engine/engine.ts';
import type { DiscussionId } from '../../engine/types.ts';
import { endView } from '../end-view.ts';
import { citedTurns, linksToTurns } from '../links.ts';
import type { Post } from '../platform.ts';
import { APP } from '../render.ts';
import type { Picture } from '../view.ts';
import { type Courier, within } from './courier.ts';

/** People wait no longer for the picture. */
const CHART_MS = 15_000;

/** The last word in a thread: how it came out, each claim with links to the messages that it rests on. */
export async function endPost({ discussion }: OpenThread, key: string, courier: Courier): Promise<Post> {
  const { engine } = courier;
  const [status, { json: report }, chart] = await Promise.all([
    engine.status(discussion),
    engine.report(discussion),
    chartOf(discussion, courier),
  ]);
  const cited = citedTurns(report);
  const turns = status.transcript.turns.filter(({ n }) => cited.has(n));
  const links = await linksToTurns(courier, discussion, turns);
  const view = endView({ status, report, linkOf: (turn) => links.get(turn), ...(chart && { chart }) });
  return { key, speaker: APP, view };
}

/** How the ballots moved. The words say it too: without the picture they stand alone. */
async function chartOf(id: DiscussionId, { engine, log }: Courier): Promise<Picture | undefined> {
  try {
    const chart = await within(CHART_MS, () => engine.chart(id, 'ballots'));
    return chart && { png: Buffer.from(chart.png), name: 'ballots.png', alt: chart.alt };
  } catch (error) {
    log.error({ err: error, discussion: id }, 'the chart of the ballots could not be drawn');
    return undefined;
  }
}
