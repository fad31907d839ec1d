import { PermissionFlagsBits, PermissionsBitField, Routes } from 'discord.js';
import type { Wire } from './wire.ts';

/** All that is used, and so all that the invite link asks for. */
export const USED = [
  { bit: PermissionFlagsBits.ViewChannel, name: 'View Channel', what: 'see the channel' },
  { bit: PermissionFlagsBits.SendMessages, name: 'Send Messages', what: 'post the starter message' },
  { bit: PermissionFlagsBits.CreatePublicThreads, name: 'Create Public Threads', what: 'open the thread' },
  { bit: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads', what: 'speak in the thread' },
  { bit: PermissionFlagsBits.ManageWebhooks, name: 'Manage Webhooks', what: 'let each persona speak with its own name and face' },
  { bit: PermissionFlagsBits.EmbedLinks, name: 'Embed Links', what: 'show previews, phases and summaries' },
  { bit: PermissionFlagsBits.AttachFiles, name: 'Attach Files', what: 'hand out reports and charts' },
  {
    bit: PermissionFlagsBits.ReadMessageHistory,
    name: 'Read Message History',
    what: 'look whether a message got through before it is sent again, so that none comes twice',
  },
  { bit: PermissionFlagsBits.AddReactions, name: 'Add Reactions', what: 'mark questions that were taken up', spare: true },
] as const;

export const ALL_USED = new PermissionsBitField(USED.map(({ bit }) => bit)).bitfield;

type Overwrite = { id: string; type: number; allow: string; deny: string };
type Role = { id: string; permissions: string };
/** Each asked for as it is now: what a gateway remembers may be old, and some processes have none. */
export type Standing = {
  guild: { id: string; owner_id: string; roles: readonly Role[] };
  member: { user: { id: string }; roles: readonly string[] };
  overwrites: readonly Overwrite[];
};

/** As Discord documents it: the roles' permissions, then the channel's overwrites for everyone, for roles, for the member. */
export function permissionsOf({ guild, member, overwrites }: Standing): PermissionsBitField {
  if (guild.owner_id === member.user.id) return new PermissionsBitField(PermissionsBitField.All);
  const has = (id: string) => id === guild.id || member.roles.includes(id);
  let bits = 0n;
  for (const role of guild.roles) if (has(role.id)) bits |= BigInt(role.permissions);
  if (bits & PermissionFlagsBits.Administrator) return new PermissionsBitField(PermissionsBitField.All);
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === 0 && id !== guild.id && has(id)),
    overwrites.filter(({ id, type }) => type === 1 && id === member.user.id),
  ];
  for (const step of steps) {
    const deny = step.reduce((all, one) => all | BigInt(one.deny), 0n);
    bits = (bits & ~deny) | step.reduce((all, one) => all | BigInt(one.allow), 0n);
  }
  return new PermissionsBitField(bits & PermissionFlagsBits.ViewChannel ? bits : 0n);
}

/** What we may do in a channel; threads have the permissions of theirs. */
export async function permissionsIn(wire: Wire, team: string, channel: string, user: string): Promise<PermissionsBitField> {
  const [guild, member, { permission_overwrites }] = await Promise.all([
    wire.bot<Standing['guild']>('get', Routes.guild(team)),
    wire.bot<Standing['member']>('get', Routes.guildMember(team, user)),
    wire.bot<{ permission_overwrites?: Overwrite[] }>('get', Routes.channel(channel)),
  ]);
  return permissionsOf({ guild, member, overwrites: permission_overwrites ?? [] });
}
