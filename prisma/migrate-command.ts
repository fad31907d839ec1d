/** From the shell: `deploy [url]` brings a database up to date, `create <name>` writes the next migration. */
import { UserError } from '../engine/errors.ts';
import { createMigration } from './create-migration.ts';
import { applyMigrations } from './migrate.ts';

const [command, argument] = process.argv.slice(2);
const tell = (line: string) => console.log(line);

try {
  if (command === 'deploy') await deploy(argument);
  else if (command === 'create' && argument && /^[a-z][a-z0-9_-]*$/u.test(argument)) tell(await createMigration(argument, tell));
  else throw new UserError('Use "npm run db:migrate" or "npm run db:create-migration -- name_in_lower_case".');
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}

/** The address, else DATABASE_URL, else the built-in database. */
async function deploy(url: string | undefined): Promise<void> {
  const { readConfig } = await import('../engine/config.ts');
  const config = readConfig();
  const given = url ?? config.databaseUrl;
  if (given) {
    await applyMigrations(given, tell);
    // The queue's own tables, where it is not on Redis.
    if (!config.redisUrl) await (await import('../engine/queue/bullmq.ts')).migrateQueue(given);
  } else {
    const { defaultDataDir } = await import('./data-dir.ts');
    const { startEmbedded } = await import('./embedded.ts');
    const server = await startEmbedded({ dataDir: config.dataDir ?? defaultDataDir(), onProgress: tell });
    await applyMigrations(server.url, tell).finally(() => server.stop());
  }
  tell('The database is up to date.');
}
