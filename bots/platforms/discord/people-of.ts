import { type APIInteraction, type Client, type GatewayMessageCreateDispatchData, PermissionFlagsBits } from 'discord.js';
import type { Person, Place, Said } from '../../platform.ts';
import { isThread } from './channels.ts';

const MANAGES = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** Whoever did it, as Discord vouches for them in this very event; undefined outside a server. */
export function personOf({ member }: Pick<APIInteraction, 'member'>): Person | undefined {
  if (!member) return undefined;
  return {
    id: member.user.id,
    name: member.nick ?? member.user.global_name ?? member.user.username,
    roles: async () => member.roles,
    admin: (BigInt(member.permissions) & MANAGES) !== 0n,
  };
}

/** Where it was done; undefined outside a server. */
export function placeOf(data: Pick<APIInteraction, 'guild_id' | 'channel'>, remembered: Client): Place | undefined {
  const { guild_id: team, channel } = data;
  if (!team || !channel) return undefined;
  if (!isThread(channel.type)) return { platform: 'discord', team, channel: channel.id };
  const cached = remembered.channels.cache.get(channel.id);
  const parent = ('parent_id' in channel && channel.parent_id) || (cached?.isThread() && cached.parentId);
  return { platform: 'discord', team, channel: parent || channel.id, thread: channel.id };
}

/** What a person wrote, as the personas will read it; undefined where there are no words for us in it. */
export function saidIn(data: GatewayMessageCreateDispatchData, remembered: Client, self: string): Said | undefined {
  const { member, author } = data;
  if (!member || !data.content || ![0, 19].includes(data.type)) return undefined;
  const first = /^\s*<@!?(\d+)>[\s,:]*/.exec(data.content);
  const text = readable(first?.[1] === self ? data.content.slice(first[0].length) : data.content, data, remembered);
  if (text === '') return undefined;
  const replyTo = data.type === 19 ? data.message_reference?.message_id : undefined;
  return {
    id: data.id,
    text,
    by: {
      id: author.id,
      name: member.nick ?? author.global_name ?? author.username,
      roles: async () => member.roles,
      admin: manages(remembered, data.guild_id ?? '', author.id, member.roles),
    },
    ...(first && { addressed: first[1] === self ? ('app' as const) : ('other' as const) }),
    ...(replyTo && { replyTo }),
  };
}

/** Mentions and emojis by their names. */
function readable(content: string, { mentions, guild_id }: GatewayMessageCreateDispatchData, remembered: Client): string {
  const guild = remembered.guilds.cache.get(guild_id ?? '');
  return content
    .replace(/<@!?(\d+)>/g, (_, id: string) => {
      const user = mentions.find((one) => one.id === id);
      return `@${user?.member?.nick ?? user?.global_name ?? user?.username ?? 'somebody'}`;
    })
    .replace(/<@&(\d+)>/g, (_, id: string) => `@${guild?.roles.cache.get(id)?.name ?? 'role'}`)
    .replace(/<#(\d+)>/g, (_, id: string) => `#${guild?.channels.cache.get(id)?.name ?? 'channel'}`)
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .trim();
}

function manages(remembered: Client, team: string, user: string, roles: readonly string[]): boolean {
  const guild = remembered.guilds.cache.get(team);
  if (!guild) return false;
  if (guild.ownerId === user) return true;
  return [team, ...roles].some((id) => ((guild.roles.cache.get(id)?.permissions.bitfield ?? 0n) & MANAGES) !== 0n);
}
