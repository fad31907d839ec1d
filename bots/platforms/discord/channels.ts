import { type APIThreadMetadata, ChannelType, Routes } from 'discord.js';
import type { Wire } from './wire.ts';

/** What matters of a channel or thread. */
export type Channel = {
  id: string;
  type: ChannelType;
  name?: string;
  guild_id?: string;
  parent_id?: string | null;
  owner_id?: string;
  flags?: number;
  available_tags?: { id: string; moderated: boolean }[];
  thread_metadata?: APIThreadMetadata;
};

export const channelOf = (wire: Wire, id: string): Promise<Channel> => wire.bot<Channel>('get', Routes.channel(id));

const THREADS: readonly ChannelType[] = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];
export const isThread = (type: ChannelType): boolean => THREADS.includes(type);
/** Channels of posts: each post is a thread. */
export const isForum = (type: ChannelType): boolean => type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
/** Channels whose messages can have a thread. */
export const hasThreads = (type: ChannelType): boolean =>
  type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
