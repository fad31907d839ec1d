import { UserError } from '../../engine/errors.ts';
import { parsedArgs } from './parsed-args.ts';

const OPTIONS = {
  'base-url': { type: 'string' },
  model: { type: 'string' },
  requests: { type: 'string' },
  tokens: { type: 'string' },
  team: { type: 'string' },
  untested: { type: 'boolean' },
  replace: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type KeysOptions = {
  command: string;
  names: string[];
  baseUrl?: string;
  model?: string;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  team: string;
  untested: boolean;
  replace: boolean;
  json: boolean;
};

export const KEYS_HELP = `Provider keys, sealed in the database.

  npm run keys -- add <openai|anthropic> <name>    asks for the key, tries it, keeps it (or: … < file)
      --base-url <address>   a server of your own, or another vendor
      --model <name>         the model that speaks with this key
      --requests <n>         requests a minute, at most
      --tokens <n>           tokens a minute, at most
      --untested             keep it without trying it
      --replace              another key under a name that there is; its settings stay
  npm run keys -- list                             what there is, in the order in which it is tried; never a key
  npm run keys -- test [<key>]                     tries one, or all
  npm run keys -- order <key> [<key> …]            these first, in this order
  npm run keys -- activate <key>                   and: deactivate <key>
  npm run keys -- remove <key>
  npm run keys -- rotate                           seals all keys under the present MASTER_KEY, while simFocus runs

A <key> is its name, or provider/name. --team discord:<id> or slack:<id>
is for the keys of one team of a chat platform; without it they are the installation's own; --json prints for programs.`;

/** Undefined: help was asked for. Throws UserError; a key on the command line is refused and not repeated. */
export function readKeysOptions(args: string[]): KeysOptions | undefined {
  if (args.some((arg) => /^(--?[\w-]+=)?["']?(sk-[\w-]{8}|gsk_|xai-\w{8}|AIza)/.test(arg))) {
    throw new UserError(
      'A key on the command line can be read by others, and stays in the history. Make a new one, and give it when it is asked for.',
    );
  }
  const { values, positionals } = parsedArgs('keys', args, OPTIONS);
  const [command, ...names] = positionals;
  if (values.help || command === undefined || command === 'help') return undefined;
  return {
    command,
    names,
    team: values.team || 'default',
    untested: values.untested ?? false,
    replace: values.replace ?? false,
    json: values.json ?? false,
    ...(values['base-url'] && { baseUrl: values['base-url'] }),
    ...(values.model && { model: values.model }),
    ...(values.requests !== undefined && { requestsPerMinute: limit('--requests', values.requests) }),
    ...(values.tokens !== undefined && { tokensPerMinute: limit('--tokens', values.tokens) }),
  };
}

function limit(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 1_000_000_000) return value;
  throw new UserError(`${option} must be a whole number from 1 to 1,000,000,000; leave it out for no limit.`);
}
