import type { LoopPoint } from '../../engine/discussion/run-step.ts';
import type { DiscussionId } from '../../engine/types.ts';
import type { Wiring } from './wire.ts';

/** What the crash tool and its workers tell each other. */

export type ToWorker =
  | { kind: 'work'; wiring: Wiring; concurrency: number }
  /** Kill yourself when you pass this point for the n-th time from now on. */
  | { kind: 'die-at'; point: LoopPoint; pass: number };

export type FromWorker = { kind: 'loaded' } | { kind: 'working' } | { kind: 'took'; id: DiscussionId; at: number };
