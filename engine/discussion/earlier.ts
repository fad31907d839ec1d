import type { Call, StoredReply } from '../call.ts';
import type { Reading } from '../formats/format.ts';

/** What earlier calls left behind for a step. */
export type Earlier = {
  attempt: number;
  /** Of each provider: how often it failed, and when it may be asked again. */
  trouble: ReadonlyMap<string, Trouble>;
  rejected?: Reading;
  problem?: string;
  reply?: Reading;
};
export type Trouble = { errors: number; retryAt?: Date | undefined; reason: string };

export function earlierCalls(calls: readonly Call[], key: string, read: (reply: StoredReply) => Reading): Earlier {
  const trouble = new Map<string, Trouble>();
  const earlier: Earlier = { attempt: 0, trouble };
  for (const call of calls) {
    if (call.stepKey !== key) continue;
    earlier.attempt = Math.max(earlier.attempt, call.attempt);
    if (call.outcome === 'error') {
      const errors = (trouble.get(call.provider)?.errors ?? 0) + 1;
      trouble.set(call.provider, { errors, retryAt: call.retryAt, reason: call.reason ?? '' });
    }
    if (call.outcome === 'rejected' && call.reply) {
      earlier.rejected = read(call.reply);
      if (call.reason) earlier.problem = call.reason;
    }
    if (call.outcome === 'reply' && call.reply) earlier.reply = read(call.reply);
  }
  return earlier;
}

export const errorsOf = ({ trouble }: Earlier, provider: string): number => trouble.get(provider)?.errors ?? 0;
