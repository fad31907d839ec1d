import type { DiscussionId, Speaker } from '../types.ts';

/** Where a discussion takes place on a chat platform; ids are the platform's own. */
export type ThreadPlace = {
  platform: string;
  team: string;
  channel: string;
  /** The thread that is there already and in which it is to take place; absent where one is opened for it. */
  inside?: string;
};

export type OpenThread = ThreadPlace & {
  discussion: DiscussionId;
  /** By the platform's own id. */
  startedBy: Speaker;
  /** Absent until the platform has opened it. */
  thread?: string;
  /** The starter message with the controls. */
  opener?: string;
  /** Everything up to this sequence number is posted or needs no post. */
  cursor: number;
  /** Why nothing can be posted now, in plain words. */
  problem?: string;
  /** Nothing more is posted: it is over, or its thread is gone. */
  closed: boolean;
};

/** Part `part` (from 0) of what event `seq` looks like in the thread; `seq` 0 is the opening of the thread itself. */
export type PostKey = { seq: number; part: number };

/** From this part on stand, behind the event that was posted last, those that did not wait for the ones before them. */
export const EARLY_PART = 1_000;
export const earlyKey = (cursor: number, seq: number): PostKey => ({ seq: cursor, part: EARLY_PART + seq - cursor });

/**
 * `claimed`: it is this owner's to post. `look`: it is too, but an earlier claim ran out without a word, so it may have
 * been posted; look first. `held`: one is in doubt, and nobody may look before `until`. `posted`: done.
 */
export type Claim = { kind: 'claimed' } | { kind: 'look' } | { kind: 'held'; until: Date } | { kind: 'posted'; message: string };

/** What a person has to mend is tried again this often. */
export const PROBLEM_MS = 30_000;
/** A discussion that is over and could not be posted whole is given up after this long. */
export const GIVE_UP_MS = 86_400_000;

/**
 * Threads and what was posted in them. A claim is written before a post and a receipt after it; of each thread at most
 * one post is in doubt. `postgres-threads.ts` for real, `memory-threads.ts` for tests; both pass `threads.contract.ts`.
 * Throws RetryError when the database cannot be reached.
 */
export interface ThreadStore {
  /** Where a discussion is to take place, written with it; the same discussion again changes nothing. */
  add(discussion: DiscussionId, place: ThreadPlace, startedBy: Speaker): Promise<void>;
  /**
   * Makes the thread that it is to take place in its own, until its last post or its failure; false where another
   * discussion has it.
   */
  take(discussion: DiscussionId): Promise<boolean>;
  /** Whether a discussion has this thread. */
  isTaken(platform: string, team: string, thread: string): Promise<boolean>;
  /** Its thread is open, and its own; false when it had one already. */
  opened(discussion: DiscussionId, thread: string, opener?: string): Promise<boolean>;
  get(discussion: DiscussionId): Promise<OpenThread | undefined>;
  /** Of several that took place there, the one that goes on, or the last. */
  byThread(platform: string, team: string, thread: string): Promise<OpenThread | undefined>;
  /** Discussions of a place that are starting, running or paused: of a thread, a channel or a whole team. */
  liveIn(place: { platform: string; team: string; channel?: string; thread?: string }): Promise<DiscussionId[]>;
  /**
   * Discussions that wait for their thread, or have something to post that is due, what waited longest first. One with a
   * problem comes back `PROBLEM_MS` after it was told, unless it is paused.
   */
  due(platform: string, limit: number): Promise<DiscussionId[]>;

  claim(discussion: DiscussionId, key: PostKey, owner: string, ms: number): Promise<Claim>;
  /** The post got through. False when the claim was lost meanwhile and somebody else wrote another receipt. */
  receipt(discussion: DiscussionId, key: PostKey, owner: string, message: string): Promise<boolean>;
  /** Whether it got through is not known: nobody posts or looks for so many milliseconds, the owner neither. */
  doubt(discussion: DiscussionId, key: PostKey, owner: string, ms: number): Promise<void>;
  /** The post surely did not get through: the claim is given back. */
  unclaim(discussion: DiscussionId, key: PostKey, owner: string): Promise<void>;
  /** Event `cursor` is posted whole, or needs no post; never goes back. */
  advance(discussion: DiscussionId, cursor: number): Promise<void>;
  setProblem(discussion: DiscussionId, problem: string | null): Promise<void>;
  /** Nothing more will be posted. */
  close(discussion: DiscussionId): Promise<void>;
  /** Message ids by event, first parts only: for links. */
  messages(discussion: DiscussionId): Promise<{ seq: number; message: string }[]>;
  /** Events that were posted before their turn, under `earlyKey`. */
  early(discussion: DiscussionId): Promise<number[]>;
  /** The event whose post this message is. */
  seqOf(discussion: DiscussionId, message: string): Promise<number | undefined>;
  /** The last one with a receipt. */
  lastMessage(discussion: DiscussionId): Promise<string | undefined>;

  /** Takes the next free slot of a pace that all processes share; gives how long to wait for it. */
  slot(key: string, everyMs: number): Promise<number>;
  /** Nothing under this pace before then. */
  holdBack(key: string, ms: number): Promise<void>;
  /** Deletes paces whose next slot has been free since then: asked again, they begin anew. Gives how many. */
  forgetPaces(freeSince: Date): Promise<number>;
}
