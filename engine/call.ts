import type { Usage } from './types.ts';

/** One call of a model: the only place that budget, retries and usage read. */
export type Call = {
  stepKey: string;
  attempt: number;
  state: 'open' | 'settled' | 'abandoned';
  provider: string;
  model: string;
  /** Upper bound in US dollars, taken before the call; null where the price is not known. */
  reserved: number | null;
  /**
   * What came back: `reply` may still wait for its event; `rejected` was asked again; `error` brought nothing;
   * `unused` was opened ahead and never made.
   */
  outcome?: 'reply' | 'rejected' | 'error' | 'unused';
  /** The reply, kept only until the event that holds it is written. */
  reply?: StoredReply;
  reason?: string;
  usage?: Usage;
  /** The key that it was asked with: an id of the store, or `environment/<provider>`. */
  key?: string;
  openedAt: Date;
  settledAt?: Date;
  /** After an error: not to be tried again before this. */
  retryAt?: Date;
};
export type StoredReply = {
  text: string;
  data?: unknown;
  model: string;
  usage: Usage;
  /** It stopped at the output limit. */
  cut?: boolean;
};
