import { createHash } from 'node:crypto';
import { type APIMessage, ChannelFlags, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { UserError } from '../../../engine/errors.ts';
import type { Opening } from '../../platform.ts';
import { type Channel, channelOf, hasThreads, isForum } from './channels.ts';
import { actionOf } from './custom-id.ts';
import { cut, oneLine } from './cut.ts';
import type { WhoWeAre } from './identity.ts';
import { type FaceUrl, messageOf, type Rendered } from './message.ts';
import type { Webhooks } from './webhooks.ts';
import { Refused, refusedWith, type Wire } from './wire.ts';

export type Ground = { wire: Wire; whoWeAre: WhoWeAre; webhooks: Webhooks; faceUrl: FaceUrl };
type Opened = { thread: string; opener: string };

const QUIET_AFTER = ThreadAutoArchiveDuration.OneDay;
/** Starter messages that are looked through for one that an earlier try left. */
const LOOKED_AT = 50;
const NO_HISTORY = 50_001;

/**
 * A starter message and a thread from it; in a forum a post; in a thread, that thread. The same discussion again finds
 * what it opened: by the nonce for some minutes, and by what its controls are about for good.
 */
export async function openThread(ground: Ground, opening: Opening): Promise<Opened> {
  const { place } = opening;
  const channel = await channelOf(ground.wire, place.channel);
  if (place.thread === undefined && !hasThreads(channel.type) && !isForum(channel.type)) {
    throw new UserError('There are no threads in this kind of channel. Start a focus group in a text channel or a forum.');
  }
  // Refused here before anything is to be seen, where it cannot be had.
  await ground.webhooks.of(place.channel);
  const message = await messageOf(opening.view, ground.faceUrl);
  if (place.thread !== undefined) return { thread: place.thread, opener: await starter(ground, opening, place.thread, message) };
  if (isForum(channel.type)) return forumPost(ground, opening, channel, message);
  const opener = await starter(ground, opening, channel.id, message);
  return { thread: await threadFrom(ground.wire, channel.id, opener, titleOf(opening)), opener };
}

const titleOf = ({ title }: Opening): string => cut(oneLine(title), 100) || 'Focus group';

/** At most 25 characters, the same for the same discussion. */
const nonceOf = (discussion: string): string => `sf${createHash('sha256').update(discussion).digest('hex').slice(0, 22)}`;

async function starter({ wire, whoWeAre }: Ground, { discussion }: Opening, channel: string, { body, files }: Rendered) {
  const { user } = await whoWeAre();
  const recent = await wire
    .bot<APIMessage[]>('get', Routes.channelMessages(channel), { query: { limit: String(LOOKED_AT) } })
    .catch((error: unknown) => {
      if (refusedWith(error, NO_HISTORY)) return [];
      throw error;
    });
  const earlier = recent.find((one) => one.author.id === user && isAbout(one, discussion));
  if (earlier) return earlier.id;
  const { id } = await wire.bot<APIMessage>('post', Routes.channelMessages(channel), {
    body: { ...body, nonce: nonceOf(discussion), enforce_nonce: true },
    files,
  });
  return id;
}

/** Whether a message's controls are about this discussion. */
const isAbout = ({ components }: Pick<APIMessage, 'components'>, discussion: string): boolean =>
  (components ?? []).some(
    (row) =>
      'components' in row &&
      row.components.some((control) => 'custom_id' in control && actionOf(control.custom_id)?.about === discussion),
  );

/** A thread has the id of the message that it starts from. */
async function threadFrom(wire: Wire, channel: string, message: string, name: string): Promise<string> {
  try {
    const body = { name, auto_archive_duration: QUIET_AFTER };
    return (await wire.bot<Channel>('post', Routes.threads(channel, message), { body })).id;
  } catch (error) {
    if (refusedWith(error, 160_004)) return message;
    throw error;
  }
}

async function forumPost(ground: Ground, opening: Opening, forum: Channel, { body, files }: Rendered): Promise<Opened> {
  const { wire } = ground;
  const name = titleOf(opening);
  const earlier = await earlierPost(ground, opening, forum, name);
  if (earlier) return { thread: earlier, opener: earlier };
  const needsTag = ((forum.flags ?? 0) & ChannelFlags.RequireTag) !== 0;
  const tag = forum.available_tags?.find(({ moderated }) => !moderated)?.id;
  if (needsTag && tag === undefined) throw new Refused(40_067, 400, 'A tag is required, and there is none for us');
  const { id } = await wire.bot<Channel>('post', Routes.threads(forum.id), {
    body: { name, auto_archive_duration: QUIET_AFTER, message: body, ...(needsTag && { applied_tags: [tag] }) },
    files,
  });
  return { thread: id, opener: id };
}

/** A post has no nonce: one of ours with the same title, whose controls are about this discussion. */
async function earlierPost({ wire, whoWeAre }: Ground, { discussion, place }: Opening, forum: Channel, name: string) {
  const { user } = await whoWeAre();
  const { threads } = await wire.bot<{ threads: Channel[] }>('get', Routes.guildActiveThreads(place.team));
  const ours = threads.filter((one) => one.parent_id === forum.id && one.owner_id === user && one.name === name);
  for (const { id } of ours) {
    const first = await wire.bot<APIMessage>('get', Routes.channelMessage(id, id)).catch(() => undefined);
    if (first && isAbout(first, discussion)) return id;
  }
  return undefined;
}
