import type { Call } from '../../engine/call.ts';

/** A worker's calls: those that the model server saw, and those that the ledger tells of. */
export type WorkerCalls = {
  name: string;
  requests: number;
  ledger: readonly Pick<Call, 'state' | 'outcome' | 'openedAt' | 'settledAt'>[];
  diedAt?: number;
};

/**
 * Calls that the model server had been asked for, and whose reply was not committed when the kill came: those on their way,
 * and those answered a moment before. What a worker lost at any other time does not count, and shows as too many repeats.
 */
export function callsInFlight({ requests, ledger, diedAt }: WorkerCalls, databaseDeaths: readonly number[] = []): number {
  const deaths = diedAt === undefined ? databaseDeaths : [diedAt, ...databaseDeaths];
  // What was opened ahead and then not needed was never sent.
  const settled = ledger.filter(({ state, outcome }) => state === 'settled' && outcome !== 'unused').length;
  const byItself = ledger.filter(({ state, openedAt, settledAt }) => {
    if (state !== 'abandoned' || !settledAt) return false;
    return !deaths.some((at) => openedAt.getTime() <= at && at <= settledAt.getTime());
  }).length;
  return Math.max(0, requests - settled - byItself);
}
