import { Redis } from 'ioredis';
import pg from 'pg';
import type { Logger } from '../log.ts';
import type { DiscussionId } from '../types.ts';
import type { Queue } from './queue.ts';

export type Announcer = Pick<Queue, 'announce' | 'listen' | 'close'>;

/** Announcements are joined for this long: one message carries all the discussions that moved. */
const JOIN_MS = 20;
/** PostgreSQL takes less than 8,000 bytes in one notification. */
const IDS_A_MESSAGE = 200;
const RECONNECT_MS = 1_000;

/** What is the same whatever carries the messages: joining, and telling the listeners here at once. */
function announcer(
  send: (message: string) => Promise<void>,
  subscribe: (receive: (message: string) => void) => void,
  end: () => Promise<void>,
): Announcer {
  const listeners = new Set<(id: DiscussionId, interrupt: boolean) => void>();
  const pending = new Map<DiscussionId, boolean>();
  let timer: NodeJS.Timeout | undefined;
  let subscribed = false;
  let closed = false;

  const tell = (word: string) => {
    const interrupt = word.endsWith('!');
    const id = interrupt ? word.slice(0, -1) : word;
    for (const listener of listeners) listener(id, interrupt);
  };
  // One message after the other: a connection carries out one statement at a time.
  let sending = Promise.resolve();
  const flush = () => {
    timer = undefined;
    const ids = [...pending].map(([id, interrupt]) => (interrupt ? `${id}!` : id));
    pending.clear();
    for (let i = 0; i < ids.length; i += IDS_A_MESSAGE) {
      const message = ids.slice(i, i + IDS_A_MESSAGE).join(' ');
      // What is lost is found by the watchers themselves.
      sending = sending.then(() => send(message)).catch(() => {});
    }
  };

  return {
    announce(id, interrupt = false) {
      if (closed) return;
      pending.set(id, interrupt || pending.get(id) === true);
      timer ??= setTimeout(flush, JOIN_MS);
    },
    listen(listener) {
      listeners.add(listener);
      if (!subscribed) {
        subscribed = true;
        subscribe((message) => {
          for (const word of message.split(' ')) tell(word);
        });
      }
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      await end();
    },
  };
}

export function redisAnnouncer(url: string, channel: string, log: Logger): Announcer {
  const connect = () => {
    const redis = new Redis(url, { maxRetriesPerRequest: null, enableOfflineQueue: true });
    redis.on('error', (error: Error) => log.warn({ err: error }, 'announcements'));
    return redis;
  };
  let publisher: Redis | undefined;
  let subscriber: Redis | undefined;
  return announcer(
    async (message) => {
      publisher ??= connect();
      await publisher.publish(channel, message);
    },
    (receive) => {
      subscriber = connect();
      subscriber.on('message', (_channel: string, message: string) => receive(message));
      void subscriber.subscribe(channel).catch(() => {});
    },
    async () => {
      publisher?.disconnect();
      subscriber?.disconnect();
    },
  );
}

export function postgresAnnouncer(url: string, channel: string, log: Logger): Announcer {
  let closed = false;
  let listening: pg.Client | undefined;
  let notifying: Promise<pg.Client> | undefined;

  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const listen = async (receive: (message: string) => void): Promise<void> => {
    if (closed) return;
    try {
      const client = await connect();
      listening = client;
      client.on('notification', (message) => message.payload && receive(message.payload));
      client.on('end', () => void setTimeout(() => void listen(receive), RECONNECT_MS).unref());
      await client.query(`listen "${channel}"`);
      if (closed) await client.end();
    } catch (error) {
      log.warn({ err: error }, 'announcements');
      setTimeout(() => void listen(receive), RECONNECT_MS).unref();
    }
  };
  return announcer(
    async (message) => {
      // Outside the transactions of the log: a notification inside one would take a lock that all commits share.
      notifying ??= connect().then((client) => client.on('end', () => (notifying = undefined)));
      try {
        await (await notifying).query('select pg_notify($1, $2)', [channel, message]);
      } catch (error) {
        notifying = undefined;
        throw error;
      }
    },
    (receive) => void listen(receive),
    async () => {
      closed = true;
      const notifier = await notifying?.catch(() => undefined);
      await Promise.allSettled([listening?.end(), notifier?.end()]);
    },
  );
}
