import type { types, webApi } from '@slack/bolt';
import { RetryError, UserError } from '../../../engine/errors.ts';
import type { Logger } from '../../../engine/log.ts';
import type { Post, Thread } from '../../platform.ts';
import type { View } from '../../view.ts';
import { type Showing, type Shown, shown } from './blocks.ts';
import { shortened } from './cut.ts';
import { type FaceIcon, faceIcon } from './faces.ts';
import { share, type Upload, upload, uploadsOf } from './files.ts';
import { markdownParts } from './markdown.ts';
import { postName } from './names.ts';
import { fallback } from './plain.ts';
import { asked, Refused } from './refusals.ts';
import { link, plainOf, richBlocks, section, text } from './rich-text.ts';
import { rootOf } from './thread-id.ts';
import type { Workspace } from './workspaces.ts';

export const POSTED = 'simfocus_post';
const PAGE = 200;
const MOST_PAGES = 20;
const EXCERPT = 80;
const SHARE_TRIES = 3;

export type Desk = { showing(workspace: Workspace, view?: View): Promise<Showing>; log: Logger };

/** Says it once, under the speaker's own name and face, with its key in the message's metadata. */
export async function post(desk: Desk, workspace: Workspace, thread: Thread, one: Post, signal: AbortSignal): Promise<string> {
  const uploads = one.view ? uploadsOf(one.view) : [];
  // What goes wrong before the message is there may be tried again as a whole.
  const brought = await upload(workspace, uploads, signal);
  const args = { channel: thread.channel, thread_ts: rootOf(thread), ...(await messageOf(desk, workspace, thread, one)) };
  const { ts } = await asked(() => workspace.client(signal).chat.postMessage(args));
  if (!ts) throw new RetryError('Slack did not say which message it is.');
  await shareSurely(desk, workspace, thread, brought, signal);
  return ts;
}

/** The message stands: whoever hears now that it failed would post it again. */
async function shareSurely(
  { log }: Desk,
  workspace: Workspace,
  thread: Thread,
  brought: Awaited<ReturnType<typeof upload>>,
  signal?: AbortSignal,
): Promise<void> {
  for (let attempt = 1; brought.length > 0; attempt++) {
    try {
      return await share(workspace, brought, { channel: thread.channel, thread_ts: rootOf(thread) }, signal);
    } catch (error) {
      const wait = error instanceof RetryError ? error.retryAfterMs : undefined;
      // Not known whether it came through: whoever looks for the post finds out.
      if (error instanceof RetryError && wait === undefined) throw error;
      if (wait === undefined || attempt === SHARE_TRIES) return log.warn({ err: error }, 'Slack did not take files of a post');
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

async function messageOf(desk: Desk, workspace: Workspace, thread: Thread, one: Post): Promise<Spoken> {
  const { speaker, view, text: words = '', key } = one;
  const showing = await desk.showing(workspace, view);
  const message = view ? shown(view, showing) : spoken(words, await answered(workspace, thread, one), speaker.kind);
  return {
    ...message,
    ...(speaker.kind !== 'app' && { username: postName(speaker.name) }),
    ...(speaker.kind !== 'app' && speaker.avatar && faceIcon(showing.avatars, speaker.avatar)),
    metadata: { event_type: POSTED, event_payload: { key } },
    unfurl_links: false,
    unfurl_media: false,
  };
}

type Spoken = Shown & {
  username?: string;
  metadata: types.MessageMetadata;
  unfurl_links: false;
  unfurl_media: false;
} & Partial<FaceIcon>;

/** The words of a persona; those of the moderator are set apart by a bar. */
function spoken(markdown: string, reply: types.RichTextSection[], kind: Post['speaker']['kind']): Shown {
  const parts = markdownParts(markdown);
  const words = parts.length > 0 ? parts : [section([text('…')])];
  const told =
    kind === 'moderator'
      ? words.map((part) => (part.type === 'rich_text_section' ? { ...part, type: 'rich_text_quote' as const } : part))
      : words;
  return { text: fallback(plainOf(words)), blocks: richBlocks([...reply, ...told]) };
}

/** A line above what is said, which leads to the message that it answers. */
async function answered(workspace: Workspace, thread: Thread, { replyTo }: Post): Promise<types.RichTextSection[]> {
  if (!replyTo) return [];
  const { name, excerpt, message } = replyTo;
  const what = shortened([name, excerpt.replace(/\s+/g, ' ')].filter((part) => part !== '').join(': '), EXCERPT);
  return [section([text('↪ '), link(what, await permalink(workspace, thread, message), { italic: true }), text('\n')])];
}

/** Slack's own form of a link to a message, made here: asking for each would count against our calls. */
export async function permalink(workspace: Workspace, thread: Thread, message: string): Promise<string> {
  const { url } = await workspace.identity();
  const root = rootOf(thread);
  const place = message === root ? '' : `?thread_ts=${root}&cid=${thread.channel}`;
  return `${url}archives/${thread.channel}/p${message.replace('.', '')}${place}`;
}

/** The message with this post's key among those after `after`, in one look; files that it lacks are sent after it. */
export async function findPost(
  desk: Desk,
  workspace: Workspace,
  thread: Thread,
  after: string | undefined,
  one: Post,
): Promise<string | undefined> {
  const messages = await repliesAfter(workspace, thread, after);
  const at = messages.findIndex(({ metadata }) => keyOf(metadata) === one.key);
  const found = messages[at];
  if (!found?.ts) return undefined;
  const missing = one.view ? notShared(uploadsOf(one.view), messages.slice(at + 1)) : [];
  if (missing.length > 0) await shareSurely(desk, workspace, thread, await upload(workspace, missing));
  return found.ts;
}

type Reply = NonNullable<webApi.ConversationsRepliesResponse['messages']>[number];

const notShared = (uploads: readonly Upload[], messages: readonly Reply[]): Upload[] => {
  const names = messages.flatMap(({ files = [] }) => files.map(({ title, name }) => title ?? name));
  return uploads.filter(({ name }) => !names.includes(name));
};

export const keyOf = (metadata: unknown): unknown =>
  (metadata as types.MessageMetadata | undefined)?.event_type === POSTED
    ? (metadata as types.MessageMetadata).event_payload['key']
    : undefined;

async function repliesAfter(workspace: Workspace, thread: Thread, after: string | undefined): Promise<Reply[]> {
  const messages: Reply[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await asked(() =>
      workspace.client().conversations.replies({
        channel: thread.channel,
        ts: rootOf(thread),
        oldest: after ?? rootOf(thread),
        include_all_metadata: true,
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    ).catch(mayNotLook);
    messages.push(...(answer.messages ?? []));
    cursor = answer.response_metadata?.next_cursor;
    if (!answer.has_more || !cursor) return messages;
  }
  return messages;
}

/** Not seeing a message is not the same as its not being there. */
function mayNotLook(error: unknown): never {
  if (error instanceof Refused && error.code !== 'thread_not_found' && error.code !== 'account_inactive') {
    throw new UserError(
      'I may not read this thread, so I cannot tell what was posted. Add me to the channel again.',
      'UNAVAILABLE',
      {
        cause: error,
      },
    );
  }
  throw error;
}
