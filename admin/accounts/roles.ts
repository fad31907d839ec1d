/** From the least to the most that somebody may do. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Each role may do what those before it may. */
export const may = (has: Role, needed: Role): boolean => ROLES.indexOf(has) >= ROLES.indexOf(needed);

export const roleNamed = (text: string): Role | undefined => ROLES.find((role) => role === text);
