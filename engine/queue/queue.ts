import type { DiscussionId } from '../types.ts';

/**
 * Carries ids, never the truth. One worker at a time holds a discussion; a wake that arrives meanwhile is kept and
 * carried out after it. Every adapter passes `queue.contract.ts`.
 */
export interface Queue {
  readonly name: string;
  wake(id: DiscussionId): Promise<void>;
  /** An alarm: a wake no earlier than `at`. A later alarm does not cancel an earlier one, and neither holds back a wake. */
  wakeAt(id: DiscussionId, at: Date): Promise<void>;
  /** Starts carrying wakes out. `signal` is aborted when this worker has lost the discussion or is closing. */
  work(handler: (id: DiscussionId, signal: AbortSignal) => Promise<void>, options: { concurrency: number }): Promise<void>;
  /**
   * Tells every process that a log has grown or a status has changed; `interrupt` when calls in flight are no longer
   * wanted. May be lost or joined with the next: watchers also look by themselves, and an epoch guards each write.
   */
  announce(id: DiscussionId, interrupt?: boolean): void;
  /** Calls back on each announcement, from any process; returns how to stop. */
  listen(listener: (id: DiscussionId, interrupt: boolean) => void): () => void;
  /** Waiting, delayed and active wakes. */
  depth(): Promise<{ waiting: number; delayed: number; active: number }>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
