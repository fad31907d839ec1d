import { UserError } from '../engine/errors.ts';

/** Why a server cannot be used, without its password. */
export function unreachable(error: unknown, connectionString: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const { host, pathname, username } = new URL(connectionString);
  const database = decodeURIComponent(pathname.slice(1));
  const why: Record<string, string> = {
    ECONNREFUSED: `Nothing answers at ${host}. Start the server`,
    ENOTFOUND: `The host ${host} is not known`,
    EAI_AGAIN: `The host ${host} cannot be looked up just now`,
    ETIMEDOUT: `The server at ${host} does not answer`,
    EHOSTUNREACH: `The server at ${host} cannot be reached`,
    '28P01': `The server at ${host} refuses the password of "${username}"`,
    '28000': `The server at ${host} does not let "${username}" in`,
    '3D000': `There is no database "${database}" on ${host}. Create it`,
    '53300': `The server at ${host} has no connection left`,
  };
  const reason = why[code];
  return reason ? new UserError(`${reason}, or correct DATABASE_URL.`, 'UNAVAILABLE', { cause: error }) : error;
}
