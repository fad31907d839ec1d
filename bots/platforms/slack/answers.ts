import type { Logger } from '../../../engine/log.ts';
import type { Person, Place } from '../../platform.ts';
import type { View } from '../../view.ts';
import { type Showing, type Shown, shown } from './blocks.ts';
import { share, upload, uploadsOf } from './files.ts';
import { asked, refusedWith } from './refusals.ts';
import { rootOf } from './thread-id.ts';
import type { Workspace } from './workspaces.ts';

const ANSWER_MS = 10_000;

/**
 * Where one person is answered: by the address that came with what they did, which dies after half an hour. That of a
 * dialog may be as old as the dialog: it is for channels that we are not in.
 */
export type Address = { workspace: Workspace; place: Place; user: string; url?: string; mayBeOld?: boolean };

/** Shows a view to one person, and sends them its files. With `replace`, in place of what was pressed. */
export async function answer(to: Address, view: View, showing: Showing, log: Logger, replace = false): Promise<void> {
  const message = shown(view, showing);
  await show(to, message, replace, log);
  const uploads = uploadsOf(view);
  if (uploads.length > 0) await sendFiles(to, uploads);
}

async function show(to: Address, message: Shown, replace: boolean, log: Logger): Promise<void> {
  const { workspace, place, user, url, mayBeOld } = to;
  const byUrl = async () => url !== undefined && (await respond(url, message, replace, log));
  if (mayBeOld && !replace) {
    if ((await whisperedThere(workspace, place, user, message)) || (await byUrl())) return;
    await direct(workspace, user, message);
  } else if (!(await byUrl())) await whisper(workspace, place, user, message);
}

/** False where the address does not work any more. Only Slack's own is used. */
export async function respond(url: string, message: Shown, replace: boolean, log: Logger): Promise<boolean> {
  const body = {
    ...message,
    ...(replace ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }),
  };
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const answered = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    if (!answered.ok) log.debug({ status: answered.status }, 'the address of an answer has expired');
    return answered.ok;
  } catch (error) {
    log.warn({ err: error }, 'Slack did not take an answer');
    return false;
  }
}

/** In the channel where only that person sees it; where that cannot be, as a direct message. */
export async function whisper(workspace: Workspace, place: Place, user: string, message: Shown): Promise<void> {
  if (!(await whisperedThere(workspace, place, user, message))) await direct(workspace, user, message);
}

const ELSEWHERE = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived', 'thread_not_found'];

async function whisperedThere(workspace: Workspace, place: Place, user: string, message: Shown): Promise<boolean> {
  if (place.channel === '') return false;
  const thread = place.thread && { thread_ts: rootOf({ thread: place.thread }) };
  try {
    await asked(() => workspace.client().chat.postEphemeral({ channel: place.channel, user, ...message, ...thread }));
    return true;
  } catch (error) {
    if (refusedWith(error, ...ELSEWHERE)) return false;
    throw error;
  }
}

async function direct(workspace: Workspace, user: string, message: Shown): Promise<void> {
  await asked(() => workspace.client().chat.postMessage({ channel: user, ...message, unfurl_links: false }));
}

/** Files cannot be shown to one person in a channel: they go to that person's own conversation with the app. */
async function sendFiles({ workspace, user }: Address, uploads: Parameters<typeof upload>[1]): Promise<void> {
  const { channel } = await asked(() => workspace.client().conversations.open({ users: user }));
  if (!channel?.id) return;
  await share(workspace, await upload(workspace, uploads), { channel: channel.id });
}

/** To everybody in the place, or to one person in it. */
export async function tell(
  workspace: Workspace,
  place: Place,
  person: Pick<Person, 'id'> | undefined,
  view: View,
  showing: Showing,
) {
  const message = shown(view, showing);
  if (person) return whisper(workspace, place, person.id, message);
  const thread = place.thread && { thread_ts: rootOf({ thread: place.thread }) };
  await asked(() => workspace.client().chat.postMessage({ channel: place.channel, ...message, ...thread, unfurl_links: false }));
}
