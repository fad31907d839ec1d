import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';

export type Backend = 'postgres' | 'redis';

export type CrashOptions = {
  kills: number;
  backend: Backend;
  /** Kills the database server, and no worker. */
  database: boolean;
  /** How many discussions go on at once while the kills last. */
  discussions: number;
  workers: number;
  /** Seconds that a kill may hold a discussion up. */
  pause: number;
  seed: string;
};

const OPTIONS = {
  kills: { type: 'string' },
  backend: { type: 'string' },
  database: { type: 'boolean' },
  discussions: { type: 'string' },
  workers: { type: 'string' },
  pause: { type: 'string' },
  seed: { type: 'string' },
} as const;

export const USAGE = `npm run crash -- [options]
  --kills N          how many (200; with --database 10)
  --backend NAME     the queue: postgres or redis (postgres)
  --database         kill the database server instead of workers
  --discussions N    how many go on at once (12)
  --workers N        worker processes at once (3)
  --pause SECONDS    how long a kill may hold a discussion up (15; with --database 30)
  --seed TEXT        chooses moments, victims and topics (random)`;

/** Reads the command line. Throws UserError in words for whoever typed it. */
export function readOptions(args: readonly string[], anySeed: () => string): CrashOptions {
  const values = parsed(args);
  const backend = values.backend ?? 'postgres';
  if (backend !== 'postgres' && backend !== 'redis') {
    throw new UserError(`There is no backend "${backend}". There is: postgres, redis.`, 'VALIDATION_ERROR', { field: 'backend' });
  }
  const database = values.database ?? false;
  return {
    kills: whole('kills', values.kills, database ? 10 : 200),
    backend,
    database,
    discussions: whole('discussions', values.discussions, 12),
    workers: whole('workers', values.workers, 3),
    pause: whole('pause', values.pause, database ? 30 : 15),
    seed: values.seed ?? anySeed(),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    const told = cause instanceof Error ? (cause.message.split(/\.\s/)[0] ?? '') : String(cause);
    throw new UserError(`${told}.\n${USAGE}`, 'VALIDATION_ERROR', { cause });
  }
}

function whole(name: string, given: string | undefined, usual: number): number {
  if (given === undefined) return usual;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value;
  throw new UserError(`--${name} must be a whole number from 1 on, not "${given}".`, 'VALIDATION_ERROR', { field: name });
}
