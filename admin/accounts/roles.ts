import { PANEL_ROLES, type PanelRole } from '../../engine/engine.ts';

/** From the least to the most that somebody may do. */
export const ROLES = PANEL_ROLES;
export type Role = PanelRole;

/** Each role may do what those before it may. */
export const may = (has: Role, needed: Role): boolean => ROLES.indexOf(has) >= ROLES.indexOf(needed);

export const roleNamed = (text: string): Role | undefined => ROLES.find((role) => role === text);
