import { type APIWebhook, Routes } from 'discord.js';
import type { WhoWeAre } from './identity.ts';
import type { Wire } from './wire.ts';

export type Hook = { id: string; token: string };
/** One webhook of ours for each channel, through which its threads' personas speak. */
export type Webhooks = {
  of(channel: string): Promise<Hook>;
  /** It failed: the next one to ask looks anew. */
  forget(channel: string, hook: Hook): void;
  /** It still stands in its channel; false when somebody moved or deleted it. */
  stands(channel: string, hook: Hook): Promise<boolean>;
};

const NAME = 'simFocus personas';

export function openWebhooks(wire: Wire, whoWeAre: WhoWeAre): Webhooks {
  // The promise is kept, so that many posts at once ask once.
  const known = new Map<string, { found: Promise<Hook>; id?: string }>();
  return {
    of(channel) {
      const kept = known.get(channel);
      if (kept) return kept.found;
      const entry: { found: Promise<Hook>; id?: string } = { found: findOrMake(wire, whoWeAre, channel) };
      known.set(channel, entry);
      entry.found.then(
        ({ id }) => {
          entry.id = id;
        },
        () => known.get(channel) === entry && known.delete(channel),
      );
      return entry.found;
    },
    forget(channel, hook) {
      if (known.get(channel)?.id === hook.id) known.delete(channel);
    },
    async stands(channel, hook) {
      const list = await wire.bot<APIWebhook[]>('get', Routes.channelWebhooks(channel));
      return list.some(({ id }) => id === hook.id);
    },
  };
}

async function findOrMake(wire: Wire, whoWeAre: WhoWeAre, channel: string): Promise<Hook> {
  const found = await ours(wire, whoWeAre, channel);
  if (found) return found;
  const made = usable(await wire.bot<APIWebhook>('post', Routes.channelWebhooks(channel), { body: { name: NAME } }));
  // Another process may have made one at the same time: the older one is used by both.
  const older = await ours(wire, whoWeAre, channel);
  if (made && (!older || older.id === made.id)) return made;
  if (made) await wire.bot('delete', Routes.webhook(made.id)).catch(() => {});
  if (older) return older;
  throw new Error('Discord made a webhook without a token');
}

/** Ours by name and creator: the oldest. */
async function ours(wire: Wire, whoWeAre: WhoWeAre, channel: string): Promise<Hook | undefined> {
  const { application } = await whoWeAre();
  const list = await wire.bot<APIWebhook[]>('get', Routes.channelWebhooks(channel));
  return list
    .filter(({ name, application_id }) => name === NAME && application_id === application)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .flatMap((hook) => usable(hook) ?? [])[0];
}

const usable = ({ id, token }: APIWebhook): Hook | undefined => (token ? { id, token } : undefined);
