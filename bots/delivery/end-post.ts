import type { OpenThread } from '../../engine/engine.ts';
import { endView } from '../end-view.ts';
import { citedTurns, linksToTurns } from '../links.ts';
import type { Post } from '../platform.ts';
import { APP } from '../render.ts';
import type { Courier } from './courier.ts';

/** The last word in a thread: how it came out, each claim with links to the messages that it rests on. */
export async function endPost({ discussion }: OpenThread, key: string, courier: Courier): Promise<Post> {
  const { engine } = courier;
  const [status, { json: report }] = await Promise.all([engine.status(discussion), engine.report(discussion)]);
  const cited = citedTurns(report);
  const turns = status.transcript.turns.filter(({ n }) => cited.has(n));
  const links = await linksToTurns(courier, discussion, turns);
  return { key, speaker: APP, view: endView({ status, report, linkOf: (turn) => links.get(turn) }) };
}
