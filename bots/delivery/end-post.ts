import type { OpenThread } from '../../engine/engine.ts';
import type { DiscussionId } from '../../engine/types.ts';
import { endView } from '../end-view.ts';
import { citedTurns, linksToTurns } from '../links.ts';
import type { Post } from '../platform.ts';
import { APP } from '../render.ts';
import type { Picture } from '../view.ts';
import { type Carried, type Courier, within } from './courier.ts';

/** People wait no longer for the picture; when many discussions end together it is drawn in its turn. */
const CHART_MS = 30_000;

/** The last word in a thread: how it came out, each claim with links to the messages that it rests on. */
export async function endPost({ discussion }: OpenThread, key: string, carried: Carried, courier: Courier): Promise<Post> {
  const { engine } = courier;
  const [status, { json: report }, chart] = await Promise.all([
    engine.status(discussion),
    engine.report(discussion),
    chartAhead(discussion, carried, courier),
  ]);
  const cited = citedTurns(report);
  const turns = status.transcript.turns.filter(({ n }) => cited.has(n));
  const links = await linksToTurns(courier, discussion, turns);
  const view = endView({ status, report, linkOf: (turn) => links.get(turn), ...(chart && { chart }) });
  return { key, speaker: APP, view };
}

/** The ballots are all there when a discussion is over: their picture is drawn while the report is being written. */
export function chartAhead(id: DiscussionId, carried: Carried, courier: Courier): Promise<Picture | undefined> {
  carried.chart ??= chartOf(id, courier);
  return carried.chart;
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
