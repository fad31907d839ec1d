import { type Draft, type Engine, Fold } from '../../engine/engine.ts';
import type { Discussion, DiscussionId } from '../../engine/types.ts';
import { type Line, lineOf, type State, stateOf } from './line.ts';

export type Told =
  | { type: 'line'; line: Line }
  | { type: 'state'; state: State }
  /** The turn that is being written, as far as it is; without one it was taken back, or stands in a line now. */
  | { type: 'draft'; draft?: Pick<Draft, 'speaker' | 'text'> }
  | { type: 'watchers'; count: number }
  | { type: 'over' };
export type Listener = (told: Told) => void;

/** What it has cost so far is looked at this often at most. */
const LOOK_MS = 1_000;
/** So often at most a draft is told. */
const DRAFT_MS = 250;

type Room = { lines: Line[]; state?: State; draft?: Draft; over: boolean; listeners: Set<Listener>; stop: AbortController };

/**
 * One follower of the log for all who watch the same discussion in this process, so that two hundred of them ask the
 * database no more than one. A room is closed when the last one leaves.
 */
export function openHub(engine: Engine, onError: (error: unknown) => void) {
  const rooms = new Map<DiscussionId, Room>();

  function opened(id: DiscussionId): Room {
    const known = rooms.get(id);
    if (known) return known;
    const room: Room = { lines: [], over: false, listeners: new Set(), stop: new AbortController() };
    rooms.set(id, room);
    follow(id, room).catch((error) => {
      onError(error);
      // Whoever watches connects again, from where they are.
      if (rooms.get(id) === room) rooms.delete(id);
      tell(room, { type: 'over' });
    });
    return room;
  }

  async function follow(id: DiscussionId, room: Room): Promise<void> {
    const fold = new Fold(id);
    let discussion: Discussion | undefined;
    let looked = 0;
    let drafted = 0;
    const say = () => {
      if (!discussion) return;
      room.state = stateOf(discussion, fold);
      tell(room, { type: 'state', state: room.state });
    };
    for await (const seen of engine.watch(id, { signal: room.stop.signal, drafts: true })) {
      if (seen.kind === 'status') {
        discussion = seen.discussion;
        say();
        continue;
      }
      if (seen.kind === 'draft') {
        const wasShown = room.draft !== undefined;
        if (seen.draft) room.draft = seen.draft;
        else delete room.draft;
        if (seen.draft ? Date.now() - drafted >= DRAFT_MS : wasShown) {
          drafted = Date.now();
          tell(room, draftOf(room));
        }
        continue;
      }
      const line = lineOf(fold, seen.event);
      room.lines.push(line);
      tell(room, { type: 'line', line });
      say();
      if (Date.now() - looked < LOOK_MS) continue;
      looked = Date.now();
      discussion = (await engine.get(id)) ?? discussion;
      say();
    }
    discussion = (await engine.get(id)) ?? discussion;
    say();
    room.over = true;
    if (!room.stop.signal.aborted) tell(room, { type: 'over' });
  }

  return {
    /** Everything after `after`, then whatever comes; gives how to stop. */
    join(id: DiscussionId, after: number, listener: Listener): () => void {
      const room = opened(id);
      for (const line of room.lines) if (line.seq > after) listener({ type: 'line', line });
      if (room.state) listener({ type: 'state', state: room.state });
      if (room.draft) listener(draftOf(room));
      if (room.over) listener({ type: 'over' });
      const heard: Listener = (told) => {
        if (told.type !== 'line' || told.line.seq > after) listener(told);
      };
      room.listeners.add(heard);
      tell(room, { type: 'watchers', count: room.listeners.size });
      return () => {
        if (!room.listeners.delete(heard)) return;
        tell(room, { type: 'watchers', count: room.listeners.size });
        if (room.listeners.size > 0) return;
        room.stop.abort();
        if (rooms.get(id) === room) rooms.delete(id);
      };
    },
    close(): void {
      for (const room of rooms.values()) room.stop.abort();
      rooms.clear();
    },
  };
}

export type Hub = ReturnType<typeof openHub>;

function draftOf({ draft }: Room): Told {
  if (!draft) return { type: 'draft' };
  const { speaker, text } = draft;
  return { type: 'draft', draft: { speaker, text } };
}

function tell(room: Room, told: Told): void {
  for (const listener of room.listeners) listener(told);
}
