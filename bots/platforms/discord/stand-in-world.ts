import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed, ChannelType } from 'discord.js';

/** What the stand-in of Discord remembers: one guild, its channels, and all that was said. */
export type SeenMessage = {
  id: string;
  channel_id: string;
  author: { id: string; username: string; global_name: string | null; bot: boolean; discriminator: string; avatar: null };
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  attachments: { id: string; filename: string }[];
  type: number;
  timestamp: string;
  edited_timestamp: string | null;
  mentions: never[];
  flags?: number;
  nonce?: string;
  webhook_id?: string;
  application_id?: string;
  avatar_url?: string;
  reactions?: string[];
  referenced_message?: SeenMessage;
  message_reference?: { message_id: string };
  /** Of an answer that only one person sees. */
  seenBy?: string;
};
export type SeenChannel = {
  id: string;
  type: ChannelType;
  name: string;
  guild_id: string;
  parent_id: string | null;
  owner_id?: string;
};
export type SeenHook = { id: string; token: string; name: string; channel_id: string; application_id: string; type: 1 };
export type SeenInteraction = {
  id: string;
  token: string;
  person: string;
  at: number;
  /** Type of the first answer; undefined until there is one. */
  answered?: number;
  ackMs?: number;
  original?: string;
  filled: boolean;
  modal?: { custom_id: string; title: string };
  choices?: { name: string; value: string }[];
  messages: string[];
};

export const APPLICATION = '1000000000000000001';
export const GUILD = '1000000000000000002';
export const CHANNEL = '1000000000000000003';
export const TOKEN = 'stand-in-token';

export type World = {
  channels: Map<string, SeenChannel>;
  messages: Map<string, SeenMessage>;
  hooks: Map<string, SeenHook>;
  interactions: Map<string, SeenInteraction>;
  commands: { name: string; type?: number; options?: unknown[] }[];
  registrations: number;
  /** What Discord, or a person, would not have liked. */
  faults: string[];
  /** Webhook posts that get through without anybody hearing of it. */
  loseAnswers: number;
  nextId(): string;
  announce(event: string, data: unknown): void;
};

export function newWorld(): World {
  // Ids rise with time, as Discord's do.
  let last = 1_100_000_000_000_000_000n;
  return {
    channels: new Map([[CHANNEL, { id: CHANNEL, type: 0, name: 'focus', guild_id: GUILD, parent_id: null }]]),
    messages: new Map(),
    hooks: new Map(),
    interactions: new Map(),
    commands: [],
    registrations: 0,
    faults: [],
    loseAnswers: 0,
    nextId: () => String(++last),
    announce: () => {},
  };
}

/** What a bot sends, whatever it is about. */
export type Sent = Partial<
  Pick<SeenMessage, 'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'nonce' | 'avatar_url'>
> & {
  allowed_mentions?: { parse?: unknown[]; users?: unknown[]; roles?: unknown[]; replied_user?: boolean };
  enforce_nonce?: boolean;
  username?: string;
  name?: string;
  type?: number;
  data?: { choices?: { name: string; value: string }[]; custom_id?: string; title?: string };
};

/** What is checked of each message, sent or edited. */
export function inspect(world: World, body: Sent): void {
  const fault = (what: string) => world.faults.push(`${what}: ${JSON.stringify(body).slice(0, 200)}`);
  const { allowed_mentions: may, content = '', embeds = [], username } = body;
  if (may?.parse?.length !== 0 || may.users?.length || may.roles?.length || may.replied_user) fault('may ping');
  if (content.length > 2_000) fault(`content of ${content.length} characters`);
  if (embeds.length > 10) fault(`${embeds.length} embeds`);
  if (JSON.stringify(embeds.map(wordsOf)).length > 6_500) fault('embeds with more than 6,000 characters');
  if (embeds.some(({ description = '' }) => description.length > 4_096)) fault('a description that is too long');
  if ((body.components?.length ?? 0) > 5) fault('more than five rows');
  if (/@(everyone|here)|<@|<#/.test(content + embeds.map(wordsOf).join(' '))) fault('a mention that can be seen');
  if ((content.match(/```/g)?.length ?? 0) % 2 !== 0) fault('a code fence that does not close');
  if (username !== undefined && (username.length > 80 || /discord|clyde|^(everyone|here)$/i.test(username)))
    fault('a name that is refused');
}

/** What stands on a card, in the order in which it is shown. */
const wordsOf = ({ title, description, author, footer, fields = [] }: APIEmbed): string =>
  [author?.name, title, description, ...fields.map(({ name, value }) => `${name}: ${value}`), footer?.text]
    .filter(Boolean)
    .join('\n');

/** One line for each message, as the people in a channel see it; with what only `person` sees. */
export function readChannel(world: World, channel: string, person?: string): string[] {
  return [...world.messages.values()]
    .filter((one) => one.channel_id === channel && (one.seenBy === undefined || one.seenBy === person))
    .map(lineOf);
}

export function lineOf(one: SeenMessage): string {
  const controls = one.components.flatMap((row) => row.components);
  const labels = controls.map((control) =>
    'label' in control ? `[${control.label}${'url' in control ? ` → ${control.url}` : ''}]` : '[choose …]',
  );
  const files = one.attachments.map(({ filename }) => `(file ${filename})`);
  const cards = one.embeds.map((embed) => `  ┃ ${wordsOf(embed).replace(/\n/g, '\n  ┃ ')}`);
  const said = [one.content, ...cards].filter(Boolean).join('\n');
  const rest = [...labels, ...files, ...(one.reactions ?? []), ...(one.seenBy ? ['(only you see this)'] : [])].join(' ');
  return `${one.author.global_name ?? one.author.username}${one.author.bot ? ' [APP]' : ''}: ${said}${rest ? `\n  ${rest}` : ''}`;
}
