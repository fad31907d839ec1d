import type { Call, StoredReply } from '../call.ts';
import type {
  Brief,
  Discussion,
  DiscussionEvent,
  DiscussionId,
  EndReason,
  EventBody,
  HeldFor,
  NewEvent,
  Question,
  Rating,
  ReportStatus,
  Speaker,
  Status,
  Usage,
} from '../types.ts';
import type { SpendingStore } from './spending.ts';

export type NewDiscussion = {
  /** Unique: asking twice for the same origin gives the discussion that exists. */
  origin: string;
  brief: Brief;
  startedBy: Speaker;
  /** `default` where no team is named. */
  team?: string;
  /** `running` starts at once; `initializing` waits until the platform has opened its thread; `draft` waits for a person. */
  status: 'draft' | 'initializing' | 'running';
  speed?: number;
  /** The cap in US dollars. */
  budget?: number;
  /** Caps that it shares with others, each in US dollars; `spent`: what counts already where nobody has drawn on it yet. */
  sharedBudgets?: readonly { scope: string; cap: number; spent?: number }[];
  /** Taken with the beginning; not by a draft. */
  memberLimits?: MemberLimits;
  /** The first facts: opened, cast, and for a fork what was already said. Sequence numbers start at 1. */
  events: NewEvent[];
};

/** What one member of a team may begin in any hour, and have going on at once. */
export type MemberLimits = { anHour: number; atOnce: number };

/** What a worker needs to take a discussion up. */
export type Work = {
  discussion: Discussion;
  epoch: number;
  /** Events after the sequence number that the worker already knew. */
  events: DiscussionEvent[];
  /** When the last turn may be shown; in the future while the discussion is ahead of its readers. */
  lastDeliverAt?: Date;
  /** Calls whose step has no event yet. */
  calls: Call[];
  /** Questions that are not in the log yet. */
  waiting: number;
  /** Questions ever put into the inbox. */
  asked: number;
};

export type OpenCall = { stepKey: string; attempt: number; provider: string; model: string; reserved: number | null };
export type SettledCall = {
  stepKey: string;
  attempt: number;
  outcome: 'reply' | 'rejected' | 'error' | 'unused';
  reply?: StoredReply;
  usage?: Usage;
  /** The model that was asked, where it is another one than the call was opened for. */
  model?: string;
  /** The key that it was asked with, where that is known. */
  key?: string;
  reason?: string;
  retryAt?: Date;
};

/** One write of the loop: all of it or nothing, and only under the epoch. */
export type Write = {
  event: NewEvent;
  /** The call that brought the event; settled with its reply even when the epoch is stale, so that it is never asked for again. */
  settle?: SettledCall;
  /** The calls that come next, opened in the same statement; `keep` dollars of every cap are left for the report. */
  open?: { calls: readonly OpenCall[]; keep: number };
};

/** What the loop learns from its own write about what others did meanwhile. */
export type Written = { seq: number; status: Status; asked: number; spent: number; at: Date; deliverAt: Date };

/** A change of the life cycle, or a choice of a person: allowed from these states only, and recorded by its event in the same transaction. */
export type Change = {
  from: readonly Status[];
  to?: Status;
  speed?: number;
  reason?: string;
  /** The report is given up with this, only while it is being written; `generating`: it goes on, only where sections are missing. */
  reportStatus?: ReportStatus;
  /** Checked by the same transaction, for who started it: a draft begins with this change. */
  memberLimits?: MemberLimits;
  /** It cannot go on, for the reason told; it is looked at again at `wakeAt`. */
  held?: HeldFor;
  /** When it is to be looked at next; now, where nothing is said. */
  wakeAt?: Date;
  /** Only under this epoch: for what the loop itself changes. */
  epoch?: number;
  /** Only while it is held. */
  ifHeld?: boolean;
  event: Extract<EventBody, { type: 'control' | 'ended' | 'chose' }>;
};

/**
 * The truth. Discussions, their logs, inboxes and the call ledger; `postgres.ts` for real, `memory.ts` for tests.
 * Every adapter passes `store.contract.ts` and `spending.contract.ts`. Throws RetryError when the database cannot be reached.
 */
