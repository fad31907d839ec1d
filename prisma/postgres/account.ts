/** PostgreSQL refuses to run as root: as root the server gets an account of its own. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../engine/errors.ts';

/** What `spawn` takes; empty: the account of this process. */
export type Account = { uid?: number; gid?: number };

const run = promisify(execFile);

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account for the server of this cluster: who owns it already, else the system's `postgres`, made if it is missing. */
export async function serverAccount(cluster: string): Promise<Account> {
  if (!isRoot()) return {};
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = await lookUp();
  if (known) return known;
  await run('groupadd', ['--system', 'postgres']).catch(() => undefined);
  const shell = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  // Another process may be making it at this moment: only what is there afterwards counts.
  const made = await run('useradd', ['--system', '--gid', 'postgres', ...shell, 'postgres']).catch((error: unknown) => error);
  const account = await lookUp();
  if (account) return account;
  throw new UserError(
    'simFocus runs as root, and PostgreSQL does not start as root. It tried to make the account "postgres" and could not. ' +
      'Make that account, start simFocus as an ordinary user, or set DATABASE_URL.',
    'UNAVAILABLE',
    { cause: made },
  );
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
    return { uid, gid };
  } catch {
    return undefined;
  }
}

/** The first folder on the way to `path` that the account may not pass, or `path` itself if it may not read and enter it. */
export async function barrier(path: string, account: Account): Promise<string | undefined> {
  if (account.uid === undefined) return undefined;
  const parents: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    parents.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of parents) if (!(await allows(folder, account, constants.X_OK))) return folder;
  return (await allows(path, account, constants.R_OK | constants.X_OK)) ? undefined : path;
}

async function allows(path: string, account: Account, wanted: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
