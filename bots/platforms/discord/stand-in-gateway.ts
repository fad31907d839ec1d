import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildOf } from './stand-in-rest.ts';
import { APPLICATION, GUILD, type World } from './stand-in-world.ts';

const MESSAGE_CONTENT = 1 << 15;

export type StandInGateway = {
  /** Cuts every connection; bots resume. */
  cut(): void;
  /** In the portal: without it, whoever asks for it at identify is turned away with 4014. */
  grantMessageContent(granted: boolean): void;
  close(): void;
};

/** The gateway as far as a bot needs it: hello, identify, resume with what was missed, events. */
export function standInGateway(server: Server, world: World): StandInGateway {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, { intents: number; sent: object[]; socket: WebSocket }>();
  let granted = true;
  let count = 0;

  const dispatch = (session: { sent: object[]; socket: WebSocket }, event: string, data: unknown): void => {
    const packet = { op: 0, t: event, s: session.sent.length + 1, d: data };
    session.sent.push(packet);
    if (session.socket.readyState === session.socket.OPEN) session.socket.send(JSON.stringify(packet));
  };
  world.announce = (event, data) => {
    for (const session of sessions.values()) {
      const hides = event === 'MESSAGE_CREATE' && (session.intents & MESSAGE_CONTENT) === 0;
      dispatch(session, event, hides ? { ...(data as object), content: '', embeds: [] } : data);
    }
  };

  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 30_000 } }));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (op === 2 && !granted && (d.intents & MESSAGE_CONTENT) !== 0) return socket.close(4014);
      if (op === 2) {
        const session = { intents: d.intents as number, sent: [], socket };
        const session_id = `session-${++count}`;
        sessions.set(session_id, session);
        const user = { id: APPLICATION, username: 'simfocus', discriminator: '0000', avatar: null, bot: true };
        const resume_gateway_url = `ws://127.0.0.1:${portOf(server)}`;
        const ready = { v: 10, user, session_id, resume_gateway_url, application: { id: APPLICATION, flags: 0 } };
        dispatch(session, 'READY', { ...ready, guilds: [{ id: GUILD, unavailable: true }] });
        const channels = [...world.channels.values()].filter(({ parent_id }) => parent_id === null);
        dispatch(session, 'GUILD_CREATE', { ...guildOf(), channels, threads: [], members: [], emojis: [], stickers: [] });
      }
      if (op === 6) {
        const session = sessions.get(d.session_id);
        if (!session) return socket.send(JSON.stringify({ op: 9, d: false }));
        session.socket = socket;
        for (const packet of session.sent.slice(d.seq)) socket.send(JSON.stringify(packet));
        dispatch(session, 'RESUMED', {});
      }
    });
  });
  return {
    cut() {
      for (const { socket } of sessions.values()) socket.terminate();
    },
    grantMessageContent(now) {
      granted = now;
    },
    close: () => sockets.close(),
  };
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
