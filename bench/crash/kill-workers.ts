import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopPoint } from '../../engine/discussion/run-step.ts';
import { chance } from '../../engine/seed.ts';
import type { Crew } from './crew.ts';

/** Every named point of the loop, with how often one worker may pass it before it is its turn to die. */
const POINTS: Record<LoopPoint, number> = {
  'taken-up': 4,
  'call-opened': 12,
  'call-answered': 12,
  'call-settled': 2,
  appended: 12,
  'questions-taken': 2,
  ended: 2,
  finished: 2,
};
const NAMES = Object.keys(POINTS) as LoopPoint[];
/** Of the kills, where there are enough for each point to have its own. */
const NAMED_SHARE = 0.2;
const SHORTEST_MS = 250;
const LONGEST_MS = 950;
const POINT_PATIENCE_MS = 30_000;

/** Which kills come at a named point, spread over the run: every point once at least, where the kills suffice. */
export function plannedPoints(kills: number): (LoopPoint | undefined)[] {
  const named = Math.min(kills, Math.max(NAMES.length, Math.floor(kills * NAMED_SHARE)));
  let used = 0;
  return Array.from({ length: kills }, (_, i) =>
    Math.floor(((i + 1) * named) / kills) > used ? NAMES[used++ % NAMES.length] : undefined,
  );
}

export type KillCount = { kills: number; points: Partial<Record<LoopPoint, number>>; notReached: LoopPoint[] };

/** Kills workers one after another, at least one other is at work each time. */
export async function killWorkers(
  crew: Crew,
  options: { kills: number; size: number; seed: string },
  count: KillCount,
  signal: AbortSignal,
): Promise<void> {
  const { seed } = options;
  for (const [i, point] of plannedPoints(options.kills).entries()) {
    while (crew.working().length < Math.max(1, options.size - 1)) await sleep(20, undefined, { signal });
    if (!point) await sleep(SHORTEST_MS + chance(seed, i, 'when') * (LONGEST_MS - SHORTEST_MS), undefined, { signal });
    const working = crew.working();
    const victim = working[Math.floor(chance(seed, i, 'who') * working.length)];
    if (!victim) throw new Error('Nobody is at work');
    if (!point) await crew.kill(victim);
    else if (await crew.dieAt(victim, point, 1 + Math.floor(chance(seed, i, 'pass') * POINTS[point]), POINT_PATIENCE_MS)) {
      count.points[point] = (count.points[point] ?? 0) + 1;
    } else {
      count.notReached.push(point);
      await crew.kill(victim);
    }
    count.kills++;
  }
}
