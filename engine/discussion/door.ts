import { OverLimit, UserError } from '../errors.ts';
import type { SharedCap, SpendingStore } from '../store/spending.ts';
import type { MemberLimits } from '../store/store.ts';
import { placeOfTeam, type TeamStore } from '../store/teams.ts';
import type { Speaker } from '../types.ts';
import { checkBlocked } from './blocked-words.ts';
import { checkRoom, type MonthlyBudgets } from './monthly-caps.ts';
import { standingCaps } from './spending.ts';

/** `teamBudget` and `memberBudget`: US dollars a month. `member`: for members of a platform's team. */
export type Limits = MonthlyBudgets & { maxRounds: number; member?: MemberLimits };

/** What is asked before a discussion is made, begun or asked something: whether the team wants it, and whether there is room. */
export type Door = ReturnType<typeof openDoor>;

export function openDoor(limits: Limits, teams: TeamStore, store: SpendingStore) {
  return {
    /** Throws UserError when the team does not want a word of it. */
    async checkWords(team: string, texts: { topic?: string; context?: string; question?: string }): Promise<void> {
      // Whoever uses the panel without a chat platform has a team of its own there.
      const place = placeOfTeam(team) ?? { platform: 'web', id: team };
      const { settings } = await teams.team(place.platform, place.id);
      checkBlocked(texts, settings.blockedWords);
    },

    /**
     * The month's caps of the team and of the member, where the installation has them, as they stand. Throws UserError where
     * one has no room for `least`.
     */
    async monthlyCaps(team: string, by: Speaker, least: () => number): Promise<SharedCap[]> {
      const standing = await standingCaps(store, limits, team, by);
      if (standing.length > 0) checkRoom(standing, least());
      return standing;
    },

    /** Members of a platform's team have limits; whoever runs the installation in a terminal has none. */
    memberLimits: (team: string): { memberLimits?: MemberLimits } =>
      limits.member && placeOfTeam(team) ? { memberLimits: limits.member } : {},

    /** Rethrows; a limit that was reached in words for the member. */
    told(error: unknown): never {
      throw error instanceof OverLimit && limits.member ? overLimit(limits.member, error.until) : error;
    },
  };
}

function overLimit({ anHour, atOnce }: MemberLimits, until: Date | undefined): UserError {
  if (!until) {
    const going = atOnce === 1 ? 'a discussion going on, and one' : `${atOnce} discussions going on, and ${atOnce}`;
    const told = `You have ${going} at once is the limit. Stop one, or wait until one ends.`;
    return new UserError(told, 'DISCUSSION_LIMIT_REACHED');
  }
  const minutes = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 60_000));
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const told = `${anHour} discussions an hour are the limit for each member. You can start the next one in ${wait}.`;
  return new UserError(told, 'DISCUSSION_LIMIT_REACHED');
}
