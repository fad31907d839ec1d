/** Getting to a running server: joining one that is up, or starting it. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../engine/errors.ts';
import type { Binaries } from './binaries.ts';
import { close, connect, type Guard, hold } from './guard.ts';
import { clearStalePidFile, isPostmaster, type Launch, launch, readPostmaster } from './process.ts';
import type { Site } from './site.ts';

export type Attached = { guard: Guard; port: number; owned: boolean };

const pollMs = 10;
const patienceMs = 60_000;

/**
 * PostgreSQL's own pid file decides who starts it: of several servers started at once, all but one find it taken and leave.
 * Nothing here waits on a lock file of ours, so none can be left behind.
 */
export async function attach(site: Site, binaries: Binaries, onProgress: (line: string) => void): Promise<Attached> {
  let until = Date.now() + patienceMs;
  let launched: Launch | undefined;
  let recovering = false;
  while (Date.now() < until) {
    const found = await readPostmaster(site);
    if (found && (await isPostmaster(found.pid))) {
      if (found.status === 'ready') {
        const guard = await connect(site, found.port);
        if (guard && (await hold(guard))) {
          const owned = launched !== undefined && (launched.child.pid === found.pid || process.platform === 'win32');
          if (owned) await writeFile(site.portFile, String(found.port));
          return { guard, port: found.port, owned };
        }
        if (guard) await close(guard);
      } else if (found.status === 'starting' && recovering) until = Date.now() + patienceMs;
    } else if (!launched || hasLeft(launched)) {
      const refused = launched && (await judge(launched, site));
      if (found && (await readPostmaster(site))?.pid === found.pid) {
        if (!recovering) onProgress('The database was not closed properly the last time. Checking it…');
        recovering = true;
        // Only when PostgreSQL itself cannot tell: the file also guards against sessions that outlived their server.
        if (refused) await clearStalePidFile(site, found.pid);
      }
      launched = await start(site, binaries);
    }
    await sleep(pollMs);
  }
  const told = (await launched?.said()) ?? '';
  throw new UserError(`The built-in database did not start. Its log: ${site.log}`, 'UNAVAILABLE', { cause: new Error(told) });
}

async function start(site: Site, binaries: Binaries): Promise<Launch> {
  const stored = Number(await readFile(site.portFile, 'utf8').catch(() => ''));
  const port = stored && (await isFree(stored)) ? stored : await freePort();
  return launch(site, binaries, port).catch((cause: unknown) => {
    throw new UserError(
      'The built-in database does not run on this system (Alpine Linux is one of those). Set DATABASE_URL to a PostgreSQL server.',
      'UNAVAILABLE',
      { cause },
    );
  });
}

/**
 * A server that left: fine if another was quicker, its port was taken, or the last one out stopped it; else its own words
 * say why. True: it holds the pid file to be somebody's.
 */
async function judge(launched: Launch, site: Site): Promise<boolean> {
  const { exitCode, signalCode } = launched.child;
  if (exitCode === 0 || signalCode) return false;
  const said = await launched.said();
  const taken = said.includes('lock file "postmaster.pid" already exists');
  if (
    taken ||
    /lock file "postmaster\.pid" is empty|[Aa]ddress already in use|could not create any TCP|shared memory block/u.test(said)
  ) {
    await sleep(pollMs * 5);
    return taken;
  }
  const last = said.split('\n').findLast((line) => /FATAL|PANIC|error while loading|not found/u.test(line)) ?? said.trim();
  const why = last.replace(/^.*?(FATAL|PANIC):\s*/u, '') || 'it stopped without a word';
  throw new UserError(`The built-in database could not start: ${why}. Its log: ${site.log}`, 'UNAVAILABLE');
}

function hasLeft({ child }: Launch): boolean {
  // On Windows the child is pg_ctl, which leaves with 0 when it has started the server.
  if (process.platform === 'win32' && child.exitCode === 0) return false;
  return child.exitCode !== null || child.signalCode !== null;
}

/** Below the ports that systems give out by themselves, so that the same one is likely to be free the next time. */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new UserError(
    'No free port was found for the built-in database. Set DATABASE_URL to a PostgreSQL server.',
    'UNAVAILABLE',
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
