import { changed, type ForgottenTeam, placeOfTeam, type Team, type TeamStore, teamOf, teamOfSettings } from './teams.ts';

/** Teams in memory, for tests that are not about the database. `forget`: deletes the discussions of a team. */
export function memoryTeams(forget: (team: string) => void = () => {}): TeamStore {
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
    async keeping() {
      return [...teams].flatMap(([name, { settings }]) => {
        const place = placeOfTeam(name);
        return place && settings.keepDays ? [{ team: teamOfSettings(place.platform, place.id), days: settings.keepDays }] : [];
      });
    },
    async forget(leftBefore) {
      const forgotten: ForgottenTeam[] = [];
      for (const [name, { leftAt }] of teams) {
        const place = placeOfTeam(name);
        if (!place || !leftAt || leftAt >= leftBefore) continue;
        teams.delete(name);
        forget(name);
        forgotten.push(place);
      }
      return forgotten;
    },
  };
}
