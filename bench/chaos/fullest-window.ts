export type Counted = { at: number; tokens: number };

/** The most requests, and the most tokens, of any window of this length. Pure. */
export function fullestWindow(calls: readonly Counted[], windowMs: number): { requests: number; tokens: number } {
  const sorted = [...calls].sort((a, b) => a.at - b.at);
  const most = { requests: 0, tokens: 0 };
  let first = 0;
  let tokens = 0;
  for (const [last, call] of sorted.entries()) {
    tokens += call.tokens;
    for (let oldest = sorted[first]; oldest && oldest.at <= call.at - windowMs; oldest = sorted[++first]) tokens -= oldest.tokens;
    most.requests = Math.max(most.requests, last - first + 1);
    most.tokens = Math.max(most.tokens, tokens);
  }
  return most;
}
