import type { Logger } from '../log.ts';
import type { TeamStore } from '../store/teams.ts';
import type { ThreadStore } from '../store/threads.ts';

const DAY_MS = 86_400_000;
/** A channel in which nothing was posted for so long needs no pace. */
const IDLE_MS = 3_600_000;

type TidyingParts = { teams: TeamStore; threads: Pick<ThreadStore, 'forgetPaces'>; log: Logger; days: number };

/** Deletes what teams left behind that have been gone for so many days, and the paces of channels where nothing goes on. */
export const tidying =
  ({ teams, threads, log, days }: TidyingParts) =>
  async (now: Date): Promise<void> => {
    for (const team of await teams.forget(new Date(now.getTime() - days * DAY_MS)))
      log.info(team, 'what a team left was deleted');
    await threads.forgetPaces(new Date(now.getTime() - IDLE_MS));
  };
