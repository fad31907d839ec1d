/** Our folder inside the data folder, and what stands in it. */
import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../engine/errors.ts';
import { type Account, barrier, serverAccount } from './account.ts';

/** The version of the package's PostgreSQL; its files are not read by another. */
export const postgresVersion = '18';

export type Site = {
  dataDir: string;
  /** `<dataDir>/postgres`: the only folder that is touched. */
  home: string;
  /** What PostgreSQL itself calls the data directory. */
  cluster: string;
  log: string;
  portFile: string;
  password: string;
  account: Account;
};

/** Makes the folder if needed, and says in plain words why it cannot be used. */
export async function openSite(folder: string): Promise<Site> {
  const dataDir = resolve(folder);
  const home = join(dataDir, 'postgres');
  const cluster = join(home, 'data');
  try {
    await makeFolder(home);
    await access(home, constants.W_OK | constants.X_OK);
    const account = await serverAccount(cluster);
    const blocked = await barrier(home, account);
    if (blocked) throw closedToServer(blocked, home);
    const password = await ownPassword(join(home, 'password'), cluster);
    return { dataDir, home, cluster, log: join(home, 'server.log'), portFile: join(home, 'port'), password, account };
  } catch (error) {
    throw inPlainWords(error, dataDir);
  }
}

/** Parents first. One by one: `recursive` never comes back where a parent cannot be made, as under /proc. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error;
  });
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** True when the cluster is there; of another version: a UserError. */
export async function hasCluster(site: Site): Promise<boolean> {
  const found = await readFile(join(site.cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw inPlainWords(error, site.dataDir);
  });
  if (found === undefined || found.trim() === postgresVersion) return found !== undefined;
  throw new UserError(
    `The database in ${site.cluster} was written by PostgreSQL ${found.trim()}; this simFocus brings PostgreSQL ${postgresVersion}. ` +
      'Move it over with pg_dump and pg_restore, or choose another data folder (DATA_DIR).',
    'UNAVAILABLE',
  );
}

/** Random, made once, readable by its owner only. Of two that make it at once, one wins and both use that. */
async function ownPassword(file: string, cluster: string): Promise<string> {
  if (!(await stat(file).catch(() => undefined)) && (await stat(cluster).catch(() => undefined))) {
    throw new UserError(`The password of the built-in database is gone: ${file}. Put it back from a backup.`, 'UNAVAILABLE');
  }
  await writeFile(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  for (let attempt = 0; attempt < 50; attempt++) {
    const password = await readFile(file, 'utf8');
    if (password.length === 32) return password;
    await sleep(20);
  }
  throw new UserError(`The password of the built-in database is damaged: ${file}. Put it back from a backup.`, 'UNAVAILABLE');
}

function closedToServer(blocked: string, home: string): UserError {
  return new UserError(
    `simFocus runs as root, so its database runs as another account, which may not enter ${blocked}. ` +
      `Allow it ("chmod o+rx ${blocked}"), choose a data folder that is not under it (DATA_DIR), or start simFocus as an ordinary user. ` +
      `The database belongs in ${home}.`,
    'UNAVAILABLE',
  );
}

function inPlainWords(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const advice = 'Choose another one (DATA_DIR), or set DATABASE_URL to a PostgreSQL server.';
  const why: Record<string, string> = {
    EACCES: 'this account may not write there. Change its owner or its permissions',
    EPERM: 'this account may not write there. Change its owner or its permissions',
    EROFS: 'it is on a read-only disk',
    ENOENT: 'it cannot be made there',
    ENOTDIR: 'a part of that path is a file',
    EEXIST: 'a part of that path is a file',
    ENOSPC: 'the disk is full. Make room',
  };
  const reason = why[String(error.code)];
  if (!reason || error instanceof UserError) return error;
  return new UserError(`The data folder ${dataDir} cannot be used: ${reason}. ${advice}`, 'UNAVAILABLE', { cause: error });
}
