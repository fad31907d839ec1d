/** What a team has settled for itself. */
export type TeamSettings = {
  /** Members with this role may control every discussion of the team. */
  controlRole?: string;
  /** Only members with this role may start one. */
  startRole?: string;
  /** Topics and questions with one of these in them are refused. */
  blockedWords: readonly string[];
  /** What members from chat may do in the panel, where nobody chose it for them; viewer where it is not set. */
  panelRole?: PanelRole;
  /** What was said is deleted so many days after the last of it; without it, it is kept. */
  keepDays?: number;
};

/** What a team may choose for that. */
export const MOST_KEEP_DAYS = 3_650;

/** From the least to the most that somebody may do in the panel. */
export const PANEL_ROLES = ['viewer', 'editor', 'admin'] as const;
export type PanelRole = (typeof PANEL_ROLES)[number];

export type Team = {
  settings: TeamSettings;
  /** The app was removed from it then, and its data is to be deleted. */
  leftAt?: Date;
};

/**
 * Guilds and workspaces, by the platform's own ids. `postgres-teams.ts` for real, `memory-teams.ts` for tests; both pass
 * `teams.contract.ts`. Throws RetryError when the database cannot be reached.
 */
export interface TeamStore {
  /** Of one that nobody has heard of: no settings. */
  team(platform: string, id: string): Promise<Team>;
  /** Changes what is named; `null` takes a setting away. */
  change(platform: string, id: string, settings: TeamChange): Promise<Team>;
  /** The app was removed: marks the team's data for deletion. */
  left(platform: string, id: string): Promise<void>;
  /** The app is there, for the first time or again: nothing is marked any more. */
  joined(platform: string, id: string): Promise<void>;
  /** Teams that keep what was said for some days only, by the name that discussions know. */
  keeping(): Promise<readonly { team: string; days: number }[]>;
  /** Deletes all that there is of teams which left before then: nothing is known of them any more. Gives which they were. */
  forget(leftBefore: Date): Promise<ForgottenTeam[]>;
}

export type ForgottenTeam = { platform: string; id: string };

export type TeamChange = {
  controlRole?: string | null;
  startRole?: string | null;
  blockedWords?: readonly string[];
  panelRole?: PanelRole | null;
  keepDays?: number | null;
};

/** The team of a discussion: one name for a team of any platform. */
export const teamOf = (platform: string, id: string): string => `${platform}:${id}`;

/** The platform and the platform's id of it; undefined for a team of none. */
export function placeOfTeam(team: string): { platform: string; id: string } | undefined {
  const at = team.indexOf(':');
  return at < 0 ? undefined : { platform: team.slice(0, at), id: team.slice(at + 1) };
}

/** Under this platform stand teams that are on none: whoever uses the panel alone. */
const NO_PLATFORM = 'web';

/** Where a team's settings are kept. */
export const settingsPlace = (team: string): { platform: string; id: string } =>
  placeOfTeam(team) ?? { platform: NO_PLATFORM, id: team };

/** Whose settings they are. */
export const teamOfSettings = (platform: string, id: string): string => (platform === NO_PLATFORM ? id : teamOf(platform, id));

export function changed({ blockedWords, ...rest }: TeamSettings, change: TeamChange): TeamSettings {
  const merged = { ...rest, ...change };
  return {
    ...(merged.controlRole && { controlRole: merged.controlRole }),
    ...(merged.startRole && { startRole: merged.startRole }),
    ...(merged.panelRole && { panelRole: merged.panelRole }),
    ...(merged.keepDays && { keepDays: merged.keepDays }),
    blockedWords: change.blockedWords ?? blockedWords,
  };
}
