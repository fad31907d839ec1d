import { type APIMessage, MessageFlags, type RawFile, Routes } from 'discord.js';
import { RetryError } from '../../../engine/errors.ts';
import { type Post, type Thread, ThreadGone } from '../../platform.ts';
import { channelOf } from './channels.ts';
import { cut } from './cut.ts';
import { link } from './inline.ts';
import { harmless } from './markdown.ts';
import { type Message, MOST_CONTENT, messageOf, quiet } from './message.ts';
import { webhookName } from './names.ts';
import type { Ground } from './open-thread.ts';
import type { Hook } from './webhooks.ts';
import { refusedWith, type Wire } from './wire.ts';

const UNKNOWN_CHANNEL = 10_003;
const UNKNOWN_WEBHOOK = 10_015;
const INVALID_WEBHOOK_TOKEN = 50_027;
const THREAD_LOCKED = 50_083;
const MISSING_PERMISSIONS = 50_013;
const MODERATOR = 0x5865f2;

/** Says it once in the thread, under the speaker's own name and face. */
export async function post(ground: Ground, thread: Thread, one: Post, signal: AbortSignal): Promise<string> {
  const { webhooks } = ground;
  const { body, files } = await rendered(ground, thread, one);
  const say = async (hook: Hook): Promise<string> => {
    const message = await ground.wire.token<APIMessage>('post', Routes.webhook(hook.id, hook.token), {
      query: { wait: 'true', thread_id: thread.thread },
      body,
      files,
      signal,
    });
    return message.id;
  };
  const hook = await webhooks.of(thread.channel);
  try {
    return await say(hook);
  } catch (error) {
    if (refusedWith(error, THREAD_LOCKED)) await unlock(ground.wire, thread.thread, error);
    else if (refusedWith(error, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN)) webhooks.forget(thread.channel, hook);
    else if (refusedWith(error, UNKNOWN_CHANNEL)) {
      await whereWeWere(ground, thread, hook);
      webhooks.forget(thread.channel, hook);
    } else throw error;
    // Refused as a whole: nothing of it was said. It is mended once.
    return say(await webhooks.of(thread.channel)).catch((again: unknown) => {
      throw refusedWith(again, UNKNOWN_WEBHOOK) ? new RetryError('Somebody deletes the webhook of the personas.') : again;
    });
  }
}

/** A moved webhook does not know our thread; a thread that is gone is known to nobody. */
async function whereWeWere({ wire, webhooks }: Ground, { thread, channel }: Thread, hook: Hook): Promise<void> {
  await channelOf(wire, thread);
  if (await webhooks.stands(channel, hook)) throw new ThreadGone('The thread does not belong to its channel any more.');
}

/** Opens a locked thread where we may; else it stays as the moderators want it, and the refusal tells it. */
async function unlock(wire: Wire, thread: string, refusal: unknown): Promise<void> {
  try {
    await wire.bot('patch', Routes.channel(thread), { body: { archived: false, locked: false } });
  } catch (error) {
    throw refusedWith(error, MISSING_PERMISSIONS, THREAD_LOCKED) ? refusal : error;
  }
}

type Spoken = { body: Message & { username: string; avatar_url?: string }; files: RawFile[] };

async function rendered(ground: Ground, thread: Thread, one: Post): Promise<Spoken> {
  const { name, avatar, kind } = one.speaker;
  const face = kind === 'app' ? (await ground.whoWeAre()).avatarUrl : await ground.faceUrl(avatar);
  const { body, files } = one.view ? await messageOf(one.view, ground.faceUrl) : { body: spoken(thread, one), files: [] };
  return { body: { ...body, username: webhookName(name), ...(face && { avatar_url: face }) }, files };
}

/** The words of a persona as a message; those of the moderator are set apart. */
function spoken(thread: Thread, one: Post): Message {
  const said = harmless(one.text ?? '') || '…';
  const answered = replyLine(thread, one);
  const text = `${answered}${said}`;
  if (one.speaker.kind === 'moderator') return { ...quiet(answered.trim()), embeds: [{ color: MODERATOR, description: said }] };
  // Made harmless a text may grow over what one message holds: an embed holds twice as much.
  if (text.length > MOST_CONTENT) return { ...quiet(answered.trim()), embeds: [{ description: said }] };
  // Links that a model wrote get no preview.
  return { ...quiet(text), flags: MessageFlags.SuppressEmbeds };
}

/** Webhooks cannot reply: a small line above leads to the message that is answered. */
function replyLine(thread: Thread, { replyTo }: Post): string {
  if (!replyTo) return '';
  const what = replyTo.excerpt ? `${replyTo.name}: ${replyTo.excerpt}` : replyTo.name;
  return `-# ↩ ${link(cut(what.replace(/\s+/g, ' '), 90), messageUrl(thread.team, thread.thread, replyTo.message))}\n`;
}

export const messageUrl = (team: string, channel: string, message: string): string =>
  `https://discord.com/channels/${team}/${channel}/${message}`;
