import { changed, type Team, type TeamStore, teamOf } from './teams.ts';

/** Teams in memory, for tests that are not about the database. */
export function memoryTeams(): TeamStore {
  const teams = new Map<string, Team>();
  const known = (platform: string, id: string): Team => teams.get(teamOf(platform, id)) ?? { settings: { blockedWords: [] } };
  return {
    async team(platform, id) {
      return structuredClone(known(platform, id));
    },
    async change(platform, id, settings) {
      const team = known(platform, id);
      const next = { ...team, settings: changed(team.settings, structuredClone(settings)) };
      teams.set(teamOf(platform, id), next);
      return structuredClone(next);
    },
    async left(platform, id) {
      const { settings, leftAt = new Date() } = known(platform, id);
      teams.set(teamOf(platform, id), { settings, leftAt });
    },
    async joined(platform, id) {
      teams.set(teamOf(platform, id), { settings: known(platform, id).settings });
    },
  };
}
