import type { types } from '@slack/bolt';
import {
  APP_TOKEN,
  botToken,
  botUser,
  inspect,
  inspectBlocks,
  ORG_TOKEN,
  OTHER_TEAM,
  PEOPLE,
  type SeenMessage,
  TEAM,
  type World,
} from './stand-in-world.ts';

type Args = Record<string, unknown>;
export type Answer = Record<string, unknown>;
class No extends Error {}
const no = (error: string): never => {
  throw new No(error);
};

/** The methods that the app uses, as far as it needs them. */
export function callMethod(world: World, base: string, method: string, token: string, raw: Args): Answer {
  const args = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, parsed(name, value)]));
  world.calls.push(method);
  const refusal = world.refusals.findIndex((one) => one.method === method);
  if (refusal >= 0) {
    const [one] = world.refusals.splice(refusal, 1);
    return { ok: false, error: one?.error, ...(one?.retryAfter && { retryAfter: one.retryAfter }) };
  }
  const team =
    token === ORG_TOKEN
      ? (args['team_id'] ?? (method === 'auth.test' ? 'E1' : undefined))
      : [TEAM, OTHER_TEAM].find((each) => token === botToken(each));
  try {
    if (method === 'apps.connections.open') {
      return token === APP_TOKEN ? { ok: true, url: `${base.replace('http', 'ws')}/link` } : no('invalid_auth');
    }
    if (method === 'oauth.v2.access') return { ok: true, ...installed(String(args['code'])) };
    if (token === ORG_TOKEN && !team) return no('missing_argument');
    if (typeof team !== 'string') return no('invalid_auth');
    const run = METHODS[method] ?? no('unknown_method');
    return { ok: true, ...run({ world, base, team, args }) };
  } catch (error) {
    if (error instanceof No) return { ok: false, error: error.message };
    throw error;
  }
}

const JSONS = ['blocks', 'metadata', 'view', 'files'];
const parsed = (name: string, value: unknown): unknown =>
  JSONS.includes(name) && typeof value === 'string' ? JSON.parse(value) : value;

const installed = (team: string) => ({
  app_id: 'A0',
  access_token: botToken(team),
  token_type: 'bot',
  scope: 'chat:write',
  bot_user_id: botUser(team),
  team: { id: team, name: team },
  enterprise: null,
  authed_user: { id: 'U0' },
  is_enterprise_install: false,
});

type Call = { world: World; base: string; team: string; args: Args };

function spoken({ world, team, args }: Call, more: Partial<SeenMessage> = {}): SeenMessage {
  const channel = String(args['channel'] ?? args['channel_id']);
  const known = world.channels.get(channel);
  const direct = channel.startsWith('U') || channel.startsWith('D');
  if (!direct && (!known || known.team !== team || (known.private && !known.joined))) return no('channel_not_found');
  if (known?.archived) return no('is_archived');
  if (known && !known.joined) return no('not_in_channel');
  const thread_ts = args['thread_ts'] as string | undefined;
  if (thread_ts && !world.messages.some(({ ts }) => ts === thread_ts)) return no('thread_not_found');
  const message: SeenMessage = {
    ts: world.nextTs(),
    channel: channel.startsWith('U') ? `D${channel}` : channel,
    team,
    text: String(args['text'] ?? ''),
    blocks: (args['blocks'] ?? []) as types.KnownBlock[],
    user: botUser(team),
    bot_id: `B${team}`,
    reactions: [],
    edits: 0,
    ...(thread_ts && { thread_ts }),
    ...pick(args, ['username', 'icon_url', 'icon_emoji', 'metadata']),
    ...more,
  };
  world.messages.push(message);
  return message;
}

const pick = (args: Args, names: readonly string[]) =>
  Object.fromEntries(names.filter((name) => args[name]).map((name) => [name, args[name]]));

const messageAt = ({ world, args }: Call, ts: unknown): SeenMessage =>
  world.messages.find((message) => message.channel === args['channel'] && message.ts === ts) ?? no('message_not_found');

const checked = (call: Call, what: string): void => {
  inspect(call.world, what, { text: String(call.args['text'] ?? ''), blocks: (call.args['blocks'] ?? []) as types.KnownBlock[] });
};

const shownTo = (message: SeenMessage, withMetadata: boolean): Partial<SeenMessage> => {
  const { metadata, ...rest } = message;
  return withMetadata && metadata ? { ...rest, metadata } : rest;
};

