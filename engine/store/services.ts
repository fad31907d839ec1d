import type { Service } from '../types.ts';

/** A service as an administrator defined it, for one team. */
export type StoredService = Service & { team: string; active: boolean };
export type NewService = Omit<Service, 'id'> & { team: string; active?: boolean };

/** What administrators settled for councils. Every adapter passes `services.contract.ts`. */
export interface ServiceStore {
  /** Undefined where the team has another one of this name. */
  add(service: NewService): Promise<StoredService | undefined>;
  /** In the order in which they were added. */
  list(team: string): Promise<StoredService[]>;
  /**
   * Everything about it anew, but who it is and since when. `taken`: another one of the team has this name; undefined when the
   * team has none of this id.
   */
  replace(id: string, service: NewService): Promise<StoredService | 'taken' | undefined>;
  /** False when the team has none of this id. */
  setActive(team: string, id: string, active: boolean): Promise<boolean>;
  /** False when the team has none of this id. What was asked of it stays as it was. */
  remove(team: string, id: string): Promise<boolean>;
}
