import {
  type APIInteraction,
  Client,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayThreadDeleteDispatchData,
  Options,
} from 'discord.js';
import { RetryError, UserError } from '../../../engine/errors.ts';
import type { Logger } from '../../../engine/log.ts';
import { isThread } from './channels.ts';
import { guardStray } from './stray.ts';

/** What the gateway brings. */
export type Arrivals = {
  interaction(data: APIInteraction): Promise<void>;
  message(data: GatewayMessageCreateDispatchData): Promise<void>;
  threadDeleted(team: string, thread: string): Promise<void>;
  channelDeleted(team: string, channel: string): Promise<void>;
  joined(team: string): Promise<void>;
  left(team: string): Promise<void>;
};

export type Gateway = {
  /** Resolves when events arrive. Goes on trying while Discord is away; throws UserError where only a person can help. */
  connect(): Promise<void>;
  /** Whether people's words in threads come to us. */
  readsMessages(): boolean;
  /** False only where it is known that we are in this server no more. */
  isIn(team: string): boolean;
  /** Of what is remembered: names of channels and roles, who may manage a server. */
  remembered(): Client;
  close(): Promise<void>;
};

const BASE = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages];
const LONGEST_WAIT_MS = 60_000;

export function openGateway(token: string, api: string | undefined, arrivals: Arrivals, log: Logger): Gateway {
  let readsMessages = true;
  let closed = false;
  const stopGuarding = guardStray(log);
  let client = newClient(api, readsMessages);

  /** Without privileged intents when they are not granted; told once, and by `/focus check`. */
  const start = async (): Promise<void> => {
    for (let attempt = 0; !closed; attempt++) {
      await client.destroy();
      client = newClient(api, readsMessages);
      listen(client, arrivals, log, () => closed);
      const end = await login(client, token);
      if (end === 'in') {
        const mine = client;
        client.on('shardDisconnect', ({ code }) => client === mine && lost(code));
        client.on('invalidated', () => client === mine && lost(undefined));
        return;
      }
      if (end.code === GatewayCloseCodes.DisallowedIntents && readsMessages) {
        readsMessages = false;
        log.warn(
          'Discord does not grant the Message Content intent: questions are asked by the Ask button. /focus check tells how to grant it',
        );
        continue;
      }
      if (end.error instanceof UserError) throw end.error;
      const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempt);
      log.warn({ err: end.error, code: end.code, wait }, 'Discord cannot be reached; trying again');
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  /** The connection ended and discord.js gave it up. */
  const lost = (code: number | undefined): void => {
    if (closed) return;
    log.warn({ code }, 'the connection to Discord ended; connecting anew');
    start().catch((error: unknown) => log.error({ err: error }, 'the connection to Discord is lost for good'));
  };

  return {
    connect: start,
    readsMessages: () => readsMessages,
    isIn(team) {
      if (!client.isReady()) return true;
      const { shards } = client.options;
      const count = client.options.shardCount ?? 1;
      const shard = Number((BigInt(team) >> 22n) % BigInt(count));
      return !Array.isArray(shards) || !shards.includes(shard) || client.guilds.cache.has(team);
    },
    remembered: () => client,
    async close() {
      closed = true;
      await client.destroy();
      stopGuarding();
    },
  };
}

/** Only roles, channels and threads are remembered: what members and messages are, each event tells. */
function newClient(api: string | undefined, readsMessages: boolean): Client {
  return new Client({
    intents: readsMessages ? [...BASE, GatewayIntentBits.MessageContent] : BASE,
    // Of this client only the gateway is used; what it asks for is safe to ask twice.
    ...(api && { rest: { api } }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
      MessageManager: 0,
      ReactionManager: 0,
      UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}

type End = 'in' | { code?: number; error?: unknown };

async function login(client: Client, token: string): Promise<End> {
  const refused = new Promise<End>((resolve) => client.once('shardDisconnect', ({ code }) => resolve(codeEnd(code))));
  const ready = new Promise<End>((resolve) => client.once('clientReady', () => resolve('in')));
  const failed = client.login(token).then(
    () => ready,
    (error: unknown): End => ({ error }),
  );
  return Promise.race([refused, failed]);
}

function codeEnd(code: number): End {
  if (code === GatewayCloseCodes.AuthenticationFailed) {
    return {
      code,
      error: new UserError('Discord does not accept DISCORD_TOKEN. Copy the token again from the developer portal.'),
    };
  }
  if (code === GatewayCloseCodes.ShardingRequired) {
    return {
      code,
      error: new UserError('The app is in too many servers for one connection. Start the bots role with: npm run discord:shards'),
    };
  }
  return { code, error: new RetryError(`the gateway closed with ${code}`) };
}

/** Each event on its own: what goes wrong in one is logged, and ends nothing. */
function listen(client: Client, arrivals: Arrivals, log: Logger, isClosed: () => boolean): void {
  const guarded =
    <T extends unknown[]>(what: string, handle: (...args: T) => Promise<void>) =>
    (...args: T): void => {
      handle(...args).catch((error: unknown) => log.error({ err: error }, `what arrived from Discord failed: ${what}`));
    };
  // The events as they come over the wire: those of discord.js leave out threads and messages that it does not remember.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, guarded('interaction', arrivals.interaction));
  client.ws.on(
    GatewayDispatchEvents.MessageCreate,
    guarded('message', async (data: GatewayMessageCreateDispatchData) => {
      if (!data.guild_id || data.author.bot || data.author.system || data.webhook_id) return;
      const channel = client.channels.cache.get(data.channel_id);
      if (channel && !isThread(channel.type)) return;
      await arrivals.message(data);
    }),
  );
  client.ws.on(
    GatewayDispatchEvents.ThreadDelete,
    guarded('thread deleted', (data: GatewayThreadDeleteDispatchData) => arrivals.threadDeleted(data.guild_id, data.id)),
  );
  client.ws.on(
    GatewayDispatchEvents.ChannelDelete,
    guarded('channel deleted', (data: { id: string; guild_id: string }) => arrivals.channelDeleted(data.guild_id, data.id)),
  );
  // Also of those in which we were when we connected: some may have removed us and taken us back meanwhile.
  client.ws.on(
    GatewayDispatchEvents.GuildCreate,
    guarded('joined', async ({ id, unavailable }: { id: string; unavailable?: boolean }) => {
      if (!unavailable) await arrivals.joined(id);
    }),
  );
  client.on(
    'guildDelete',
    guarded('left', (guild) => arrivals.left(guild.id)),
  );
  client.on('guildUnavailable', ({ id }) => log.warn({ team: id }, 'Discord has an outage in this server'));
  const trouble = ({ message }: Error) => log.warn({ reason: message }, 'trouble with the connection to Discord');
  client.on('error', trouble);
  client.on('shardError', trouble);
  // Tried twice a second while Discord is away: told once.
  const away = new Set<number>();
  client.on('shardReconnecting', (shard) => {
    if (!away.has(shard) && !isClosed()) log.warn({ shard }, 'the connection to Discord was lost; connecting anew');
    away.add(shard);
  });
  const back = (shard: number) => {
    if (away.delete(shard)) log.info({ shard }, 'the connection to Discord is back');
  };
  client.on('shardResume', back);
  client.on('shardReady', back);
}
