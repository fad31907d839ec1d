import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { types } from '@slack/bolt';
import { type WebSocket, WebSocketServer } from 'ws';
import { SCOPES } from './scopes.ts';
import { callMethod } from './stand-in-api.ts';
import { type Delivered, type Kind, type Payload, type Signing, sendHttp, stateOf } from './stand-in-delivery.ts';
import {
  botUser,
  CHANNEL,
  inspect,
  labelOf,
  newWorld,
  PEOPLE,
  readChannel,
  type SeenMessage,
  type SeenView,
  type World,
} from './stand-in-world.ts';

/**
 * A small Slack on loopback, in memory, with its people: enough for a real Bolt app to hold a focus group in tests and to
 * be looked at. It delivers by Socket Mode, or by signed HTTP to the listener that it was given.
 */
export type StandIn = {
  apiUrl: string;
  world: World;
  /** Where signed requests go from now on. */
  deliverTo(listener: RequestListener): Promise<string>;
  command(text: string, person?: string, channel?: string): Promise<Delivered>;
  press(message: SeenMessage | undefined, label: string, person?: string): Promise<Delivered>;
  submit(fields: Record<string, string | string[]>, person?: string): Promise<Delivered>;
  onMessage(message: SeenMessage, callback: string, person?: string): Promise<Delivered>;
  say(text: string, thread?: string, person?: string, more?: Payload): Promise<Delivered & { ts: string }>;
  openHome(person?: string): Promise<Delivered>;
  event(event: Payload, team?: string, more?: Payload): Promise<Delivered>;
  send(kind: Kind, payload: Payload, signing?: Signing): Promise<Delivered>;
  dialog(person?: string): SeenView | undefined;
  whispered(person?: string): SeenMessage | undefined;
  read(thread?: string, person?: string): string[];
  close(): Promise<void>;
};

const ACK_MS = 3_000;
const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

