/** Fills a database with discussions, so that what is slow or large at size is seen before it is. */
import { readConfig } from '../engine/config.ts';
import { UserError } from '../engine/errors.ts';
import { load } from './seed/load.ts';
import { readOptions, USAGE } from './seed/options.ts';
import { originals } from './seed/originals.ts';

const tell = (line: string) => process.stderr.write(`seed: ${line}\n`);

try {
  const options = readOptions(process.argv.slice(2));
  const { databaseUrl } = readConfig();
  if (!databaseUrl) throw new UserError(`DATABASE_URL names no database; the built-in one is never filled.\n${USAGE}`);
  tell('Holding the discussions that the others are copies of…');
  const figures = await load(databaseUrl, options, await originals(), tell);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  tell(error.message);
  process.exitCode = 2;
}
