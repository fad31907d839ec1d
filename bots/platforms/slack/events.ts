import type { Said } from '../../platform.ts';
import { whisper } from './answers.ts';
import { shown } from './blocks.ts';
import type { Desk } from './desk.ts';
import { mentioned, messageText } from './message-text.ts';
import { threadId } from './thread-id.ts';
import { PLATFORM, type Workspace } from './workspaces.ts';

/** What an event of Slack says, as far as it matters here. */
export type Message = {
  type: 'message';
  subtype?: string;
  hidden?: boolean;
  channel: string;
  channel_type?: string;
  user?: string;
  bot_id?: string;
  bot_profile?: unknown;
  text?: string;
  ts: string;
  thread_ts?: string;
  parent_user_id?: string;
  team?: string;
  deleted_ts?: string;
  message?: { ts?: string; subtype?: string };
  files?: unknown[];
};

/** Written by a person, new, and to be read by everybody: not by a bot, not ours, no edit, no notice. */
const SAID = [undefined, 'thread_broadcast', 'file_share'];
const OUTSIDE = {
  lines: [
    'Type /focus to start a focus group. In the thread of one, reply to ask its people something, or say pause, resume, stop or status to me.',
  ],
};

export async function messageEvent(desk: Desk, team: string, event: Message): Promise<void> {
  const { channel, subtype } = event;
  if (subtype === 'message_deleted') return gone(desk, team, channel, event.deleted_ts);
  if (subtype === 'message_changed') {
    // A thread whose first message was deleted keeps a stone in its place.
    return event.message?.subtype === 'tombstone' ? gone(desk, team, channel, event.message.ts) : undefined;
  }
  if (!SAID.includes(subtype) || event.hidden || event.bot_id || event.bot_profile || !event.user || event.user === 'USLACKBOT')
    return;
  const workspace = await desk.workspaces.of(team);
  if (event.user === workspace.botUserId) return;
  const root = event.thread_ts;
  if (!root || root === event.ts) return outside(desk, workspace, event, event.user);
  // Of another's thread, where Slack says whose it is.
  if (event.parent_user_id && event.parent_user_id !== workspace.botUserId && event.team === team) return;
  await said(desk, workspace, event, event.user, threadId(channel, root));
}

async function gone(desk: Desk, team: string, channel: string, ts: string | undefined): Promise<void> {
  if (ts) await desk.people.gone({ platform: PLATFORM, team, thread: threadId(channel, ts) });
}

async function said(desk: Desk, workspace: Workspace, event: Message, user: string, thread: string): Promise<void> {
  const text = event.text ?? '';
  const mention = mentioned(text);
  const addressed: Said['addressed'] = mention && (mention.user === workspace.botUserId ? 'app' : 'other');
  const words = addressed === 'app' ? (mention?.rest ?? '') : text;
  const [by, plain] = await Promise.all([
    desk.directory.person(workspace, user),
    messageText(words, (id) => desk.directory.nameOf(workspace, id)),
  ]);
  const message = { id: event.ts, text: plain, by, ...(addressed && { addressed }) };
  await desk.people.said(message, { platform: PLATFORM, team: workspace.team, thread });
}

/** Only a word to us, where there is nobody else to answer it. */
async function outside(desk: Desk, workspace: Workspace, event: Message, user: string): Promise<void> {
  const direct = event.channel_type === 'im';
  if (!direct && mentioned(event.text ?? '')?.user !== workspace.botUserId) return;
  const place = { platform: PLATFORM, team: workspace.team, channel: event.channel };
  await whisper(workspace, place, user, shown(OUTSIDE, await desk.showing(workspace, OUTSIDE)));
}
