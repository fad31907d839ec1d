import type { Config } from '../../engine/config.ts';
import { RetryError, UserError } from '../../engine/errors.ts';
import { type Logger, openLog } from '../../engine/log.ts';
import { type Keys, type NewKey, openKeys, type ProviderKey } from '../../engine/open-keys.ts';
import { askSecret } from './ask-secret.ts';
import { KEYS_HELP, type KeysOptions, readKeysOptions } from './keys-options.ts';

/** Where it is typed and read. */
export type Terminal = {
  tell(line: string): void;
  /** What is beside the matter: progress, trouble. */
  note(line: string): void;
  askSecret(question: string): Promise<string>;
  log(level: string): Logger;
};

type Asked = { keys: Keys; options: KeysOptions; secret: string; tell: Terminal['tell'] };
type Command = (asked: Asked) => Promise<number>;

const thisTerminal: Terminal = {
  tell: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  askSecret,
  log: openLog,
};

const commands: Record<string, Command> = {
  add: (asked) => (asked.options.replace ? replace(asked) : add(asked)),
  list,
  test,
  order,
  activate: (asked) => setActive(asked, true),
  deactivate: (asked) => setActive(asked, false),
  remove,
  rotate,
};

const label = ({ provider, name }: { provider: string; name: string }): string => `${provider}/${name}`;

/** `npm run keys -- …`: the exit code. */
export async function keys(args: string[], config: Config, terminal: Terminal = thisTerminal): Promise<number> {
  const { tell, note } = terminal;
  const options = readKeysOptions(args);
  if (!options) {
    tell(KEYS_HELP);
    return 0;
  }
  const command = Object.hasOwn(commands, options.command) ? commands[options.command] : undefined;
  if (!command) {
    throw new UserError(`There is no keys command "${options.command}". There is: ${Object.keys(commands).join(', ')}.`);
  }
  const secret = options.command === 'add' ? await secretFor(options, terminal) : '';
  // What is asked for is printed; the audit lines are for whoever keeps the log.
  const log = terminal.log(config.logLevel === 'info' && process.stderr.isTTY ? 'warn' : config.logLevel);
  const open = await openKeys(config, log, note);
  try {
    return await command({ keys: open.keys, options, secret, tell });
  } catch (error) {
    if (!(error instanceof RetryError)) throw error;
    note(`${error.message} Try again in a moment.`);
    return 1;
  } finally {
    await open.close();
  }
}

async function secretFor({ names }: KeysOptions, { askSecret }: Terminal): Promise<string> {
  const [provider, name, ...more] = names;
  if (!provider || !name || more.length > 0) {
    throw new UserError('Name the provider and give the key a name, for instance: npm run keys -- add openai marketing');
  }
  return askSecret(`The ${provider} key "${name}" (it does not show): `);
}

async function add({ keys, options, secret, tell }: Asked): Promise<number> {
  const { names, untested, team, baseUrl, model, requestsPerMinute, tokensPerMinute } = options;
  const key: NewKey = {
    provider: names[0] ?? '',
    name: names[1] ?? '',
    secret,
    team,
    ...(baseUrl && { baseUrl }),
    ...(model && { model }),
    ...(requestsPerMinute && { requestsPerMinute }),
    ...(tokensPerMinute && { tokensPerMinute }),
  };
  const stored = await keys.enter(key, { untested }).catch((error: unknown) => {
    throw notStored(error, untested);
  });
  tell(`${untested ? 'Stored without a test' : 'It works and is stored'}: ${label(stored)} ${stored.masked}`);
  return 0;
}

async function replace({ keys, options, secret, tell }: Asked): Promise<number> {
  const { names, untested, baseUrl, model, requestsPerMinute, tokensPerMinute } = options;
  if (baseUrl ?? model ?? requestsPerMinute ?? tokensPerMinute) {
    throw new UserError('--replace changes only the key; its settings stay. For others, remove it and add it again.');
  }
  const key = await named(keys, options, `${names[0]}/${names[1]}`);
  await keys.replaceSecret(key.id, secret, { untested }).catch((error: unknown) => {
    throw notStored(error, untested);
  });
  tell(`${untested ? 'Replaced without a test' : 'It works and is in place'}: ${label(key)}`);
  return 0;
}

