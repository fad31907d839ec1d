import { type APIMessage, PermissionFlagsBits, Routes } from 'discord.js';
import { UserError } from '../../../engine/errors.ts';
import type { Thread } from '../../platform.ts';
import type { Ground } from './open-thread.ts';
import { permissionsIn } from './permissions.ts';

const PAGE = 100;

/**
 * The first message that a webhook of ours posted after `after`, by its order alone: without the Message Content intent
 * there is no text to compare. Without the right to read the history the list is empty and looks like "not posted".
 */
export async function findPost(ground: Ground, thread: Thread, after: string | undefined): Promise<string | undefined> {
  const { wire, whoWeAre } = ground;
  const { application, user } = await whoWeAre();
  const may = await permissionsIn(wire, thread.team, thread.channel, user);
  const missing = [
    ...(may.has(PermissionFlagsBits.ViewChannel) ? [] : ['View Channel']),
    ...(may.has(PermissionFlagsBits.ReadMessageHistory) ? [] : ['Read Message History']),
  ];
  if (missing.length > 0) {
    throw new UserError(
      `I cannot see whether my last message got through, and say nothing so as not to say it twice. Give my role "${missing.join('" and "')}" in this channel; then press Resume.`,
      'AUTHORIZATION_FAILED',
    );
  }
  let last = after ?? thread.opener ?? thread.thread;
  for (;;) {
    const query = { after: last, limit: String(PAGE) };
    const found = await wire.bot<APIMessage[]>('get', Routes.channelMessages(thread.thread), { query });
    const messages = found.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const ours = messages.find((one) => one.webhook_id && one.webhook_id !== application && one.application_id === application);
    if (ours) return ours.id;
    const newest = messages.at(-1);
    if (!newest || messages.length < PAGE) return undefined;
    last = newest.id;
  }
}