export interface Store extends SpendingStore {
  /** Throws OverLimit where the member may not begin another one now. */
  create(discussion: NewDiscussion): Promise<{ discussion: Discussion; created: boolean }>;
  get(id: DiscussionId): Promise<Discussion | undefined>;
  /** Newest first. */
  list(filter: {
    team?: string;
    status?: readonly Status[];
    startedBy?: string;
    format?: string;
    limit: number;
  }): Promise<Discussion[]>;
  /** Events after a sequence number, in order. */
  events(id: DiscussionId, after: number): Promise<DiscussionEvent[]>;
  /** The call ledger, in the order in which the calls were opened. */
  calls(id: DiscussionId): Promise<Call[]>;

  /**
   * Takes the discussion up: a new epoch, and a lease after which the sweep looks again. Open calls of earlier epochs
   * become `abandoned` and are charged whole. Undefined when nothing can be owed.
   */
  begin(id: DiscussionId, options: { leaseMs: number; after: number }): Promise<Work | undefined>;
  /**
   * Opens calls before they are made, and reserves their upper bounds: all of them or none. `keep` dollars of every cap
   * are left. Throws StaleEpoch; OverBudget where a cap might be passed.
   */
  open(id: DiscussionId, epoch: number, calls: readonly OpenCall[], keep?: number): Promise<void>;
  /** Settles a call that brings no event. */
  settle(id: DiscussionId, call: SettledCall): Promise<void>;
  /**
   * Writes one event while the discussion runs, is paused, or its report is being written. Throws StaleEpoch (the call is
   * settled all the same), and OverBudget when the next calls do not fit: then nothing is written.
   */
  append(id: DiscussionId, epoch: number, write: Write): Promise<Written>;
  /** Moves every waiting question from the inbox into the log, in order; also while paused. Throws StaleEpoch. */
  takeQuestions(id: DiscussionId, epoch: number): Promise<void>;
  /** Completes it and owes its report; false when a question came in after `asked` was read. Throws StaleEpoch. */
  end(id: DiscussionId, epoch: number, asked: number, reason: EndReason): Promise<boolean>;
  setReportStatus(id: DiscussionId, epoch: number, status: ReportStatus): Promise<void>;
  /** When the sweep has to look at it again; null: nothing is owed. No effect when the log has grown past `seq` or the epoch is stale. */
  setWakeAt(id: DiscussionId, epoch: number, seq: number, at: Date | null): Promise<void>;

  /**
   * One conditional update with its event; undefined when the discussion is not in one of the `from` states, or another
   * condition does not hold. Whatever changes its status takes away that it is held. Throws OverLimit as `create` does.
   */
  change(id: DiscussionId, key: string, change: Change): Promise<Discussion | undefined>;
  /** Replaces the first facts of a draft; false when there is none of this id. */
  redraft(id: DiscussionId, events: readonly NewEvent[]): Promise<boolean>;
  /** Deletes a draft; false when there is none of this id. */
  discard(id: DiscussionId): Promise<boolean>;
  /** Deletes drafts that were made before then. */
  discardDrafts(before: Date): Promise<void>;
  /**
   * Deletes what was said in at most `limit` of the team's discussions of which nothing was heard since `before`, with reports and
   * shared pages; their topic, their dates and what they cost stay. One that was left open is cancelled. Gives how many.
   */
  forgetTexts(team: string, before: Date, limit: number): Promise<number>;
  /** Puts a question into the inbox: `known` when the message is already there, `over` when the discussion takes none. */
  ask(id: DiscussionId, question: Question): Promise<'taken' | 'known' | 'over'>;
  /** One of each member; a later one takes the place of the earlier. */
  rate(id: DiscussionId, member: string, value: Rating): Promise<void>;
  ratings(id: DiscussionId): Promise<Record<Rating, number>>;
  /** All that are held are due at that time: what they wait for may be there. */
  wakeHeld(at: Date): Promise<void>;
  /** Discussions whose time has come, oldest first. */
  due(limit: number): Promise<DiscussionId[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What the loop reads and writes. */
export type Loop = Pick<
  Store,
  'begin' | 'open' | 'settle' | 'append' | 'takeQuestions' | 'end' | 'setReportStatus' | 'setWakeAt'
>;
