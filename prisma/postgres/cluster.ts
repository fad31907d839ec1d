/** The first start: PostgreSQL's own files are made, once, also when several processes start at the same moment. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { UserError } from '../../engine/errors.ts';
import type { Binaries } from './binaries.ts';
import { childEnvironment, isRunning } from './process.ts';
import { hasCluster, type Site } from './site.ts';

export const superuser = 'simfocus';

const run = promisify(execFile);
const patienceMs = 60_000;
/** A number alone would not do: in a restarted container we may have that of the one that was killed. */
const self = `${process.pid} ${randomUUID()}`;

/**
 * The files are made beside their place and renamed into it: nobody ever sees half a cluster, and a rename onto a full folder
 * fails. The note of who is at it only saves work, so a stale one may be judged wrongly without harm.
 */
export async function ensureCluster(site: Site, binaries: Binaries, onProgress: (line: string) => void): Promise<void> {
  const until = Date.now() + patienceMs;
  let told = false;
  while (!(await hasCluster(site))) {
    if (!told) onProgress('Preparing the database (first start only)…');
    told = true;
    const note = join(site.home, 'preparing');
    if ((await isMine(note)) || Date.now() > until) {
      try {
        await sweepUnfinished(site);
        if (!(await hasCluster(site))) await make(site, binaries);
      } finally {
        await rm(note, { force: true });
      }
    } else await sleep(25);
  }
}

async function isMine(note: string): Promise<boolean> {
  try {
    await writeFile(note, self, { flag: 'wx' });
    return true;
  } catch {
    const holder = await readFile(note, 'utf8').catch(() => '');
    const pid = Number.parseInt(holder, 10);
    const isOther = pid === process.pid ? holder === self : isRunning(pid);
    if (pid > 0 && !isOther) await rm(note, { force: true });
    return false;
  }
}

async function sweepUnfinished(site: Site): Promise<void> {
  for (const name of await readdir(site.home)) {
    const pid = Number(/^data-(\d+)$/u.exec(name)?.[1]);
    if (pid && (pid === process.pid || !isRunning(pid))) await rm(join(site.home, name), { recursive: true, force: true });
  }
}

async function make(site: Site, binaries: Binaries): Promise<void> {
  const draft = join(site.home, `data-${process.pid}`);
  const passwordFile = `${draft}.password`;
  const { uid, gid } = site.account;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, site.password, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) for (const path of [draft, passwordFile]) await chown(path, uid, gid);
    const flags = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'];
    const access = [`--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const options = { ...site.account, ...childEnvironment(), cwd: process.platform === 'win32' ? site.home : '/' };
    await run(binaries.initdb, [`--pgdata=${draft}`, ...access, ...flags], options);
    await rename(draft, site.cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (await hasCluster(site)) return;
    throw notMade(error, site);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function notMade(error: unknown, site: Site): UserError {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  const lines = output.split('\n').filter((line) => /error|fatal|panic|cannot|could not/iu.test(line));
  const why = lines.at(-1)?.trim() || output.split('\n').at(-1) || (error instanceof Error ? error.message : String(error));
  return new UserError(`The database could not be prepared in ${site.home}: ${why}`, 'UNAVAILABLE', { cause: error });
}
