import type { Config } from '../../engine/config.ts';
import { UserError } from '../../engine/errors.ts';
import { openLog } from '../../engine/log.ts';
import { type OpenEngine, openEngine } from '../../engine/open.ts';
import type { Share } from '../../engine/shares.ts';
import { askSecret } from './ask-secret.ts';
import { safe } from './safe.ts';
import { readShareOptions, SHARE_HELP, type ShareOptions } from './share-options.ts';
import { whoTypes } from './who-types.ts';

const DAY_MS = 86_400_000;
/** The team of what was not started on a platform. */
const TEAM = 'default';

/** `npm run share`: makes, shows and revokes shares of reports; the exit code. */
export async function share(args: string[], config: Config): Promise<number> {
  const options = readShareOptions(args);
  if (options.command === 'help') {
    say(SHARE_HELP);
    return 0;
  }
  const open = await openEngine(config, openLog('warn'), note, { ownQueue: true });
  try {
    await commands[options.command](open, options, addressOf(config));
    return 0;
  } finally {
    await open.close();
  }
}

type Address = (slug: string) => string;
type Command = (open: OpenEngine, options: ShareOptions, address: Address) => Promise<void>;

const commands: Record<Exclude<ShareOptions['command'], 'help'>, Command> = {
  async share({ engine, shares }, { what, transcript, names, password, days }, address) {
    const discussion = what === 'latest' ? await latest(engine) : what;
    const { discussion: found } = await engine.status(discussion);
    const secret = password ? await askSecret('Password that readers must know (not shown): ') : undefined;
    const wish = {
      discussion,
      transcript,
      names,
      ...(secret !== undefined && { password: secret }),
      ...(days !== undefined && { expiresAt: new Date(Date.now() + days * DAY_MS) }),
    };
    say(address((await shares.share(found.team, wish, whoTypes(undefined))).slug));
    note('It is shown by npm start; npm run share -- revoke takes it back.');
  },

  async list({ engine, shares }, _options, address) {
    const teams = new Set([TEAM, ...(await engine.list({ limit: 1_000 })).map(({ team }) => team)]);
    const all = (await Promise.all([...teams].map((team) => shares.list(team)))).flat();
    if (all.length === 0) say('Nothing is shared.');
    for (const one of all) say(`${address(one.slug)}  ${stateOf(one)}, read ${one.visits} times  (discussion ${one.discussion})`);
  },

  async revoke({ engine, shares }, { what }) {
    const teams = new Set([TEAM, ...(await engine.list({ limit: 1_000 })).map(({ team }) => team)]);
    for (const team of teams) {
      if (!(await shares.list(team)).some(({ slug, revokedAt }) => slug === what && !revokedAt)) continue;
      await shares.revoke(team, what);
      say('It is revoked: whoever has the address finds nothing there.');
      return;
    }
    throw new UserError('There is no such share, or it is revoked already. npm run share -- list shows what there is.');
  },
};

async function latest(engine: OpenEngine['engine']): Promise<string> {
  const [newest] = await engine.list({ limit: 1 });
  if (newest) return newest.id;
  throw new UserError('There is no discussion yet. Start one: npm run chat -- "your topic"');
}

function stateOf({ revokedAt, expiresAt, hasPassword, transcript }: Share): string {
  if (revokedAt) return 'revoked';
  if (expiresAt && expiresAt <= new Date()) return 'over';
  const until = expiresAt ? `open until ${expiresAt.toISOString().slice(0, 10)}` : 'open';
  return [until, ...(hasPassword ? ['with a password'] : []), transcript ? 'with the transcript' : 'quotes only'].join(', ');
}

const addressOf =
  ({ publicUrl, host, port }: Config): Address =>
  (slug) =>
    new URL(`/r/${slug}`, publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).href;

const say = (line: string): void => void process.stdout.write(`${safe(line)}\n`);
const note = (line: string): void => void process.stderr.write(`${safe(line)}\n`);
