import { useCurrentAdmin } from 'adminjs';

export type Role = 'viewer' | 'editor' | 'admin';
export const ROLES: readonly Role[] = ['viewer', 'editor', 'admin'];

/** Whether a button is worth showing; the server asks again. */
export function useMay(): (needed: Role) => boolean {
  const [user] = useCurrentAdmin();
  const role: Role = ROLES.find((one) => one === user?.['role']) ?? 'viewer';
  return (needed) => ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Whether whoever looks runs the installation. */
export const useRunsIt = (): boolean => useCurrentAdmin()[0]?.['runsIt'] === true;
