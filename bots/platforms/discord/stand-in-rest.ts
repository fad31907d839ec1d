import type { Response as Reply, Request } from 'express';
import express from 'express';
import { APPLICATION, GUILD, inspect, type SeenMessage, type Sent, type World } from './stand-in-world.ts';

const SELF = { id: APPLICATION, username: 'simfocus', global_name: 'simFocus', bot: true, discriminator: '0000', avatar: null };
/** The role of the app, which may do all. */
const OURS = '1000000000000000005';
const NO = {
  channel: [404, 10_003, 'Unknown Channel'],
  message: [404, 10_008, 'Unknown Message'],
  webhook: [404, 10_015, 'Unknown Webhook'],
  interaction: [404, 10_062, 'Unknown interaction'],
  acknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  threaded: [400, 160_004, 'A thread has already been created for this message'],
} as const;

/** As much of the REST API as a focus group needs, on the world given. */
export function standInRest(world: World, gatewayUrl: () => string): express.Express {
  const app = express();
  const api = express.Router();
  app.use('/api/v10', express.raw({ type: () => true, limit: '30mb' }), api);
  const refuse = (reply: Reply, [status, code, message]: (typeof NO)[keyof typeof NO]) =>
    reply.status(status).json({ code, message });

  api.get('/gateway/bot', (_, reply) => {
    reply.json({
      url: gatewayUrl(),
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
    });
  });
  api.get('/users/@me', (_, reply) => void reply.json(SELF));
  api.get('/applications/@me', (_, reply) => void reply.json({ id: APPLICATION, name: 'simFocus', flags: 0 }));
  api.get('/applications/:app/emojis', (_, reply) => void reply.json({ items: [] }));
  api.post('/applications/:app/emojis', (_, reply) => void reply.json({ id: world.nextId(), name: 'face' }));
  for (const path of ['/applications/:app/commands', '/applications/:app/guilds/:guild/commands']) {
    api.get(path, (_, reply) => void reply.json(world.commands));
    api.put(path, async (request, reply) => {
      world.commands = (await bodyOf(request)) as unknown as World['commands'];
      world.registrations += 1;
      reply.json(world.commands);
    });
  }

  api.get('/guilds/:guild', (_, reply) => void reply.json(guildOf()));
  api.get('/guilds/:guild/members/:user', (_, reply) => void reply.json({ user: SELF, roles: [OURS] }));
  api.get('/channels/:channel', ({ params }, reply) => {
    const channel = world.channels.get(params.channel);
    return channel ? reply.json({ ...channel, permission_overwrites: [] }) : refuse(reply, NO.channel);
  });
  api.post('/channels/:channel/typing', (_, reply) => void reply.sendStatus(204));
  api.get('/channels/:channel/messages', ({ params, query }, reply) => {
    if (!world.channels.has(params.channel)) return refuse(reply, NO.channel);
    const after = BigInt(typeof query.after === 'string' ? query.after : 0);
    const limit = Number(query.limit ?? 50);
    const all = messagesIn(world, params.channel).filter(({ id }) => BigInt(id) > after);
    const chosen = query.after ? all.slice(0, limit) : all.slice(-limit);
    return reply.json(chosen.reverse());
  });
  api.post('/channels/:channel/messages', async (request, reply) => {
    const channel = String(request.params.channel);
    if (!world.channels.has(channel)) return refuse(reply, NO.channel);
    const body = await bodyOf(request);
    const known = body.enforce_nonce && messagesIn(world, channel).find(({ nonce }) => nonce === body.nonce);
    return reply.json(known || say(world, channel, { author: SELF }, body));
  });
  api.patch('/channels/:channel/messages/:message', async (request, reply) => {
    const message = world.messages.get(String(request.params.message));
    return message ? reply.json(edit(world, message, await bodyOf(request))) : refuse(reply, NO.message);
  });
  api.put('/channels/:channel/messages/:message/reactions/:emoji/@me', ({ params }, reply) => {
    const message = world.messages.get(params.message);
    if (!message) return refuse(reply, NO.message);
    message.reactions = [...(message.reactions ?? []), params.emoji];
    return reply.sendStatus(204);
  });
  api.post('/channels/:channel/messages/:message/threads', async (request, reply) => {
    const { message, channel } = request.params;
    if (!world.messages.has(message)) return refuse(reply, NO.message);
    if (world.channels.has(message)) return refuse(reply, NO.threaded);
    const { name } = await bodyOf(request);
    const thread = { id: message, type: 11, name: String(name), guild_id: GUILD, parent_id: channel, owner_id: APPLICATION };
    world.channels.set(message, thread);
    world.announce('THREAD_CREATE', { ...thread, thread_metadata: { archived: false, locked: false }, newly_created: true });
    return reply.json(thread);
  });

  api.get('/channels/:channel/webhooks', ({ params }, reply) => {
    reply.json([...world.hooks.values()].filter(({ channel_id }) => channel_id === params.channel));
  });
  api.post('/channels/:channel/webhooks', async (request, reply) => {
    const { name } = await bodyOf(request);
    const id = world.nextId();
    const channel_id = String(request.params.channel);
    world.hooks.set(id, { id, token: `hook-${id}`, name: String(name), channel_id, application_id: APPLICATION, type: 1 });
    reply.json(world.hooks.get(id));
  });
  api.delete('/webhooks/:hook', ({ params }, reply) => {
    world.hooks.delete(params.hook);
    reply.sendStatus(204);
  });
  api.post('/webhooks/:hook/:token', async (request, reply) => {
    const body = await bodyOf(request);
    const token = String(request.params.token);
    const interaction = world.interactions.get(token);
    if (interaction) {
      const message = say(world, channelOf(world, interaction.original), { author: SELF, seenBy: interaction.person }, body);
      interaction.messages.push(message.id);
      return reply.json(message);
    }
    const hook = world.hooks.get(String(request.params.hook));
    const thread = world.channels.get(String(request.query.thread_id));
    if (hook?.token !== token) return refuse(reply, NO.webhook);
    if (!thread || thread.parent_id !== hook.channel_id) return refuse(reply, NO.channel);
    const author = { ...SELF, id: hook.id, username: String(body.username), global_name: null };
    const origin = { webhook_id: hook.id, application_id: APPLICATION, ...(body.avatar_url && { avatar_url: body.avatar_url }) };
    const message = say(world, thread.id, { author, ...origin }, body);
    if (world.loseAnswers > 0) {
      world.loseAnswers -= 1;
      return request.socket.destroy();
    }
    return reply.json(message);
  });

  api.post('/interactions/:id/:token/callback', async (request, reply) => {
    const interaction = world.interactions.get(String(request.params.token));
    if (!interaction) return refuse(reply, NO.interaction);
    if (interaction.answered !== undefined) return refuse(reply, NO.acknowledged);
    const { type, data = {} } = await bodyOf(request);
    Object.assign(interaction, { answered: type, ackMs: Date.now() - interaction.at });
    if (type === 5) {
      const channel = channelOf(world, interaction.original);
      interaction.original = store(world, channel, { author: SELF, seenBy: interaction.person }, { content: '…' }).id;
    }
    if (type === 8) interaction.choices = data.choices;
    if (type === 9) interaction.modal = data as typeof interaction.modal;
    return reply.sendStatus(204);
  });
  api.patch('/webhooks/:app/:token/messages/@original', async (request, reply) => {
    const interaction = world.interactions.get(String(request.params.token));
    const message = interaction?.original && world.messages.get(interaction.original);
    if (!interaction || !message) return refuse(reply, NO.message);
    interaction.filled = true;
    return reply.json(edit(world, message, await bodyOf(request)));
  });
  api.use((request, reply) => {
    world.faults.push(`asked for what is not played: ${request.method} ${request.path}`);
    reply.status(501).json({ code: 0, message: 'not played' });
  });
  return app;
}

