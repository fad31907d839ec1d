import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { openLog } from '../../../engine/log.ts';
import { boltLog } from './bolt-log.ts';
import { acknowledging, TooLate } from './first-ack.ts';
import type { FromFront, FrontPlace, ToFront } from './front.ts';

/** Slack's deliveries are acknowledged here, whatever the process behind is doing; what they say is done there. */

const logger = boltLog(openLog('warn'));
const tell = (what: FromFront) => process.send?.(what);
const answers = new Map<number, (response: unknown) => Promise<void>>();

process.on('message', (told: ToFront) => (told.kind === 'take' ? take(told) : void answered(told)));
// Whoever began it has gone.
process.on('disconnect', () => process.exit());
// They are for the process behind, which ends this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

function take({ host, port, inner, signingSecret, path }: FrontPlace): void {
  const receiver = receiverOf(signingSecret, path);
  const slack = createHttpServer((request, response) => {
    // The next request may be for others.
    response.setHeader('connection', 'close');
    try {
      receiver.requestListener(request, response);
    } catch {
      response.writeHead(404).end();
    }
  });
  const ours = `POST ${path}`;
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      // Whose a connection is, is seen by how it begins; what is not surely Slack's goes on.
      const begins = first.subarray(0, ours.length + 1).toString('latin1');
      if (begins !== `${ours} ` && begins !== `${ours}?`) return handOn(socket, inner);
      slack.emit('connection', socket);
      socket.resume();
    });
  });
  server.once('error', ({ code = '', message }: NodeJS.ErrnoException) => tell({ kind: 'refused', code, message }));
  server.listen(port, host, () => tell({ kind: 'listening', port: (server.address() as AddressInfo).port }));
}

function receiverOf(signingSecret: string, path: string): HTTPReceiver {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: path });
  const app = new App({ receiver, logger, convoStore: false, authorize: async () => ({}) });
  let ids = 0;
  app.processEvent = async (event) => {
    const { body, retryNum, retryReason } = event;
    const delivered = { body, ...(retryNum !== undefined && { retryNum }), ...(retryReason && { retryReason }) };
    const { ack, close } = acknowledging(event);
    if (body['type'] !== 'view_submission') {
      await ack();
      tell({ kind: 'delivered', delivered });
      return;
    }
    const id = ++ids;
    answers.set(id, (response) => Promise.resolve(ack(response)).finally(close));
    tell({ kind: 'delivered', delivered, id });
  };
  return receiver;
}

async function answered({ id, response }: { id: number; response?: unknown }): Promise<void> {
  const answer = answers.get(id);
  answers.delete(id);
  try {
    await answer?.(response);
    tell({ kind: 'answered', id, late: false });
  } catch (error) {
    if (!(error instanceof TooLate)) logger.warn('a dialog could not be answered', error);
    tell({ kind: 'answered', id, late: true });
  }
}

function handOn(socket: Socket, inner: string): void {
  const on = createConnection(inner);
  on.write(`${socket.remoteAddress ?? ''}\n`);
  for (const [one, other] of [
    [socket, on],
    [on, socket],
  ] as const) {
    one.pipe(other);
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
