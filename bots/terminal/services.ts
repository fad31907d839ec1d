import type { Config } from '../../engine/config.ts';
import { UserError } from '../../engine/errors.ts';
import { type Logger, openLog } from '../../engine/log.ts';
import { type AdminServices, openServices } from '../../engine/open-services.ts';
import { parsedArgs } from './parsed-args.ts';

const OPTIONS = {
  provider: { type: 'string' },
  model: { type: 'string' },
  key: { type: 'string' },
  'base-url': { type: 'string' },
  'max-tokens': { type: 'string' },
  temperature: { type: 'string' },
  note: { type: 'string' },
  team: { type: 'string' },
  untested: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `Services: the models that a council asks, each by its own name.

  npm run services -- add <name> --provider <openai|anthropic> --model <model>
      --key <name>           only this stored key speaks for it; without it whichever the provider has
      --base-url <address>   a server of your own that asks for no key
      --max-tokens <n>       of one answer (1500)
      --temperature <t>      from 0 to 2
      --note <text>          what the model is told before each question
      --untested             keep it without trying it
  npm run services -- list
  npm run services -- test [<name>]        tries one, or all, with the cheapest call
  npm run services -- activate <name>      and: deactivate <name>
  npm run services -- remove <name>

Without any, a council asks what is set up here: one service for each key. --team <name> is for installations with several.`;

type Values = Partial<Record<Exclude<keyof typeof OPTIONS, 'untested' | 'help'>, string>> & { untested?: boolean };
type Asked = { services: AdminServices; names: string[]; team: string; values: Values; tell(line: string): void };

const commands: Record<string, (asked: Asked) => Promise<number>> = {
  add,
  list,
  test,
  activate: (asked) => setActive(asked, true),
  deactivate: (asked) => setActive(asked, false),
  remove,
};

export type ServicesTerminal = { tell(line: string): void; note(line: string): void; log(level: string): Logger };

const thisTerminal: ServicesTerminal = {
  tell: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  log: openLog,
};

/** `npm run services -- …`: the exit code. */
export async function services(args: string[], config: Config, terminal: ServicesTerminal = thisTerminal): Promise<number> {
  const { values, positionals } = parsedArgs<typeof OPTIONS>('services', args, OPTIONS);
  const [name, ...names] = positionals;
  if (values.help || name === undefined || name === 'help') {
    terminal.tell(HELP);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UserError(`There is no services command "${name}". There is: ${Object.keys(commands).join(', ')}.`);
  const log = terminal.log(config.logLevel === 'info' && process.stderr.isTTY ? 'warn' : config.logLevel);
  const open = await openServices(config, log, terminal.note);
  try {
    return await command({ services: open.services, names, team: values.team || 'default', values, tell: terminal.tell });
  } finally {
    await open.close();
  }
}

async function add({ services, names, team, values, tell }: Asked): Promise<number> {
  const name = names.join(' ').trim();
  const { provider = '', model = '', key, note, untested = false } = values;
  const baseUrl = values['base-url'];
  const added = await services.add(
    {
      team,
      name,
      provider,
      model,
      ...(key && { key }),
      ...(baseUrl && { baseUrl }),
      ...(note && { note }),
      ...(values['max-tokens'] && { maxOutputTokens: Number(values['max-tokens']) }),
      ...(values.temperature && { temperature: Number(values.temperature) }),
    },
    { untested },
  );
  tell(`${untested ? 'Kept without a test' : 'It works and is kept'}: ${added.name} (${added.model})`);
  await tellTooFew(services, team, tell);
  return 0;
}

/** Once one is defined, a council asks no others. */
async function tellTooFew(services: AdminServices, team: string, tell: Asked['tell']): Promise<void> {
  const active = (await services.list(team)).filter((one) => one.active).length;
  if (active === 1) tell('A council asks only the services that are defined here, and needs at least two: add another one.');
}

async function list({ services, team, tell }: Asked): Promise<number> {
  const all = await services.list(team);
  if (all.length === 0) tell('No services are defined: a council asks what is set up here, one service for each key.');
  for (const [i, one] of all.entries()) {
    const { name, provider, model, active, baseUrl, key, maxOutputTokens, temperature } = one;
    const cannot = active ? services.cannot(one) : undefined;
    const parts = [
      `${i + 1}. ${name}`,
      provider,
      model,
      active ? (cannot === undefined ? 'active' : 'active, but cannot be asked') : 'not active',
      baseUrl,
      key && `key ${key}`,
      `at most ${maxOutputTokens} tokens`,
      temperature === undefined ? undefined : `temperature ${temperature}`,
    ];
    tell(parts.filter(Boolean).join(' · '));
    if (cannot !== undefined) tell(`   ${cannot}`);
  }
  return 0;
}

async function test({ services, names, team, tell }: Asked): Promise<number> {
  const chosen = names.length > 0 ? [await services.named(team, names.join(' '))] : await services.list(team);
  let failed = 0;
  for (const one of chosen) {
    const why = await services.test(one);
    if (why !== undefined) failed++;
    tell(`${one.name}: ${why ?? 'works'}`);
  }
  return failed > 0 ? 1 : 0;
}

async function setActive({ services, names, team, tell }: Asked, active: boolean): Promise<number> {
  const { id, name } = await services.named(team, names.join(' '));
  await services.setActive(team, id, active);
  tell(`${name} is ${active ? 'active' : 'not active'} now.`);
  await tellTooFew(services, team, tell);
  return 0;
}

async function remove({ services, names, team, tell }: Asked): Promise<number> {
  const { id, name } = await services.named(team, names.join(' '));
  await services.remove(team, id);
  tell(`${name} is removed. Councils that asked it keep its answers.`);
  await tellTooFew(services, team, tell);
  return 0;
}
