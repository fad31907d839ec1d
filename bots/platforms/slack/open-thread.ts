import { RetryError } from '../../../engine/errors.ts';
import type { Received } from '../../../engine/open.ts';
import type { Opening } from '../../platform.ts';
import { shown } from './blocks.ts';
import type { Desk } from './post.ts';
import { asked, Refused, refusedWith } from './refusals.ts';
import { threadId } from './thread-id.ts';
import { PLATFORM, type Workspace } from './workspaces.ts';

const OPENED = 'simfocus_thread';
/** The clocks of ours and of Slack's may differ by so much. */
const CLOCKS_MS = 120_000;

/** Posts the message that the thread hangs on. Tried before, it looks first: of two only one would be known. */
export async function openThread(
  desk: Desk & { received: Received },
  workspace: Workspace,
  { discussion, place, view }: Opening,
): Promise<{ thread: string; opener: string }> {
  const { channel } = place;
  const key = `${PLATFORM}/open/${discussion}`;
  const tried = await desk.received.before(key);
  const found = tried && (await openedSince(workspace, channel, discussion, tried));
  const ts = found ?? (await posted());
  return { thread: threadId(channel, ts), opener: ts };

  async function posted(): Promise<string> {
    try {
      return await say();
    } catch (error) {
      const refused = error instanceof Refused || (error instanceof RetryError && error.retryAfterMs !== undefined);
      if (refused) await desk.received.forget(key);
      throw error;
    }
  }

  async function say(): Promise<string> {
    const message = shown(view, await desk.showing(workspace, view));
    const metadata = { event_type: OPENED, event_payload: { discussion } };
    const args = { channel, ...message, metadata, unfurl_links: false, unfurl_media: false };
    const speak = () => asked(() => workspace.client().chat.postMessage(args));
    const { ts } = await speak().catch(async (error: unknown) => {
      if (!refusedWith(error, 'not_in_channel')) throw error;
      // Somebody wants us in this public channel; a private one we cannot join.
      await asked(() => workspace.client().conversations.join({ channel })).catch((refusal: unknown) => {
        throw refusal instanceof Refused ? error : refusal;
      });
      return speak();
    });
    if (!ts) throw new RetryError('Slack did not say which message it is.');
    return ts;
  }
}

async function openedSince(workspace: Workspace, channel: string, discussion: string, since: Date): Promise<string | undefined> {
  const oldest = ((since.getTime() - CLOCKS_MS) / 1_000).toFixed(6);
  const { messages = [] } = await asked(() =>
    workspace.client().conversations.history({ channel, oldest, include_all_metadata: true, limit: 200 }),
  );
  return messages.find(
    ({ metadata }) =>
      metadata?.event_type === OPENED && (metadata.event_payload as { discussion?: unknown })?.discussion === discussion,
  )?.ts;
}
