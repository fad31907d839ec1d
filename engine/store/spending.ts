import type { Cost } from '../cost.ts';
import type { DiscussionId, Speaker } from '../types.ts';

/** A cap that discussions share, in US dollars: of a team or a member, for a month. */
export type SharedCap = { scope: string; cap: number; spent: number; reserved: number };

/** What the discussions that somebody began have cost. */
export type Spending = { team: string; by: Speaker; discussions: number; cost: Cost };

/** The part of the store that tells what was spent. Every adapter passes `spending.contract.ts`. */
export interface SpendingStore {
  /** Those that a discussion shares with others, or those of these scopes; none where nothing has drawn on it yet. */
  sharedCaps(of: DiscussionId | readonly string[]): Promise<SharedCap[]>;
  /** Of discussions that were made in this time, whatever came of them: for each team and member, the most first. */
  spending(made: { from: Date; before: Date; team?: string }): Promise<Spending[]>;
}
