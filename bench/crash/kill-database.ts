import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chance } from '../../engine/seed.ts';
import type { Stage } from './stage.ts';

const run = promisify(execFile);
const SHORTEST_MS = 2_000;
const LONGEST_MS = 5_000;
/** Longer than any pause that would pass. */
const PATIENCE_MS = 60_000;

/** Kills the database server, all its processes, each time when every discussion that the last kill hit has moved again. */
export async function killDatabase(
  pidFile: string,
  stage: Stage,
  options: { kills: number; seed: string },
  deaths: { at: number }[],
  signal: AbortSignal,
): Promise<void> {
  for (let i = 0; i < options.kills; i++) {
    await sleep(SHORTEST_MS + chance(options.seed, i, 'when') * (LONGEST_MS - SHORTEST_MS), undefined, { signal });
    const hit = stage.unfinished();
    const at = await killServer(pidFile);
    deaths.push({ at });
    const until = Date.now() + PATIENCE_MS;
    while (hit.some(({ lastAt, finishedAt }) => lastAt <= at && finishedAt === undefined)) {
      if (Date.now() > until) return;
      await sleep(100, undefined, { signal });
    }
  }
}

/** As a power cut would: the postmaster and all its children at one moment, without a word. */
async function killServer(pidFile: string): Promise<number> {
  const postmaster = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const children = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (pid && parent === postmaster ? [pid] : []));
  process.kill(postmaster, 'SIGKILL');
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended with its parent.
    }
  }
  return Date.now();
}
