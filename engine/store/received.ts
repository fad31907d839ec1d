/**
 * What has reached us from outside, in whichever process, so that it counts once although it was delivered twice. Kept for
 * a day. `postgres-received.ts` for real, `memory-received.ts` for tests; both pass `received.contract.ts`.
 */
export interface Received {
  /** Undefined when it is new, and it is noted; else when it came for the first time. Throws RetryError. */
  before(key: string): Promise<Date | undefined>;
  /** It counts as not received. */
  forget(key: string): Promise<void>;
}
