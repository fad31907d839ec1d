import type { Sealed } from './vault.ts';

/** All that may be known of a stored key without opening it. */
export type ProviderKey = {
  id: string;
  team: string;
  provider: string;
  /** Unique for the team and the provider. */
  name: string;
  /** Such as `sk-…a1b2`. */
  masked: string;
  masterKeyId: string;
  baseUrl?: string;
  model?: string;
  active: boolean;
  /** The team's order, over all providers: the lowest is tried first. */
  position: number;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  lastUsedAt?: Date;
  createdAt: Date;
  /** The member who entered it; undefined: who runs the installation. */
  ownerId?: string;
  /** For the whole team; otherwise for its owner only. */
  shared: boolean;
};

export type KeyRow = ProviderKey & Sealed;
/** Of its uses one a minute is written at most. */
export const TOUCH_MS = 60_000;
export type KeyFilter = { team?: string; provider?: string; active?: boolean };

/**
 * Where the keys are kept. It only ever sees them sealed. Each method is one atomic write or read; `key-store.contract.ts`
 * holds for every adapter. Throws RetryError when the database does not answer.
 */
export interface KeyRows {
  /** At the end of the team's order; undefined: the name is taken. */
  insert(row: Omit<KeyRow, 'position'>): Promise<KeyRow | undefined>;
  /** In order. */
  list(filter: KeyFilter): Promise<ProviderKey[]>;
  get(id: string): Promise<KeyRow | undefined>;
  /** Puts these first in this order; the team's others follow in the order that they had. */
  order(team: string, ids: readonly string[]): Promise<void>;
  /** False where there is no such row; so with the others. */
  setActive(id: string, active: boolean): Promise<boolean>;
  /** Another secret in the same row. */
  replace(id: string, sealed: Sealed, masked: string): Promise<boolean>;
  /** The same secret under another master key: only while the row still holds `before`. */
  reseal(id: string, before: Sealed, sealed: Sealed): Promise<boolean>;
  /** Writes `at` unless a use less than a minute before it is written. */
  touch(id: string, at: Date): Promise<void>;
  remove(id: string): Promise<boolean>;
  /** What is not sealed under this master key; ids only. */
  sealedUnderOther(masterKeyId: string): Promise<string[]>;
  /** Ids of all master keys that something is sealed under. */
  masterKeyIds(): Promise<string[]>;
}
