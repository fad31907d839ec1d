import type { Logger } from '../../../engine/log.ts';
import type { Person, Place } from '../../platform.ts';
import type { View } from '../../view.ts';
import { type Showing, type Shown, shown } from './blocks.ts';
import { share, upload, uploadsOf } from './files.ts';
import { asked, refusedWith } from './refusals.ts';
import { rootOf } from './thread-id.ts';
import type { Workspace } from './workspaces.ts';

const ANSWER_MS = 10_000;

/** Where one person is answered: first by the address that came with what they did, which dies after half an hour. */
export type Address = { workspace: Workspace; place: Place; user: string; url?: string };

/** Shows a view to one person, and sends them its files. With `replace`, in place of what was pressed. */
export async function answer(to: Address, view: View, showing: Showing, log: Logger, replace = false): Promise<void> {
  const message = shown(view, showing);
  if (!(to.url && (await respond(to.url, message, replace, log)))) await whisper(to.workspace, to.place, to.user, message);
  const uploads = uploadsOf(view);
  if (uploads.length > 0) await sendFiles(to, uploads);
}

/** False where the address does not work any more. Only Slack's own is used. */
async function respond(url: string, message: Shown, replace: boolean, log: Logger): Promise<boolean> {
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
  const thread = place.thread && { thread_ts: rootOf({ thread: place.thread }) };
  const client = workspace.client();
  const direct = () => asked(() => client.chat.postMessage({ channel: user, ...message, unfurl_links: false }));
  if (place.channel === '') {
    await direct();
    return;
  }
  try {
    await asked(() => client.chat.postEphemeral({ channel: place.channel, user, ...message, ...thread }));
  } catch (error) {
    if (!refusedWith(error, 'not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived', 'messages_tab_disabled'))
      throw error;
    await direct();
  }
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