export async function openStandIn(): Promise<StandIn> {
  const world = newWorld(SCOPES);
  const answers = new Map<string, { user: string; channel: string; team: string; message?: SeenMessage }>();
  const waiting = new Map<string, (body: unknown) => void>();
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${portOf(server)}`;
  const sockets = new WebSocketServer({ server, path: '/link' });
  let socket: WebSocket | undefined;
  let http: { url: string; close(): void } | undefined;

  sockets.on('connection', (opened) => {
    socket = opened;
    opened.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      waiting.get(id)?.(payload);
    });
    opened.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const { pathname } = new URL(request.url ?? '', base);
    const [, part = '', id = ''] = pathname.split('/');
    if (part === 'upload') {
      const file = world.files.get(id);
      if (file) file.size = raw.length;
      return void response.end('OK');
    }
    if (part === 'answer') return void answered(id, raw.toString(), response);
    const json = request.headers['content-type']?.includes('json');
    const args = json ? JSON.parse(raw.toString()) : Object.fromEntries(new URLSearchParams(raw.toString()));
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const { retryAfter, ...answer } = callMethod(world, base, id, token, args as Payload);
    const lost = world.loseAnswers.indexOf(id);
    if (lost >= 0 && answer['ok']) {
      world.loseAnswers.splice(lost, 1);
      return void request.socket.destroy();
    }
    response.writeHead(retryAfter ? 429 : 200, {
      'content-type': 'application/json',
      'x-oauth-scopes': world.scopes.join(','),
      ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
    });
    response.end(JSON.stringify(answer));
  }

  /** An answer by the address that came with what somebody did. */
  function answered(id: string, raw: string, response: ServerResponse): void {
    const about = answers.get(id);
    if (!about) return void response.writeHead(404).end();
    const body = JSON.parse(raw) as { text: string; blocks: types.KnownBlock[]; replace_original?: boolean };
    inspect(world, 'answer', body);
    if (body.replace_original && about.message) Object.assign(about.message, { text: body.text, blocks: body.blocks });
    else {
      const { user, channel, team } = about;
      const shown = { channel, team, text: body.text, blocks: body.blocks, reactions: [], edits: 0 };
      world.messages.push({ ts: world.nextTs(), bot_id: `B${team}`, seenBy: user, ...shown });
    }
    response.end('ok');
  }

  async function send(kind: Kind, payload: Payload, signing: Signing = {}): Promise<Delivered> {
    const from = Date.now();
    const { status, body } = http ? await sendHttp(http.url, kind, payload, signing) : await sendSocket(kind, payload);
    return { kind, payload, status, ackMs: Date.now() - from, body };
  }
  function sendSocket(kind: Kind, payload: Payload): Promise<{ status: number; body: unknown }> {
    const envelope_id = randomUUID();
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve({ status: 0, body: undefined }), ACK_MS);
      waiting.set(envelope_id, (body) => {
        clearTimeout(late);
        waiting.delete(envelope_id);
        const empty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
        resolve({ status: 200, body: empty ? undefined : body });
      });
      socket?.send(JSON.stringify({ type: kind, envelope_id, payload, accepts_response_payload: true }));
    });
  }

  const who = (person: string) => PEOPLE[person] ?? missing(person);
  const trigger = (person: string): string => {
    const id = world.nextId('trigger');
    world.triggers.set(id, { user: who(person).id, team: who(person).team, used: false });
    return id;
  };
  const answerUrl = (person: string, channel: string, message?: SeenMessage): string => {
    const id = world.nextId('A');
    answers.set(id, { user: who(person).id, team: who(person).team, channel, ...(message && { message }) });
    return `${base}/answer/${id}`;
  };
  const common = (person: string) => {
    const { id, team, name } = who(person);
    return { team: { id: team }, user: { id, name, username: name, team_id: team }, trigger_id: trigger(person) };
  };
  const event: StandIn['event'] = (what, team = PEOPLE['anna']?.team ?? '', more = {}) =>
    send('events_api', {
      type: 'event_callback',
      event_id: world.nextId('Ev'),
      team_id: team,
      authorizations: [
        { team_id: team, user_id: botUser(team), is_bot: true, enterprise_id: null, is_enterprise_install: false },
      ],
      event: what,
      ...more,
    });
  const dialog = (person = 'anna') => world.views.findLast(({ user }) => user === who(person).id);

  return {
    apiUrl: `${base}/api/`,
    world,
    send,
    event,
    dialog,
    async deliverTo(listener) {
      const opened = createServer(listener);
      await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${portOf(opened)}`;
      http = {
        url,
        close: () => {
          opened.closeAllConnections();
          opened.close();
        },
      };
      return url;
    },
    command(text, person = 'anna', channel = CHANNEL) {
      const { id, team, name } = who(person);
      const said = { command: '/focus', text, team_id: team, channel_id: channel, user_id: id, user_name: name };
      return send('slash_commands', { ...said, trigger_id: trigger(person), response_url: answerUrl(person, channel) });
    },
    press(message, label, person = 'anna') {
      const blocks = message ? message.blocks : ((world.homes.get(who(person).id)?.blocks ?? []) as types.KnownBlock[]);
      const all = blocks.flatMap((block) =>
        block.type === 'actions' ? block.elements.map((element) => ({ element, block_id: block.block_id ?? 'b' })) : [],
      );
      const { element, block_id } =
        all.find((one) => labelOf(one.element as Parameters<typeof labelOf>[0]) === label) ?? missing(label);
      const { channel = '', ts, thread_ts, seenBy } = message ?? {};
      const container = message && {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: Boolean(seenBy),
        ...(thread_ts && { thread_ts }),
      };
      return send('interactive', {
        type: 'block_actions',
        ...common(person),
        actions: [{ ...element, block_id, action_ts: world.nextTs() }],
        container: container ?? { type: 'view' },
        ...(message && { channel: { id: channel }, response_url: answerUrl(person, channel, message) }),
      });
    },
    submit(fields, person = 'anna') {
      const { view } = dialog(person) ?? missing('dialog');
      const values = stateOf(view.blocks as types.KnownBlock[], fields);
      const sent = { ...view, state: { values } };
      return send('interactive', { type: 'view_submission', ...common(person), view: sent, response_urls: [] });
    },
    onMessage(message, callback, person = 'anna') {
      return send('interactive', {
        type: 'message_action',
        callback_id: callback,
        ...common(person),
        channel: { id: message.channel, name: 'focus' },
        message_ts: message.ts,
        message,
        response_url: answerUrl(person, message.channel),
      });
    },
    async say(text, thread, person = 'anna', more = {}) {
      const { id, team } = who(person);
      const ts = world.nextTs();
      const said = { ts, channel: CHANNEL, text, user: id, ...(thread && { thread_ts: thread }) };
      world.messages.push({ ...said, team, blocks: [], reactions: [], edits: 0 });
      return { ...(await event({ type: 'message', channel_type: 'channel', event_ts: ts, team, ...said, ...more }, team)), ts };
    },
    openHome: (person = 'anna') =>
      event({ type: 'app_home_opened', tab: 'home', user: who(person).id, channel: `D${who(person).id}` }, who(person).team),
    whispered: (person = 'anna') => world.messages.findLast(({ seenBy }) => seenBy === who(person).id),
    read: (thread, person) => readChannel(world, CHANNEL, thread, person),
    async close() {
      http?.close();
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const missing = (what: string): never => {
  throw new Error(`there is no ${what} here`);
};
