/** Kills workers, or the database, while discussions go on, and counts what was lost, doubled or repeated. */
import { randomBytes } from 'node:crypto';
import { UserError } from '../engine/errors.ts';
import { readOptions } from './crash/options.ts';
import { runCrash } from './crash/run.ts';

/** Problems shown one by one; the figures count them all. */
const SHOWN = 30;

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
/** What breaks in this process, which starts discussions and asks, is a finding like any other; the run goes on and is cleaned up. */
const broken: string[] = [];
process.on('uncaughtException', (error) => broken.push(`in the process that asks: ${error.stack ?? error}`));
const tell = (line: string) => process.stderr.write(`crash: ${line}\n`);

try {
  const options = readOptions(process.argv.slice(2), () => randomBytes(4).toString('hex'));
  const { figures, problems } = await runCrash(options, tell, interrupted.signal);
  problems.push(...broken);
  for (const problem of problems.slice(0, SHOWN)) tell(`FAILED: ${problem}`);
  if (problems.length > SHOWN) tell(`FAILED: and ${problems.length - SHOWN} more`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  for (const one of broken) tell(one);
  if (interrupted.signal.aborted) process.exitCode = 130;
  else if (error instanceof UserError) {
    tell(error.message);
    process.exitCode = 2;
  } else {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  }
}
// Connections to servers that are gone would be tried for ever.
process.exit();