function notStored(error: unknown, untested: boolean): unknown {
  if (error instanceof UserError) return new UserError(`${error.message} Nothing was stored.`, error.code, { cause: error });
  if (!(error instanceof RetryError) || untested) return error;
  return new RetryError(`${error.message} Nothing was stored; --untested keeps it all the same.`, { cause: error });
}

async function list({ keys, options: { team, json }, tell }: Asked): Promise<number> {
  const all = await keys.list({ team });
  if (json) {
    for (const key of all) tell(JSON.stringify(key));
    return 0;
  }
  if (all.length === 0) tell('No keys are stored. Add one with: npm run keys -- add openai <name>');
  for (const [index, key] of all.entries()) tell(`${index + 1}. ${described(key)}`);
  return 0;
}

function described(key: ProviderKey): string {
  const { requestsPerMinute, tokensPerMinute, lastUsedAt } = key;
  return [
    `${label(key)}  ${key.masked}`,
    key.active ? 'active' : 'not active',
    key.model,
    key.baseUrl,
    requestsPerMinute && `${requestsPerMinute} requests/min`,
    tokensPerMinute && `${tokensPerMinute} tokens/min`,
    lastUsedAt ? `last used ${lastUsedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'never used',
    `master key ${key.masterKeyId}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

async function test({ keys, options, tell }: Asked): Promise<number> {
  const { team, names } = options;
  const chosen = names.length > 0 ? await allNamed(keys, options) : await keys.list({ team });
  if (chosen.length === 0) tell('No keys are stored.');
  let failed = 0;
  for (const key of chosen) {
    try {
      await keys.test(key.id);
      tell(`${label(key)}: works`);
    } catch (error) {
      if (!(error instanceof UserError || error instanceof RetryError)) throw error;
      failed++;
      tell(`${label(key)}: ${error.message}`);
    }
  }
  return failed > 0 ? 1 : 0;
}

async function order(asked: Asked): Promise<number> {
  const { keys, options } = asked;
  const chosen = await allNamed(keys, options);
  if (chosen.length === 0)
    throw new UserError('Name the keys that come first, for instance: npm run keys -- order marketing backup');
  await keys.order(
    options.team,
    chosen.map((key) => key.id),
  );
  return list(asked);
}

async function setActive({ keys, options, tell }: Asked, active: boolean): Promise<number> {
  const key = await one(keys, options);
  await keys.setActive(key.id, active);
  tell(`${label(key)} is ${active ? 'active' : 'not active'} now.`);
  return 0;
}

async function remove({ keys, options, tell }: Asked): Promise<number> {
  const key = await one(keys, options);
  await keys.remove(key.id);
  tell(`${label(key)} is removed. The vendor still takes it until it is revoked there.`);
  return 0;
}

async function rotate({ keys, tell }: Asked): Promise<number> {
  if (!(await keys.anySealed())) {
    tell('No keys are stored: there is nothing to seal.');
    return 0;
  }
  const { masterKeyId, resealed, unreadable } = await keys.rotate();
  tell(`${resealed} ${resealed === 1 ? 'key was' : 'keys were'} sealed anew under the master key ${masterKeyId}.`);
  for (const { reason } of unreadable) tell(reason);
  if (unreadable.length > 0) return 1;
  tell('All keys are under it: MASTER_KEY_PREVIOUS is no longer needed.');
  return 0;
}

async function one(keys: Keys, options: KeysOptions): Promise<ProviderKey> {
  const [key, ...more] = await allNamed(keys, options);
  if (!key || more.length > 0) throw new UserError('Name one key. npm run keys -- list shows what there is.');
  return key;
}

async function allNamed(keys: Keys, options: KeysOptions): Promise<ProviderKey[]> {
  return Promise.all(options.names.map((name) => named(keys, options, name)));
}

async function named(keys: Keys, { team }: KeysOptions, name: string): Promise<ProviderKey> {
  const found = (await keys.list({ team })).filter((key) => key.name === name || label(key) === name);
  const [key] = found;
  if (!key) throw new UserError(`There is no key "${name}". npm run keys -- list shows what there is.`, 'RESOURCE_NOT_FOUND');
  if (found.length === 1) return key;
  throw new UserError(`There are ${found.map(label).join(' and ')}. Say which.`);
}
