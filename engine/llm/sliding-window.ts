/**
 * A limit over any sliding window, and a fair order of those who wait for it. Pure: the time is given, and the state is
 * plain data, so that the same rules hold in memory, on Redis and on PostgreSQL.
 *
 * What was taken is kept in slots of 1/240 of the window and counts until the whole slot has left the window: any
 * interval of the window's length then holds at most the limit, whatever the limit and however much one call takes.
 * (Counters that start anew at fixed times would have to give each n-th part of the window only 1/(n+1) of the limit, so
 * that a call that takes more tokens than such a part has could never be made.)
 */
export type WindowState = {
  /** Oldest first. */
  slots: Slot[];
  /** Those who were refused, in the order in which it is their turn. */
  waiters: Waiter[];
  /** When the next of several waiters may go at the earliest. */
  next: number;
};
/** The number of the slot, requests, tokens, and how many of the tokens are estimates. */
type Slot = [n: number, requests: number, tokens: number, estimated: number];
/** A place in the order; it is lost when its owner has not come back at `until`. */
type Waiter = [who: string, tokens: number, until: number];

export type Limits = { requests?: number | undefined; tokens?: number | undefined };
export type Ask = { who: string; tokens: number; limits: Limits };
/** How much more is wanted than there is. */
type Missing = { requests: number; tokens: number };
/** What was taken, to be settled later. */
export type Taking = { slot: number; tokens: number };

const SLOTS = 240;
/** A waiter who comes back later than this part of the window after its time has lost its place. */
const GRACE = 1 / 12;
/** Where estimates are about to be corrected, a waiter looks again after this part of the window. */
const RECHECK = 1 / 20;

/** Timers fire a little early, and clocks are cut to milliseconds. */
const EARLY_MS = 3;

export const emptyWindow = (): WindowState => ({ slots: [], waiters: [], next: 0 });

/** Takes one request and its tokens from the window, or puts the asker into the order and says when to come back. */
export function takeFrom(state: WindowState, ask: Ask, now: number, window: number): Taking | { waitMs: number } {
  const { who, limits } = ask;
  slide(state, now, window);
  // A call that is larger than the limit itself gets a window of its own: its estimate is likely to be too high.
  const tokens = limits.tokens === undefined ? ask.tokens : Math.min(ask.tokens, limits.tokens);
  const place = state.waiters.findIndex(([name]) => name === who);
  const ahead = place < 0 ? state.waiters : state.waiters.slice(0, place);
  const wanted = { requests: ahead.length + 1, tokens };
  for (const [, requests, taken] of state.slots) {
    wanted.requests += requests;
    wanted.tokens += taken;
  }
  for (const [, awaited] of ahead) wanted.tokens += awaited;
  const missing: Missing = {
    requests: wanted.requests - (limits.requests ?? Number.POSITIVE_INFINITY),
    tokens: wanted.tokens - (limits.tokens ?? Number.POSITIVE_INFINITY),
  };
  // While several wait, calls go out evenly. In a rush, once a window, those who ask for most at once would get most.
  const gap = limits.requests === undefined ? 0 : window / limits.requests;
  const several = state.waiters.length > (place < 0 ? 0 : 1);
  const early = several ? state.next + ahead.length * gap - now : 0;
  if (missing.requests <= 0 && missing.tokens <= 0 && early <= 0) {
    // Who came late does not hold up those behind it.
    if (several) state.next = Math.max(state.next, now - window * GRACE) + gap;
    if (place >= 0) state.waiters.splice(place, 1);
    return { slot: add(state, [slotAt(now, window), 1, tokens, tokens]), tokens };
  }
  // At least once a window, so that a waiter who has gone does not hold up those behind it.
  const waitMs = Math.min(window, Math.ceil(Math.max(early, waitFor(state, missing, limits, now, window)))) + EARLY_MS;
  const waiter: Waiter = [who, tokens, now + waitMs + window * GRACE];
  if (place < 0) state.waiters.push(waiter);
  else state.waiters[place] = waiter;
  return { waitMs };
}

/** Puts what was really used in the place of the estimate; it counts from now on, as vendors count what a model writes. */
export function settleIn(state: WindowState, { slot, tokens }: Taking, used: number, now: number, window: number): void {
  const taken = state.slots.find(([n]) => n === slot);
  if (taken) {
    taken[2] -= tokens;
    taken[3] -= tokens;
  }
  if (used > 0) add(state, [slotAt(now, window), 0, used, 0]);
  slide(state, now, window);
}

const slotAt = (now: number, window: number): number => Math.floor(now / (window / SLOTS));
/** When all that is in a slot has left the window. */
const endOf = (slot: number, window: number): number => (slot + 1) * (window / SLOTS) + window;

function slide(state: WindowState, now: number, window: number): void {
  state.slots = state.slots.filter(([n]) => endOf(n, window) > now);
  state.waiters = state.waiters.filter(([, , until]) => until > now);
  // A server's clock may have stepped back: what is dated ahead of it counts as taken now, and no longer than that.
  const last = slotAt(now, window);
  const ahead = state.slots.filter(([n]) => n > last);
  if (ahead.length === 0) return;
  state.slots = state.slots.filter(([n]) => n <= last);
  for (const [, requests, tokens, estimated] of ahead) add(state, [last, requests, tokens, estimated]);
  state.next = Math.min(state.next, now + window);
  for (const waiter of state.waiters) waiter[2] = Math.min(waiter[2], now + window * (1 + GRACE));
}

function add({ slots }: WindowState, slot: Slot): number {
  const last = slots.at(-1);
  if (last?.[0] === slot[0]) {
    last[1] += slot[1];
    last[2] += slot[2];
    last[3] += slot[3];
  } else slots.push(slot);
  return slot[0];
}

function waitFor({ slots }: WindowState, missing: Missing, limits: Limits, now: number, window: number): number {
  let { requests, tokens } = missing;
  let until = now;
  for (const [n, taken, tokensTaken] of slots) {
    if (requests <= 0 && tokens <= 0) break;
    requests -= taken;
    tokens -= tokensTaken;
    until = endOf(n, window);
  }
  // Those ahead need more than one window.
  const windows = Math.max(0, requests / (limits.requests || 1), tokens / (limits.tokens || 1));
  const soon = missing.tokens > 0 && slots.some(([, , , estimated]) => estimated > 0) ? RECHECK : 1;
  return Math.min(until - now + windows * window, window * soon);
}
