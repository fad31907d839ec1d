import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { TeamStore } from '../store/teams.ts';
import type { ThreadStore } from '../store/threads.ts';

const DAY_MS = 86_400_000;
/** A channel in which nothing was posted for so long needs no pace. */
const IDLE_MS = 3_600_000;

/** So many at once, so that no statement takes long. */
const AT_ONCE = 100;

type TidyingParts = {
  teams: TeamStore;
  store: Pick<Store, 'forgetTexts'>;
  threads: Pick<ThreadStore, 'forgetPaces'>;
  log: Logger;
  days: number;
};

/** Deletes what teams left behind that have been gone for so many days, what was said where a team keeps it no longer, and the paces of channels where nothing goes on. */
export const tidying =
  ({ teams, store, threads, log, days }: TidyingParts) =>
  async (now: Date): Promise<void> => {
    for (const team of await teams.forget(new Date(now.getTime() - days * DAY_MS)))
      log.info(team, 'what a team left was deleted');
    for (const { team, days: kept } of await teams.keeping()) {
      const before = new Date(now.getTime() - kept * DAY_MS);
      for (let n = AT_ONCE; n === AT_ONCE; ) {
        n = await store.forgetTexts(team, before, AT_ONCE);
        if (n > 0) log.info({ team, discussions: n, days: kept }, 'what was said there was deleted');
      }
    }
    await threads.forgetPaces(new Date(now.getTime() - IDLE_MS));
  };
