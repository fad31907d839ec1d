import { randomUUID } from 'node:crypto';
import { foldCache } from '../engine/discussion/fold-cache.ts';
import { obedient } from '../engine/discussion/harness.fixture.ts';
import { createEngine, type Limits, SYSTEM } from '../engine/engine.ts';
import { scriptedProvider } from '../engine/llm/scripted.ts';
import { silentLog } from '../engine/log.ts';
import type { OwnParts } from '../engine/personas/of-team.ts';
import { memoryQueue } from '../engine/queue/memory.ts';
import { memoryStore } from '../engine/store/memory.ts';
import { memoryTeams } from '../engine/store/memory-teams.ts';
import { memoryThreads } from '../engine/store/memory-threads.ts';
import type { Store } from '../engine/store/store.ts';
import type { TeamStore } from '../engine/store/teams.ts';
import type { ThreadStore } from '../engine/store/threads.ts';
import type { DiscussionEvent, DiscussionId } from '../engine/types.ts';
import type { PanelDoor } from './doing.ts';
import { createPeople } from './people.ts';
import type { Act, Finding, Given, Person, Place, Platform, Said } from './platform.ts';
import type { Button, View } from './view.ts';

export type Stores = { store: Store; threads: ThreadStore; teams: TeamStore };

export const memoryStores = (): Stores => {
  const store = memoryStore();
  return { store, threads: memoryThreads(store), teams: memoryTeams(store.forget) };
};

export const uma = person('uma', 'Uma');
export const vic = person('vic', 'Vic');
export const admin = { ...person('ada', 'Ada'), admin: true };
export const here: Place = { platform: 'play', team: 'T1', channel: 'C1' };
export const elsewhere: Place = { platform: 'play', team: 'T2', channel: 'C1' };

export function person(id: string, name: string, roles: readonly string[] = []): Person {
  return { id, name, roles: async () => roles, admin: false };
}

/** A platform of which nothing is seen but what people are told; an engine that speaks at once; and the people between them. */
export function playRoom(
  options: {
    stores?: Stores;
    limits?: Partial<Limits>;
    findings?: Finding[];
    own?: OwnParts;
    script?: typeof obedient;
    panel?: PanelDoor;
    inThreads?: boolean;
  } = {},
) {
  const { store, threads, teams } = options.stores ?? memoryStores();
  const provider = scriptedProvider(options.script ?? obedient, {
    models: { speak: 'gpt-5', small: 'gpt-5-nano', report: 'gpt-5' },
  });
  const queue = memoryQueue();
  const log = silentLog();
  const engine = createEngine({
    store,
    queue,
    teams,
    providerFor: () => provider,
    log,
    folds: foldCache(),
    limits: { maxRounds: 20, ...options.limits },
    ...options.own,
  });
  const told: { to: string | undefined; view: View }[] = [];
  const marks: { message: string; mark: string }[] = [];
  const delivered: DiscussionId[] = [];
  const never = async (): Promise<never> => {
    throw new Error('Nothing of this is for commands and controls');
  };
  const platform: Platform = {
    name: 'play',
    room: { message: 2_000, everyMs: 0, ...(options.inThreads && { inThreads: true }) },
    connect: async () => {},
    openThread: never,
    post: never,
    findPost: never,
    typing: async () => {},
    updateOpener: never,
    mark: async (_thread, message, mark) => {
      marks.push({ message, mark });
    },
    tell: async (_place, by, view) => {
      told.push({ to: by?.id, view });
    },
    permalink: async ({ thread }, message) => `https://play.example/${thread}/${message}`,
    check: async () => options.findings ?? [],
    inviteLink: () => 'https://play.example/invite',
    close: async () => {},
  };
  const deliver = async (id: DiscussionId) => {
    delivered.push(id);
  };
  const speaks = { nameFor: () => provider.name, check: (_team: string, signal: AbortSignal) => provider.check(signal) };
  const { panel } = options;
  const people = createPeople({ engine, threads, teams, platform, provider: speaks, deliver, log, ...(panel && { panel }) });

  const command = (name: string, given: Given = {}, by = uma, place = here, origin: string = randomUUID()) =>
    people.command(name, given, by, place, origin);
  const press = (name: string, about: string, more: Partial<Act> = {}, by = uma, place = here) =>
    people.act({ name, about, origin: randomUUID(), ...more }, by, place);
  const say = (id: DiscussionId, text: string, more: Partial<Said> = {}) =>
    people.said({ id: randomUUID(), text, by: uma, ...more }, { platform: here.platform, team: here.team, thread: threadOf(id) });

  /** A draft of a small discussion, by whoever and wherever. */
  async function drafted(given: Given = {}, by = uma, place = here): Promise<DiscussionId> {
    const view = await command(
      'start',
      { topic: 'Should our city make buses free?', rounds: 2, pace: 'fast', ...given },
      by,
      place,
    );
    return aboutOf(view);
  }

  /** One that is running, its thread open. */
  async function started(given: Given = {}, by = uma, place = here): Promise<DiscussionId> {
    const id = await drafted(given, by, place);
    await press('start', id, {}, by, place);
    await threads.opened(id, threadOf(id), `opener-${id}`);
    await engine.begin(id, SYSTEM);
    return id;
  }

  /** To its end, with its report, and everything that was said posted. */
  async function finished(id: DiscussionId): Promise<DiscussionEvent[]> {
    const worker = await engine.work({ concurrency: 4 });
    const events: DiscussionEvent[] = [];
    for await (const one of engine.watch(id)) if (one.kind === 'event') events.push(one.event);
    await worker.close();
    return events;
  }

  /** As the delivery leaves it behind. */
  async function posted(id: DiscussionId): Promise<void> {
    for (const { seq, type } of await engine.events(id, 0)) {
      if (type !== 'said' && type !== 'asked') continue;
      await threads.claim(id, { seq, part: 0 }, 'owner', 1_000);
      await threads.receipt(id, { seq, part: 0 }, 'owner', `m${seq}`);
    }
  }

  return {
    provider,
    log,
    engine,
    store,
    threads,
    teams,
    queue,
    people,
    platform,
    told,
    marks,
    delivered,
    command,
    press,
    say,
    drafted,
    started,
    finished,
    posted,
  };
}

export const threadOf = (id: DiscussionId): string => `thread-${id}`;

/** The discussion that the controls of a view are about. */
export function aboutOf(view: View): DiscussionId {
  const [first] = buttonsOf(view);
  if (!first || !('action' in first)) throw new Error(`There is no control in ${JSON.stringify(view)}`);
  return first.action.about;
}

export const buttonsOf = ({ buttons = [] }: View): readonly Button[] => buttons.flat();
export const labelsOf = (view: View): string[] => buttonsOf(view).map(({ label }) => label);
/** Everything that a person reads in it, as one text. */
export const textOf = (view: View | undefined): string =>
  JSON.stringify([view?.title, view?.lines, view?.fields, view?.faces, view?.select]);
