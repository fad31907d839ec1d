import { existsSync } from 'node:fs';
import { safe } from './bots/terminal/safe.ts';
import { type Config, readConfig } from './engine/config.ts';
import { RetryError, UserError } from './engine/errors.ts';
import { openLog } from './engine/log.ts';

/** What is done in the terminal, each loaded when it is asked for: what serves people takes seconds to load. */
const commands: Readonly<Record<string, () => Promise<(args: string[], config: Config) => Promise<number>>>> = {
  chat: async () => (await import('./bots/terminal/chat.ts')).chat,
  keys: async () => (await import('./bots/terminal/keys.ts')).keys,
  report: async () => (await import('./bots/terminal/report.ts')).report,
  services: async () => (await import('./bots/terminal/services.ts')).services,
  share: async () => (await import('./bots/terminal/share.ts')).share,
  spend: async () => (await import('./bots/terminal/spend.ts')).spend,
};

/** `chat` and its like in the terminal; or the roles named, or all of them in one process. */
async function main(args: string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig();
  const [first = '', ...rest] = args;
  const command = Object.hasOwn(commands, first) ? await commands[first]?.() : undefined;
  if (command) return command(rest, config);
  return (await import('./serve.ts')).serve(args, config);
}

// Whoever read our output may have gone (`… | head`): what is left to say is said to nobody, and no reason to break off.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof UserError) {
      process.stderr.write(`${safe(error.message)}\n`);
      process.exit(2);
    }
    if (error instanceof RetryError) {
      process.stderr.write(`${safe(error.message)} Try again in a moment.\n`);
      process.exit(1);
    }
    openLog('error').error({ err: error }, 'simFocus stopped on a bug');
    process.stderr.write('Something went wrong on our side; the log above says what. Please report it.\n');
    process.exit(1);
  },
);
