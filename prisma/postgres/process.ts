/** The running server: its pid file, its start and its end. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { link, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Site } from './site.ts';

export type Postmaster = { pid: number; port: number; status: string };

const run = promisify(execFile);
const windows = process.platform === 'win32';
const largestLog = 5_000_000;

/** Modest in memory, durable in writing; nothing is asked of the server that needs replication or a compiler. */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
};

/** Nothing of PGDATA, PGPORT and the like may reach the programs. Windows programs do not start without their environment. */
export function childEnvironment(): { env?: NodeJS.ProcessEnv } {
  return windows ? {} : { env: { LC_ALL: 'C', TZ: 'UTC' } };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What the pid file says, whether or not that process still lives. */
export async function readPostmaster(site: Site): Promise<Postmaster | undefined> {
  const lines = (await readFile(pidFile(site), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 ? { pid, port, status: lines[7]?.trim() ?? '' } : undefined;
}

/** Not only alive: numbers are given out again, in a restarted container within seconds. */
export async function isPostmaster(pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false;
  if (process.platform === 'linux') {
    const [program = '', ...parameters] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    return program.endsWith('/postgres') && parameters.includes('-D');
  }
  if (windows) return true;
  const name = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return name.stdout.trim().endsWith('postgres');
}

/** Takes away the pid file whose number another program has by now; if the file was replaced meanwhile, it is put back. */
export async function clearStalePidFile(site: Site, stale: number): Promise<void> {
  const aside = `${pidFile(site)}.${process.pid}`;
  await rename(pidFile(site), aside).catch(() => undefined);
  const taken = Number((await readFile(aside, 'utf8').catch(() => '')).split('\n')[0]);
  if (taken && taken !== stale) await link(aside, pidFile(site)).catch(() => undefined);
  await rm(aside, { force: true });
}

export type Launch = {
  child: ChildProcess;
  /** What the server wrote since it was launched. */
  said(): Promise<string>;
};

/** In a session of its own, so that Ctrl+C in the terminal does not reach it. */
export async function launch(site: Site, binaries: Binaries, port: number): Promise<Launch> {
  const before = (await stat(site.log).catch(() => undefined))?.size ?? 0;
  if (before > largestLog) await truncate(site.log);
  const offset = before > largestLog ? 0 : before;
  const log = await open(site.log, 'a', 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = ['-D', site.cluster, '-p', String(port), ...options];
  // On Windows only pg_ctl gives up an administrator's rights, with which the server does not start.
  const [program, args] = windows
    ? [binaries.pgCtl, ['start', '-W', '-D', site.cluster, '-l', site.log, '-o', server.slice(2).join(' ')]]
    : [binaries.postgres, server];
  try {
    const stdio: ['ignore', number, number] = ['ignore', log.fd, log.fd];
    const cwd = windows ? site.home : '/';
    const child = spawn(program, args, { ...site.account, ...childEnvironment(), cwd, stdio, detached: true, windowsHide: true });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return { child, said: async () => (await readFile(site.log)).subarray(offset).toString() };
  } finally {
    await log.close();
  }
}

/** Ends every session and writes all down; resolves when the server is gone. */
export async function shutDown(site: Site, binaries: Binaries): Promise<void> {
  const postmaster = await readPostmaster(site);
  if (!postmaster) return;
  if (windows) {
    await run(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', site.cluster]);
    return;
  }
  process.kill(postmaster.pid, 'SIGINT');
  for (let waited = 0; waited < 30_000; waited += 10) {
    const now = await readPostmaster(site);
    if (now?.pid !== postmaster.pid || !isRunning(postmaster.pid)) return;
    await sleep(10);
  }
}

function pidFile(site: Site): string {
  return join(site.cluster, 'postmaster.pid');
}