export const guildOf = () => ({
  id: GUILD,
  name: 'Lab',
  owner_id: '1',
  roles: [
    { id: GUILD, name: '@everyone', permissions: '0', position: 0, color: 0, colors: {}, flags: 0 },
    { id: OURS, name: 'simFocus', permissions: '8', position: 1, color: 0, colors: {}, flags: 0 },
  ],
});

const channelOf = (world: World, message: string | undefined): string =>
  (message && world.messages.get(message)?.channel_id) || [...world.channels.keys()][0] || '';

const messagesIn = (world: World, channel: string): SeenMessage[] =>
  [...world.messages.values()].filter((one) => one.channel_id === channel && one.seenBy === undefined);

/** The JSON of a request, alone or beside files. */
async function bodyOf(request: Pick<Request, 'headers' | 'body'>): Promise<Sent> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return request.body.length > 0 ? JSON.parse(String(request.body)) : {};
  const form = await new Response(request.body, { headers: { 'content-type': type } }).formData();
  return JSON.parse(String(form.get('payload_json')));
}

type From = Pick<SeenMessage, 'author'> & Partial<SeenMessage>;

function say(world: World, channel: string, from: From, body: Sent): SeenMessage {
  inspect(world, body);
  return store(world, channel, from, body);
}

/** Stores a message and tells the gateway of it. */
export function store(world: World, channel: string, from: From, body: Sent): SeenMessage {
  const message: SeenMessage = {
    id: world.nextId(),
    channel_id: channel,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    attachments: body.attachments ?? [],
    type: 0,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    mentions: [],
    ...(body.nonce && { nonce: body.nonce }),
    ...from,
  };
  world.messages.set(message.id, message);
  if (message.seenBy === undefined) world.announce('MESSAGE_CREATE', { ...message, guild_id: GUILD });
  return message;
}

function edit(world: World, message: SeenMessage, body: Sent): SeenMessage {
  inspect(world, body);
  const { content = message.content, embeds = message.embeds, components = message.components, attachments } = body;
  return Object.assign(message, { content, embeds, components, attachments: attachments ?? message.attachments });
}
