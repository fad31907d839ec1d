/**
 * What chat platforms gave us when the app was added to a team (tokens and the like), sealed as providers' keys are.
 * Ids are the platform's own. `sealed-installations.ts` for real; `memory-installations.ts` for tests.
 */
export interface Installations {
  /** Of a team, or of an organisation with all its teams; in place of what was there. */
  put(platform: string, team: string, secret: string): Promise<void>;
  /** The team's own, or else its organisation's. Throws UserError where the master key is missing or another one, RetryError where the database does not answer. */
  get(platform: string, team: string): Promise<string | undefined>;
  remove(platform: string, team: string): Promise<void>;
  /** The team uses its organisation's. */
  join(platform: string, team: string, organisation: string): Promise<void>;
  /** Takes the teams that use this organisation's away, and gives them. */
  leave(platform: string, organisation: string): Promise<string[]>;
}