const METHODS: Record<string, (call: Call) => Answer> = {
  'auth.test': ({ team, base }) => ({ team_id: team, user_id: botUser(team), bot_id: `B${team}`, url: `${base}/` }),
  'users.info': ({ args }) => {
    const person = Object.values(PEOPLE).find(({ id }) => id === args['user']) ?? no('user_not_found');
    return { user: { ...person, team_id: person.team, profile: { display_name: person.name } } };
  },
  'chat.postMessage': (call) => {
    checked(call, 'chat.postMessage');
    const { ts, channel } = spoken(call);
    return { ts, channel };
  },
  'chat.postEphemeral': (call) => {
    checked(call, 'chat.postEphemeral');
    return { message_ts: spoken(call, { seenBy: String(call.args['user']) }).ts };
  },
  'usergroups.list': ({ team }) => ({ usergroups: [{ id: 'S1', handle: `planners-of-${team}`, users: ['U0ANNA'] }] }),
  'chat.update': (call) => {
    checked(call, 'chat.update');
    const message = messageAt(call, call.args['ts']);
    message.text = String(call.args['text']);
    message.blocks = (call.args['blocks'] ?? []) as types.KnownBlock[];
    message.edits++;
    return { ts: message.ts };
  },
  'conversations.replies': ({ world, args }) => {
    const thread = world.messages.filter(({ seenBy, channel }) => !seenBy && channel === args['channel']);
    const root = thread.find(({ ts }) => ts === args['ts']) ?? no('thread_not_found');
    const after = thread.filter(({ thread_ts, ts }) => thread_ts === root.ts && Number(ts) > Number(args['oldest'] ?? 0));
    return {
      messages: [root, ...after].map((message) => shownTo(message, Boolean(args['include_all_metadata']))),
      has_more: false,
    };
  },
  'conversations.history': ({ world, args }) => {
    const found = world.messages.filter(({ channel, thread_ts, seenBy }) => channel === args['channel'] && !thread_ts && !seenBy);
    return { messages: found.map((message) => shownTo(message, Boolean(args['include_all_metadata']))), has_more: false };
  },
  'conversations.info': ({ world, team, args }) => {
    const found = world.channels.get(String(args['channel']));
    if (!found || found.team !== team || (found.private && !found.joined)) return no('channel_not_found');
    return { channel: { is_archived: found.archived, is_member: found.joined, is_private: found.private } };
  },
  'conversations.join': ({ world, args }) => {
    const channel = world.channels.get(String(args['channel'])) ?? no('channel_not_found');
    channel.joined = true;
    return {};
  },
  'conversations.open': ({ args }) => ({ channel: { id: `D${args['users']}` } }),
  'reactions.add': (call) => {
    messageAt(call, call.args['timestamp']).reactions.push(String(call.args['name']));
    return {};
  },
  'views.open': ({ world, team, args }) => {
    const trigger = world.triggers.get(String(args['trigger_id'])) ?? no('invalid_trigger_id');
    if (trigger.used) return no('exchanged_trigger_id');
    trigger.used = true;
    const view = args['view'] as types.View;
    inspectBlocks((why) => world.faults.push(`views.open: ${why}`), view.blocks as types.KnownBlock[]);
    world.views.push({ id: world.nextId('V'), user: trigger.user, team, view });
    return {};
  },
  'views.publish': ({ world, args }) => {
    const view = args['view'] as types.View;
    inspectBlocks((why) => world.faults.push(`views.publish: ${why}`), view.blocks as types.KnownBlock[]);
    world.homes.set(String(args['user_id']), view);
    return {};
  },
  'files.getUploadURLExternal': ({ world, base, args }) => {
    const id = world.nextId('F');
    world.files.set(id, { title: String(args['filename']), size: -1 });
    return { file_id: id, upload_url: `${base}/upload/${id}` };
  },
  'files.completeUploadExternal': (call) => {
    const files = (call.args['files'] as { id: string; title: string }[]).map(({ id, title }) => {
      const size = call.world.files.get(id)?.size ?? -1;
      if (size < 0) call.world.faults.push(`${title} was not uploaded`);
      return { id, title, size };
    });
    spoken(call, { files, text: '', blocks: [] });
    return { files };
  },
};
