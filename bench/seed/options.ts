import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';

export type SeedOptions = {
  discussions: number;
  /** Of all discussions together; met within a hundredth. */
  events: number;
  /** The first is `default`; each next one has less. */
  teams: number;
  /** Also into a database that has discussions already. */
  add: boolean;
  /** The same number gives the same discussions. */
  seed: number;
};

export const USAGE = `DATABASE_URL=postgresql://… npm run seed:large -- [options]
  --discussions N    how many (100000)
  --events N         how many entries their logs have together (50 for each)
  --teams N          how many (40)
  --seed N           another one gives other discussions (1)
  --add              also where there are discussions already`;

const OPTIONS = {
  discussions: { type: 'string' },
  events: { type: 'string' },
  teams: { type: 'string' },
  seed: { type: 'string' },
  add: { type: 'boolean' },
} as const;

/** Reads the command line. Throws UserError in words for whoever typed it. */
export function readOptions(args: readonly string[]): SeedOptions {
  const values = parsed(args);
  const discussions = whole('discussions', values.discussions, 100_000);
  return {
    discussions,
    events: whole('events', values.events, discussions * 50),
    teams: whole('teams', values.teams, 40),
    seed: whole('seed', values.seed, 1),
    add: values.add ?? false,
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
  if (Number.isSafeInteger(value) && value >= 1 && value <= 100_000_000) return value;
  throw new UserError(`--${name} must be a whole number from 1 on, not "${given}".`, 'VALIDATION_ERROR', { field: name });
}
