import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { App } from '@slack/bolt';
import type { Logger } from '../../../engine/log.ts';
import type { Front } from '../../platform.ts';
import { TooLate } from './first-ack.ts';

/** What a request of Slack's says, checked already. */
type Delivered = { body: Record<string, unknown>; retryNum?: number; retryReason?: string };
export type FrontPlace = { host: string; port: number; inner: string; signingSecret: string; path: string };
/** With an `id`: it waits for an answer. */
export type FromFront =
  | { kind: 'listening'; port: number }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'delivered'; delivered: Delivered; id?: number }
  | { kind: 'answered'; id: number; late: boolean };
export type ToFront = ({ kind: 'take' } & FrontPlace) | { kind: 'answer'; id: number; response?: unknown };

type Begun = { child: ChildProcess; port: number };

const AGAIN_MS = 1_000;
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/**
 * A small process of its own takes the connections and acknowledges: Slack waits three seconds, and a loop that is busy
 * with fifty discussions takes one new connection in each of its turns.
 */
export function openFront(app: App, { signingSecret, path }: Pick<FrontPlace, 'signingSecret' | 'path'>, log: Logger): Front {
  return async (at) => {
    const place: FrontPlace = { ...at, signingSecret, path };
    let closed = false;
    let current = await begun(place, app, log);
    place.port = current.port;

    async function again(): Promise<void> {
      if (closed) return;
      log.error('the process that takes what Slack sends has ended; it is begun again');
      try {
        current = await begun(place, app, log);
        current.child.once('exit', () => void again());
      } catch (error) {
        log.error({ err: error }, 'and that failed');
        setTimeout(() => void again(), AGAIN_MS).unref();
      }
    }
    current.child.once('exit', () => void again());

    return {
      port: current.port,
      async close() {
        closed = true;
        current.child.kill('SIGKILL');
      },
    };
  };
}

function begun(place: FrontPlace, app: App, log: Logger): Promise<Begun> {
  const child = fork(new URL('./front-process.ts', import.meta.url), { env: {}, execArgv: ['--import', loader] });
  const waiting = new Map<number, (late: boolean) => void>();
  child.on('error', (error) => log.error({ err: error }, 'the process that takes what Slack sends'));
  child.send({ kind: 'take', ...place } satisfies ToFront);
  return new Promise((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('The process that takes what Slack sends has ended'));
      for (const done of waiting.values()) done(true);
    });
    child.on('message', (told: FromFront) => {
      if (told.kind === 'listening') resolve({ child, port: told.port });
      else if (told.kind === 'answered') waiting.get(told.id)?.(told.late);
      else if (told.kind === 'refused') {
        reject(Object.assign(new Error(told.message), { code: told.code }));
        child.kill('SIGKILL');
      } else {
        const done = app.processEvent({ ...told.delivered, ack: ackOf(child, waiting, told.id) });
        done.catch((error: unknown) => log.error({ err: error }, 'what Slack sent could not be done'));
      }
    });
  });
}

/** Throws TooLate where the dialog is closed already and there is something that it should have said. */
function ackOf(child: ChildProcess, waiting: Map<number, (late: boolean) => void>, id: number | undefined) {
  if (id === undefined) return async () => {};
  return async (response?: unknown) => {
    const late = new Promise<boolean>((resolve) => waiting.set(id, resolve));
    child.send({ kind: 'answer', id, response } satisfies ToFront);
    const wasLate = await late;
    waiting.delete(id);
    if (wasLate && response !== undefined) throw new TooLate();
  };
}
