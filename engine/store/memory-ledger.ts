import type { Call } from '../call.ts';
import { OverBudget } from '../errors.ts';
import type { Discussion, DiscussionEvent, Question, Rating } from '../types.ts';
import type { OpenCall, SettledCall } from './store.ts';

/** The call ledger of the store's twin in memory, and the money that its calls take. */

export type Row = {
  discussion: Discussion;
  epoch: number;
  asked: number;
  reserved: number;
  shared: Purse[];
  wakeAt?: Date | undefined;
  /** When it was no draft any more. */
  begunAt?: Date;
  events: DiscussionEvent[];
  calls: Call[];
  inbox: (Question & { taken: boolean })[];
  ratings: Map<string, Rating>;
};

/** A cap that several discussions share. */
export type Purse = { scope: string; cap: number; spent: number; reserved: number };

export function book(row: Row, money: { spent?: number; reserved: number }): void {
  row.discussion.spent += money.spent ?? 0;
  row.reserved += money.reserved;
  for (const purse of row.shared) {
    purse.spent += money.spent ?? 0;
    purse.reserved += money.reserved;
  }
}

/** Throws before anything is changed. `settled` is what the same write settles. */
export function openCalls(row: Row, calls: readonly OpenCall[], keep: number, settled = { spent: 0, reserved: 0 }): void {
  if (calls.length === 0) return;
  const amount = calls.reduce((sum, call) => sum + (call.reserved ?? 0), 0);
  const more = amount + settled.spent + settled.reserved;
  const { budget = Number.POSITIVE_INFINITY, spent } = row.discussion;
  const passes =
    spent + row.reserved + more > budget - keep ||
    row.shared.some((purse) => purse.spent + purse.reserved + more > purse.cap - keep);
  // Calls that cost nothing pass no cap, also not one that was lowered since.
  if (passes && amount > 0) throw new OverBudget('the budget is used up');
  for (const call of calls) {
    const same = row.calls.some((known) => known.stepKey === call.stepKey && known.attempt === call.attempt);
    if (same) throw new Error(`Call ${call.stepKey} #${call.attempt} is open already`);
  }
  book(row, { reserved: amount });
  for (const call of calls) row.calls.push({ ...call, state: 'open', openedAt: new Date() });
}

export const openCallOf = (row: Row, { stepKey, attempt }: SettledCall): Call | undefined =>
  row.calls.find((call) => call.stepKey === stepKey && call.attempt === attempt && call.state === 'open');

export function settleCall(row: Row, settled: SettledCall, keepReply: boolean): void {
  const call = openCallOf(row, settled);
  if (!call) return;
  book(row, { spent: settled.usage?.cost ?? 0, reserved: -(call.reserved ?? 0) });
  const { reply, ...rest } = settled;
  Object.assign(call, { ...rest, state: 'settled', settledAt: new Date(), ...(keepReply && reply && { reply }) });
}

/** Calls that were open when their worker was lost may have been answered: they are charged whole. */
export function abandonCalls(row: Row): void {
  book(row, { spent: row.reserved, reserved: -row.reserved });
  for (const call of row.calls) {
    if (call.state === 'open') Object.assign(call, { state: 'abandoned', settledAt: new Date() });
  }
}
