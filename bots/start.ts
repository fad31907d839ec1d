import type { Config } from '../engine/config.ts';
import type { Logger } from '../engine/log.ts';
import type { OpenEngine } from '../engine/open.ts';
import type { DiscussionId } from '../engine/types.ts';
import { openAvatars } from './avatars.ts';
import { startDelivery } from './delivery/delivery.ts';
import type { PanelDoor } from './doing.ts';
import { createPeople } from './people.ts';
import type { Platform } from './platform.ts';
import { platforms } from './platforms/index.ts';

export type Bots = {
  /** The platforms that the settings name. */
  names: readonly string[];
  /** What the process's HTTP server hands on to them. */
  routes: readonly NonNullable<Platform['routes']>[];
  /** Begins to deliver, and to hear what people do. */
  start(): Promise<void>;
  close(): Promise<void>;
};

type BotsParts = { opened: OpenEngine; config: Config; log: Logger; panel?: PanelDoor };

/** The chat platforms of this process, each with its people and its delivery. */
export function openBots({ opened, config, log, panel }: BotsParts): Bots {
  const { installations, received } = opened;
  const avatars = openAvatars(config.publicUrl);
  const chosen = platforms.flatMap(({ open }) => open({ config, avatars, log, installations, received }) ?? []);
  const stops: (() => Promise<void>)[] = [];
  return {
    names: chosen.map(({ name }) => name),
    routes: chosen.flatMap(({ routes }) => routes ?? []),
    async start() {
      await Promise.all(chosen.map((platform) => started(platform, { opened, config, log, ...(panel && { panel }) }, stops)));
    },
    async close() {
      for (const stop of stops.splice(0).reverse()) await stop();
    },
  };
}

async function started(platform: Platform, parts: BotsParts, stops: (() => Promise<void>)[]): Promise<void> {
  const { opened, config, log, panel } = parts;
  const { engine, threads, teams, deliveries, providerFor, defaultProvider } = opened;
  const queue = deliveries(platform.name);
  const delivery = await startDelivery({ engine, threads, platform, log, queue, concurrency: config.concurrency });
  stops.push(delivery.close);
  const provider = {
    nameFor: defaultProvider,
    check: (team: string, signal: AbortSignal) => providerFor({ provider: defaultProvider(team), team }).check(signal),
  };
  const deliver = (id: DiscussionId) => delivery.wake(id);
  stops.push(() => platform.close());
  await platform.connect(createPeople({ engine, threads, teams, platform, provider, deliver, log, ...(panel && { panel }) }));
}
