import { RetryError, UserError } from '../../../engine/errors.ts';
import type { Attachment, View } from '../../view.ts';
import type { SentFile } from './modal.ts';
import { asked, Refused } from './refusals.ts';
import type { Workspace } from './workspaces.ts';

const UPLOAD_MS = 20_000;

export type Upload = Attachment & { alt?: string };
type Uploaded = { id: string; title: string };

/** The chart and the files of a view: Slack shows them in a message of their own. */
export const uploadsOf = ({ image, files = [] }: View): Upload[] => [
  ...(image ? [{ name: image.name, type: 'image/png', data: image.png, alt: image.alt }] : []),
  ...files,
];

/** Brings the files to Slack, where nobody sees them yet. */
export async function upload(workspace: Workspace, uploads: readonly Upload[], signal?: AbortSignal): Promise<Uploaded[]> {
  const brought: Uploaded[] = [];
  for (const { name, data, alt } of uploads) {
    const { upload_url: url, file_id: id } = await asked(() =>
      workspace.client(signal).files.getUploadURLExternal({ filename: name, length: data.length, ...(alt && { alt_text: alt }) }),
    );
    if (!url || !id) throw new RetryError('Slack gave no place for a file.');
    await send(url, data, signal);
    brought.push({ id, title: name });
  }
  return brought;
}

async function send(url: string, data: Buffer, signal?: AbortSignal): Promise<void> {
  const patience = AbortSignal.timeout(UPLOAD_MS);
  const headers = { 'content-type': 'application/octet-stream' };
  const cut = signal ? AbortSignal.any([signal, patience]) : patience;
  const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(data), signal: cut }).catch(
    (error: unknown) => {
      throw new RetryError('Slack did not take a file.', { cause: error });
    },
  );
  if (!answer.ok) throw new RetryError(`Slack did not take a file (${answer.status}).`);
}

/** Shows them, in a thread or a conversation, in one message. */
export async function share(
  workspace: Workspace,
  [first, ...more]: readonly Uploaded[],
  where: { channel: string; thread_ts?: string; comment?: string },
  signal?: AbortSignal,
): Promise<void> {
  if (!first) return;
  const { channel, thread_ts, comment } = where;
  const shared = { channel_id: channel, ...(comment && { initial_comment: comment }) };
  await asked(() =>
    workspace.client(signal).files.completeUploadExternal({
      files: [first, ...more],
      ...shared,
      ...(thread_ts && { thread_ts }),
    }),
  );
}

/** The text of a file that a person sent with a dialog. */
export async function readFile(workspace: Workspace, file: SentFile, mostBytes: number): Promise<string> {
  const { name = 'the file', size = 0 } = file;
  const refused = (what: string) => new UserError(what, 'VALIDATION_ERROR', { field: 'file' });
  const tooLong = () => refused(`${name} is larger than ${Math.floor(mostBytes / 1_000)} KB. Send a shorter one.`);
  if (size > mostBytes) throw tooLong();
  const url = file.url_private_download ?? file.url_private ?? '';
  if (!URL.canParse(url) || !isSlacks(new URL(url))) throw new Refused('file_not_found');
  const headers = { authorization: `Bearer ${workspace.token}` };
  const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(UPLOAD_MS) }).catch(
    (error: unknown) => {
      throw new RetryError(`Slack did not give ${name}.`, { cause: error });
    },
  );
  if (!answer.ok) throw new RetryError(`Slack did not give ${name} (${answer.status}).`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > mostBytes) throw tooLong();
  const text = bytes.toString('utf8');
  if (text.includes('\u0000') || Buffer.byteLength(text) !== bytes.length) {
    throw refused(`${name} is not a text file. Send its text, or a file with plain text.`);
  }
  return text;
}

/** The token goes to Slack only. */
const isSlacks = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && /(^|\.)slack(-files|-gov)?\.com$/.test(hostname);
