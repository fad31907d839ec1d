import type { DiscussionId, Speaker } from '../types.ts';

/** A report that whoever has its address may read. */
export type Share = {
  id: string;
  slug: string;
  team: string;
  discussion: DiscussionId;
  /** Whether all that was said is shown, or only what is quoted. */
  transcript: boolean;
  /** Whether members are shown by name. */
  names: boolean;
  hasPassword: boolean;
  createdBy: Speaker;
  createdAt: Date;
  expiresAt?: Date;
  revokedAt?: Date;
  visits: number;
  visitedAt?: Date;
};

export type NewShare = Pick<Share, 'slug' | 'team' | 'discussion' | 'transcript' | 'names' | 'createdBy' | 'expiresAt'> & {
  /** Argon2id. */
  password?: string;
};

/** One that may be read now. */
export type OpenShare = Share & { password?: string };

/**
 * Shared reports. `postgres-shares.ts` for real, `memory-shares.ts` for tests; both pass `shares.contract.ts`. Throws
 * RetryError when the database cannot be reached.
 */
export interface ShareStore {
  create(share: NewShare): Promise<Share>;
  /** Newest first; of one team only. */
  list(team: string, discussion?: DiscussionId): Promise<Share[]>;
  /** False where the team has no such share that is still open. */
  revoke(team: string, slug: string): Promise<boolean>;
  /** By its slug, while it is neither revoked nor over: one question, whatever the answer. */
  open(slug: string): Promise<OpenShare | undefined>;
  visited(id: string): Promise<void>;
  /** Counts a guess of the password before it is looked at; how many there were in the window, this one included. */
  guessed(id: string, windowMs: number): Promise<number>;
  /** The password was right: earlier guesses count no more. */
  guessedRight(id: string): Promise<void>;
}
