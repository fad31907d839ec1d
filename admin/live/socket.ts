import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Discussion } from '../../engine/types.ts';
import type { Member } from '../accounts/members.ts';
import type { Told } from '../http/answer.ts';
import { isOwn } from '../http/guard.ts';
import type { Hub } from './hub.ts';

const asked = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), discussion: z.uuid(), after: z.int().min(0).default(0) }),
  z.strictObject({ type: z.literal('unsubscribe'), discussion: z.uuid() }),
  z.strictObject({ type: z.literal('control'), discussion: z.uuid(), action: z.enum(['pause', 'resume', 'stop']) }),
  z.strictObject({ type: z.literal('speed'), discussion: z.uuid(), speed: z.number() }),
  z.strictObject({ type: z.literal('ask'), discussion: z.uuid(), text: z.string().max(8_000) }),
]);
export type Asked = z.infer<typeof asked>;
export type Control = Extract<Asked, { type: 'control' | 'speed' | 'ask' }>;

export type SocketParts = {
  hub: Hub;
  publicUrl?: string | undefined;
  /** Who asks, by their cookie. */
  memberOf(request: IncomingMessage): Promise<Member | undefined>;
  /** Which of them still are one. */
  still(members: readonly Member[]): Promise<ReadonlySet<Member>>;
  /** The team's own discussion. Throws UserError. */
  own(member: Member, id: string): Promise<Discussion>;
  act(member: Member, control: Control): Promise<void>;
  told(error: unknown): Told;
  socketsEach: number;
  heartbeatMs?: number;
};

/** Whoever hears nothing for longer knows that the line is dead, although nobody closed it. */
const HEARTBEAT_MS = 10_000;
type Line = { member: Member; alive: boolean; say: (message: unknown) => void };

const MOST_SUBSCRIBED = 20;
/** Whoever reads this much more slowly than it comes is let go, and comes back from where they are. */
const MOST_WAITING = 4_000_000;

/** The live view: a WebSocket at /admin/live for members, from our own pages. */
export function openSocket(parts: SocketParts) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64_000 });
  const open = new Map<string, number>();
  const lines = new Map<WebSocket, Line>();
  // One look at the database for all of them.
  const beating = setInterval(() => beat().catch(() => undefined), parts.heartbeatMs ?? HEARTBEAT_MS);
  beating.unref();

  async function beat(): Promise<void> {
    if (lines.size === 0) return;
    const all = [...lines];
    const still = await parts.still(all.map(([, { member }]) => member));
    for (const [ws, line] of all) {
      if (!line.alive || !still.has(line.member)) {
        ws.terminate();
        continue;
      }
      line.alive = false;
      ws.ping();
      line.say({ type: 'beat' });
    }
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    socket.on('error', () => socket.destroy());
    if (new URL(request.url ?? '', 'http://here').pathname !== '/admin/live') return void refuse('404 Not Found');
    if (request.headers.origin === undefined || !isOwn(request.headers, parts.publicUrl)) return void refuse('403 Forbidden');
    const member = await parts.memberOf(request).catch(() => undefined);
    if (!member) return void refuse('401 Unauthorized');
    const mine = open.get(member.id) ?? 0;
    if (mine >= parts.socketsEach) return void refuse('429 Too Many Requests');
    open.set(member.id, mine + 1);
    server.handleUpgrade(request, socket, head, (ws) => serve(ws, member));
  }

  function serve(ws: WebSocket, member: Member): void {
    const leave = new Map<string, () => void>();
    const say = (message: unknown) => {
      if (ws.bufferedAmount > MOST_WAITING) return ws.terminate();
      if (ws.readyState === ws.OPEN) ws.send(JSON.stringify(message));
    };
    const line: Line = { member, alive: true, say };
    lines.set(ws, line);
    ws.on('pong', () => {
      line.alive = true;
    });
    ws.on('message', (data) => {
      handle(String(data)).catch((error) => {
        const { code, message } = parts.told(error);
        say({ type: 'error', code, message });
      });
    });
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      lines.delete(ws);
      for (const end of leave.values()) end();
      open.set(member.id, Math.max(0, (open.get(member.id) ?? 1) - 1));
    });

    async function handle(text: string): Promise<void> {
      const message = read(text);
      if (!message) return say({ type: 'error', code: 'VALIDATION_ERROR', message: 'This message cannot be read.' });
      const { discussion } = message;
      if (message.type === 'unsubscribe') {
        leave.get(discussion)?.();
        leave.delete(discussion);
        return;
      }
      await parts.own(member, discussion);
      if (message.type !== 'subscribe') return parts.act(member, message);
      leave.get(discussion)?.();
      if (leave.size >= MOST_SUBSCRIBED)
        return say({
          type: 'error',
          code: 'RATE_LIMIT_EXCEEDED',
          message: `${MOST_SUBSCRIBED} discussions at once are the most.`,
        });
      leave.set(
        discussion,
        parts.hub.join(discussion, message.after, (told) => say({ discussion, ...told })),
      );
    }
  }

  return {
    upgrade,
    close(): void {
      clearInterval(beating);
      for (const ws of server.clients) ws.terminate();
      server.close();
    },
  };
}

function read(text: string): Asked | undefined {
  try {
    return asked.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
