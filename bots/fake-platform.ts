import { RetryError, UserError } from '../engine/errors.ts';
import {
  type Opening,
  type People,
  type Person,
  type Place,
  type Platform,
  type Post,
  type Room,
  ThreadGone,
} from './platform.ts';
import type { Face, View } from './view.ts';

/** What stands in a thread: a post of ours, or what a person wrote. */
export type FakeMessage = { id: string; thread: string; at: number; post?: Post; by?: string; text?: string };
export type FakeThread = { thread: string; opener: string; opening: Opening; view: View; views: View[] };
type Asked = 'open' | 'post' | 'find' | 'opener' | 'tell' | 'mark';

/** Trouble that is made: `before` anything is done, a throw is a refusal; `after` it is done, a throw is a lost answer. */
export type FakeTrouble = {
  before?: (what: Asked, post?: Post) => void | Promise<void>;
  after?: (what: Asked, post?: Post) => void | Promise<void>;
};

export type FakeChat = ReturnType<typeof fakeChat>;

/**
 * A chat in memory, for tests: what platforms of several processes post stands in one place. It removes no doubles and
 * keeps the order in which posts came.
 */
export function fakeChat(options: { name?: string; room?: Partial<Room> } = {}) {
  const { name = 'fake' } = options;
  const room: Room = { message: 2_000, everyMs: 0, ...options.room };
  const threads = new Map<string, FakeThread>();
  const messages: FakeMessage[] = [];
  const marks = new Map<string, 'taken' | 'refused'>();
  const told: { place: Place; person: Pick<Person, 'id' | 'name'> | undefined; view: View }[] = [];
  const typing: { thread: string; who: Face }[] = [];
  const trouble: FakeTrouble = {};
  let connected: People | undefined;
  let ids = 0;
  let mayLook = true;

  async function asked<T>(what: Asked, work: () => T, post?: Post): Promise<T> {
    await trouble.before?.(what, post);
    const done = work();
    await trouble.after?.(what, post);
    return done;
  }
  const threadOf = (thread: string): FakeThread => {
    const found = [...threads.values()].findLast((one) => one.thread === thread);
    if (!found) throw new ThreadGone('The thread is gone.');
    return found;
  };
  const posted = (message: Omit<FakeMessage, 'id' | 'at'>): string => {
    const id = `m${++ids}`;
    messages.push({ ...message, id, at: Date.now() });
    return id;
  };

  const platform = (): Platform => ({
    name,
    room,
    async connect(people) {
      connected = people;
    },
    openThread: (opening) =>
      asked('open', () => {
        const known = threads.get(opening.discussion);
        const id = known ? '' : String(++ids);
        const made = known ?? {
          thread: opening.place.thread ?? `t${id}`,
          opener: `o${id}`,
          opening,
          view: opening.view,
          views: [opening.view],
        };
        threads.set(opening.discussion, made);
        return { thread: made.thread, opener: made.opener };
      }),
    post: ({ thread }, post) =>
      asked(
        'post',
        () => {
          threadOf(thread);
          return posted({ thread, post });
        },
        post,
      ),
    findPost: ({ thread }, after, post) =>
      asked(
        'find',
        () => {
          if (!mayLook) throw new UserError('I may not read the history of this channel.', 'AUTHORIZATION_FAILED');
          const from = messages.findIndex(({ id }) => id === after);
          return messages.slice(from + 1).find((one) => one.thread === thread && one.post)?.id;
        },
        post,
      ),
    async typing({ thread }, who) {
      typing.push({ thread, who });
    },
    updateOpener: ({ thread }, view) =>
      asked('opener', () => {
        const found = threadOf(thread);
        found.view = view;
        found.views.push(view);
      }),
    mark: (_thread, message, mark) => asked('mark', () => void marks.set(message, mark)),
    tell: (place, person, view) => asked('tell', () => void told.push({ place, person, view })),
    async permalink({ thread }, message) {
      return `https://chat.test/${thread}/${message}`;
    },
    async check() {
      return [{ ok: mayLook, what: 'Read the history of the channel' }];
    },
    async close() {},
  });

  return {
    name,
    platform,
    trouble,
    marks,
    told,
    typing,
    threads,
    /** Everything in a thread, oldest first. */
    messagesIn: (thread: string) => messages.filter((one) => one.thread === thread),
    threadFor: (discussion: string) => threads.get(discussion),
    /** Somebody writes in a thread; gives the message's id when it was handed on. */
    async says(thread: string, by: Person, text: string): Promise<string> {
      const { opening } = threadOf(thread);
      const id = posted({ thread, by: by.name, text });
      await connected?.said({ id, text, by }, { platform: name, team: opening.place.team, thread });
      return id;
    },
    deleteThread(discussion: string): void {
      threads.delete(discussion);
    },
    allowLooking(may: boolean): void {
      mayLook = may;
    },
  };
}

/** Answers that platforms give when they are not well. */
export const slowDown = (retryAfterMs: number): RetryError => new RetryError('Too many at once.', { retryAfterMs });
export const lostAnswer = (): RetryError => new RetryError('The connection broke off.');
