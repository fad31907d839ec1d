import type { DiscussionId } from '../types.ts';

/** Where a discussion takes place on a chat platform; ids are the platform's own. */
export type ThreadPlace = { platform: string; team: string; channel: string };

export type OpenThread = ThreadPlace & {
  discussion: DiscussionId;
  /** Absent until the platform has opened it. */
  thread?: string;
  /** The starter message with the controls. */
  opener?: string;
  /** Everything up to this sequence number is posted or needs no post. */
  cursor: number;
  /** Why nothing can be posted now, in plain words. */
  problem?: string;
};

/** Part `part` (from 0) of what event `seq` looks like in the thread. */
export type PostKey = { seq: number; part: number };

/** `claimed`: it is this owner's to post. `look`: an earlier owner may have posted it; look before posting. `held`: somebody else has one in doubt. `posted`: done. */
export type Claim = { kind: 'claimed' } | { kind: 'look' } | { kind: 'held'; until: Date } | { kind: 'posted'; message: string };

/**
 * Threads and what was posted in them. A claim is written before a post and a receipt after it; of each thread at most
 * one post is in doubt. `postgres-threads.ts` for real, `memory-threads.ts` for tests; both pass `threads.contract.ts`.
 * Throws RetryError when the database cannot be reached.
 */
export interface ThreadStore {
  /** Where a discussion is to take place, written with it; the same discussion again changes nothing. */
  add(discussion: DiscussionId, place: ThreadPlace, startedBy: { id: string; name: string }): Promise<void>;
  /** Its thread is open; false when it had one already. */
  opened(discussion: DiscussionId, thread: string, opener?: string): Promise<boolean>;
  get(discussion: DiscussionId): Promise<OpenThread | undefined>;
  byThread(platform: string, team: string, thread: string): Promise<OpenThread | undefined>;
  /** Discussions of a place that are not over: of a thread, a channel or a whole team. */
  liveIn(place: { platform: string; team: string; channel?: string; thread?: string }): Promise<DiscussionId[]>;
  /** Discussions that wait for their thread, or have something to post that is due; oldest first. */
  due(platform: string, limit: number): Promise<DiscussionId[]>;

  claim(discussion: DiscussionId, key: PostKey, owner: string, ms: number): Promise<Claim>;
  /** The post got through. False when the claim was lost meanwhile and somebody else wrote another receipt. */
  receipt(discussion: DiscussionId, key: PostKey, owner: string, message: string): Promise<boolean>;
  /** The post surely did not get through: the claim is given back. */
  unclaim(discussion: DiscussionId, key: PostKey, owner: string): Promise<void>;
  /** Event `cursor` is posted whole, or needs no post; never goes back. */
  advance(discussion: DiscussionId, cursor: number): Promise<void>;
  setProblem(discussion: DiscussionId, problem: string | null): Promise<void>;
  /** Message ids by event, first parts only: for links. */
  messages(discussion: DiscussionId): Promise<{ seq: number; message: string }[]>;
  /** The event whose post this message is. */
  seqOf(discussion: DiscussionId, message: string): Promise<number | undefined>;
  lastMessage(discussion: DiscussionId): Promise<string | undefined>;

  /** Takes the next free slot of a pace that all processes share; gives how long to wait for it. */
  slot(key: string, everyMs: number): Promise<number>;
  /** Nothing under this pace before then. */
  holdBack(key: string, ms: number): Promise<void>;
}
