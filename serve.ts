import type { Panel } from './admin/panel/panel.ts';
import { startAdmin } from './admin/server.ts';
import { openBots } from './bots/start.ts';
import type { Config } from './engine/config.ts';
import { UserError } from './engine/errors.ts';
import { openLog } from './engine/log.ts';
import { loadVendors, type OpenEngine, openEngine, providers } from './engine/open.ts';

const ROLES = ['bots', 'engine', 'admin'] as const;
type Role = (typeof ROLES)[number];

/**
 * Runs the roles named, or all of them, in this process until it is told to stop. The one place that joins bots and
 * admin. Throws UserError for a role that there is not.
 */
export async function serve(args: readonly string[], config: Config): Promise<number> {
  const roles = named(args);
  const log = openLog(config.logLevel);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const opened = await openEngine(config, log, say);
  const { engine, close, defaultProvider } = opened;
  const stops: (() => Promise<void>)[] = [];
  const stopping = stopSignal();
  try {
    const bots = roles.includes('bots') ? openBots({ opened, config, log, panel: await panelDoor(opened, config) }) : undefined;
    // What a platform is sent comes to the same door as people who look at the panel.
    const visited = roles.includes('admin') || (bots !== undefined && bots.routes.length > 0);
    const port = visited ? config.port : config.healthPort;
    const { publicUrl } = config;
    const panel = roles.includes('admin')
      ? await (await import('./admin/panel/panel.ts')).openPanel({ ...opened, ...(publicUrl && { publicUrl }), providers, log })
      : undefined;
    if (panel) stops.push(panel.close);
    if (port !== undefined) {
      const admin = await startAdmin(engine, {
        host: config.host,
        port,
        log,
        ...(bots && { routes: bots.routes }),
        ...(panel && { panel }),
        ...(roles.includes('admin') && { shares: opened.shares }),
        ...(publicUrl && { publicUrl }),
      });
      stops.unshift(admin.close);
      say(`Health: ${admin.url}/healthz and ${admin.url}/readyz`);
      if (panel) await tellPanel(panel, publicUrl ?? admin.url, say);
    }
    if (roles.includes('engine')) {
      await loadVendors();
      const worker = await engine.work({ concurrency: config.concurrency });
      stops.push(worker.close);
      say(`The engine is at work (up to ${config.concurrency} discussions at once).`);
    }
    if (bots) {
      stops.push(bots.close);
      // A platform that is away is waited for; whoever stops us meanwhile is not.
      await Promise.race([bots.start().then(() => say(botsLine(bots.names))), stopping]);
    }
    const provider = providers.find((one) => one.name === defaultProvider());
    say(`Who speaks: ${provider?.name} (${provider?.summary}).`);
    await stopping;
    say('Stopping: what has begun is finished first.');
    return 0;
  } finally {
    await Promise.allSettled(stops.map((stop) => stop()));
    await close();
  }
}

/** What people in chat have of the panel, whichever process serves it. */
const panelDoor = async (opened: OpenEngine, { publicUrl }: Config) =>
  (await import('./admin/accounts/chat-door.ts')).chatDoor(opened, publicUrl);

async function tellPanel(panel: Panel, base: string, say: (line: string) => void): Promise<void> {
  say(`The panel: ${base}/admin`);
  const link = await panel.firstAdminLink(base);
  if (link) say(`Nobody has an account yet. Make the first administrator's here (one use, 24 hours): ${link}`);
}

function named(args: readonly string[]): readonly Role[] {
  const unknown = args.find((arg) => !ROLES.some((role) => role === arg));
  if (unknown !== undefined) {
    throw new UserError(`There is no role called "${unknown}". Name any of: ${ROLES.join(', ')}; or none, for all of them.`);
  }
  return args.length > 0 ? (args as Role[]) : ROLES;
}

const botsLine = (names: readonly string[]): string =>
  names.length > 0
    ? `Connected: ${names.join(', ')}.`
    : 'No chat platform is set up here (see .env.example). In a terminal: npm run chat -- "your topic"';

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
