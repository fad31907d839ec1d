import { randomUUID } from 'node:crypto';
import type { Engine, Fold, ThreadStore } from '../../engine/engine.ts';
import { RetryError } from '../../engine/errors.ts';
import type { Logger } from '../../engine/log.ts';
import type { DiscussionId } from '../../engine/types.ts';
import type { Platform } from '../platform.ts';
import type { Picture } from '../view.ts';

/** Named points at which a test may end a process. */
export type DeliveryPoint = 'claimed' | 'posted' | 'receipt' | 'part';

/** Milliseconds. */
export type Times = {
  /** A post that takes longer is given up, and is in doubt. Less than half of a claim. */
  post: number;
  claim: number;
  open: number;
  openClaim: number;
  /** After a post that was answered badly: what the platform still does of it is done by then. */
  settle: number;
  /** Between two changes of the starter message. */
  opener: number;
  /** Between two signs that somebody is about to speak; platforms show one for about ten seconds. */
  typing: number;
};

export const TIMES: Times = {
  post: 6_000,
  claim: 14_000,
  open: 15_000,
  openClaim: 35_000,
  settle: 3_000,
  opener: 5_000,
  typing: 8_000,
};

export type CourierParts = {
  engine: Engine;
  threads: ThreadStore;
  platform: Platform;
  log: Logger;
  times?: Partial<Times>;
  at?: (point: DeliveryPoint) => void | Promise<void>;
};

/** What one process knows of a discussion that it delivers; all of it can be found out again. */
export type Carried = {
  fold: Fold;
  /** Messages by event. */
  messages: Map<number, string>;
  /** What the starter message shows, and since when. */
  opener?: { shown: string; at: number };
  typingAt: number;
  /** For the word that it is over. */
  chart?: Promise<Picture | undefined>;
  /** Failures in a row that time may mend. */
  failures: number;
};

/** Somebody who carries posts to a platform: one for each platform of a process. */
export type Courier = Omit<CourierParts, 'times' | 'at'> & {
  /** Unlike any other's. */
  owner: string;
  times: Times;
  carried: Map<DiscussionId, Carried>;
  at(point: DeliveryPoint): void | Promise<void>;
};

export const openCourier = ({ times, at = () => {}, ...parts }: CourierParts): Courier => ({
  ...parts,
  at,
  owner: randomUUID(),
  times: { ...TIMES, ...times },
  carried: new Map(),
});

/** Not now: somebody's post is in doubt, or the slot of the pace is not here yet. */
export class Held extends Error {
  override name = 'Held';
  readonly until: Date;
  constructor(until: Date) {
    super(`held until ${until.toISOString()}`);
    this.until = until;
  }
}

/** Rejects after so many milliseconds, also where what is waited for does not listen to its signal. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TookTooLong();
      late.abort(error);
      reject(error);
    }, ms);
  });
  try {
    return await Promise.race([work(late.signal), timeout]);
  } catch (error) {
    throw late.signal.aborted ? new TookTooLong({ cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** What came of it is not known, and may still come. */
export class TookTooLong extends RetryError {
  override name = 'TookTooLong';
  constructor(options: { cause?: unknown } = {}) {
    super('The platform did not answer in time.', options);
  }
}
