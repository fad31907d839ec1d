import { Routes } from 'discord.js';
import type { RetryError } from '../../../engine/errors.ts';
import type { Logger } from '../../../engine/log.ts';
import { type Avatars, type People, type Platform, type Thread, ThreadGone } from '../../platform.ts';
import { channelOf, isForum } from './channels.ts';
import { check } from './check.ts';
import { openFaces } from './faces.ts';
import { findPost } from './find-post.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { openIdentity } from './identity.ts';
import { handleInteraction } from './interactions.ts';
import { messageOf } from './message.ts';
import { type Ground, openThread } from './open-thread.ts';
import { saidIn } from './people-of.ts';
import { ALL_USED } from './permissions.ts';
import { messageUrl, post } from './post.ts';
import { meaning } from './refusals.ts';
import { register } from './registration.ts';
import { spaced } from './spaced.ts';
import { openWebhooks } from './webhooks.ts';
import { openWire, patiently, Refused, refusedWith } from './wire.ts';

export type DiscordSettings = {
  token: string;
  /** Another API than Discord's own, ending in `/api`. */
  apiUrl?: string | undefined;
  /** Commands are registered for this guild at once, instead of everywhere. */
  guildId?: string | undefined;
  avatars: Avatars;
  log: Logger;
};

const PLATFORM = 'discord';
const MARKS = { taken: '✅', refused: '🚫' } as const;
/** Discord takes 30 posts of webhooks a minute in one channel; a little less, as they do not arrive as evenly as they are sent. */
const EVERY_MS = 2_050;
/** What a reply line takes of the 2,000 characters. */
const REPLY_LINE = 250;
/** Discord takes four reactions a second in one channel: when many people ask at once, marks come late rather than never. */
const MARK_EVERY_MS = 350;
const MARK_MS = 30_000;
const UNKNOWN_MESSAGE = 10_008;
const THREAD_ARCHIVED = 50_083;

/** Where the app is added to a server, asking for what is used and nothing else. */
function inviteTo(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(ALL_USED),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Discord, by one gateway connection and REST. Posts need no gateway: any process can make them. */
export function openDiscord({ token, apiUrl, guildId, avatars, log }: DiscordSettings): Platform {
  const wire = openWire(token, apiUrl);
  const whoWeAre = openIdentity(wire);
  const faceUrl = openFaces(wire, whoWeAre, avatars, log);
  const ground: Ground = { wire, whoWeAre, webhooks: openWebhooks(wire, whoWeAre), faceUrl };
  const marksInTurn = spaced(MARK_EVERY_MS);
  let gateway: Gateway | undefined;
  let application: string | undefined;

  /** Refusals become what they mean; without access to a server that we are not in, there is nothing left. */
  const plainly = async <T>(team: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (refusedWith(error, 50_001) && gateway && !gateway.isIn(team)) throw new ThreadGone('I am not in this server any more.');
      throw meaning(error);
    }
  };
  /** The starter message lies beside the thread that grew from it; in a forum, and in a thread that was there before, within. */
  const openerChannel = async ({ channel, thread, opener }: Thread): Promise<string> => {
    if (opener !== thread) return thread;
    return isForum((await channelOf(wire, channel)).type) ? thread : channel;
  };

  return {
    name: PLATFORM,
    room: { message: 2_000 - REPLY_LINE, everyMs: EVERY_MS, inThreads: true },
    async connect(people) {
      const away = (error: RetryError) => log.warn({ reason: error.message }, 'Discord cannot be reached; trying again');
      const self = await patiently(Number.POSITIVE_INFINITY, whoWeAre, away);
      application = self.application;
      gateway = connected(people, self.user);
      await gateway.connect();
      const registering = () => register(wire, self.application, guildId, people.commands);
      const done = await patiently(Number.POSITIVE_INFINITY, registering, away);
      log.info({ commands: done, guild: guildId, invite: inviteTo(self.application) }, 'connected to Discord');
    },
    openThread: (opening) => plainly(opening.place.team, () => openThread(ground, opening)),
    post: (thread, one, signal) => plainly(thread.team, () => post(ground, thread, one, signal)),
    findPost: (thread, after) => plainly(thread.team, () => findPost(ground, thread, after)),
    async typing({ thread }) {
      await wire.bot('post', Routes.channelTyping(thread)).catch(() => {});
    },
    updateOpener: (thread, view) =>
      plainly(thread.team, async () => {
        if (!thread.opener) return;
        const { body, files } = await messageOf(view, faceUrl);
        const route = Routes.channelMessage(await openerChannel(thread), thread.opener);
        await wire.bot('patch', route, { body, files }).catch((error: unknown) => {
          // Somebody deleted it, or its thread sleeps: there is nothing to bring up to date.
          if (!refusedWith(error, UNKNOWN_MESSAGE, THREAD_ARCHIVED)) throw error;
        });
      }),
    mark: (thread, message, mark) =>
      plainly(thread.team, async () => {
        const route = Routes.channelMessageOwnReaction(thread.thread, message, encodeURIComponent(MARKS[mark]));
        const marking = () => patiently(Date.now() + MARK_MS, () => wire.bot('put', route));
        await marksInTurn(thread.thread, marking).catch((error: unknown) => {
          // Deleted, blocked, or not allowed: /focus check tells of it, and the question counts all the same.
          if (!(error instanceof Refused)) throw error;
        });
      }),
    tell: (place, person, view) =>
      plainly(place.team, async () => {
        const { body, files } = await messageOf(view, faceUrl);
        const content = person ? `<@${person.id}>${body.content ? ` ${body.content}` : ''}` : body.content;
        const route = Routes.channelMessages(place.thread ?? place.channel);
        await wire.bot('post', route, { body: { ...body, content }, files });
      }),
    async permalink(thread, message) {
      const isOpener = message === thread.opener;
      return messageUrl(thread.team, isOpener ? await openerChannel(thread) : thread.thread, message);
    },
    check: (place) => plainly(place.team, () => check(wire, whoWeAre, gateway?.readsMessages() ?? false, place)),
    inviteLink: () => application && inviteTo(application),
    async close() {
      await gateway?.close();
    },
  };

  function connected(people: People, self: string): Gateway {
    const opened: Gateway = openGateway(
      token,
      apiUrl,
      {
        interaction: (data) => handleInteraction({ wire, people, faceUrl, remembered: opened.remembered, log }, data),
        async message(data) {
          const said = saidIn(data, opened.remembered(), self);
          if (said && data.guild_id) {
            await people.said(said, { platform: PLATFORM, team: data.guild_id, thread: data.channel_id });
          }
        },
        threadDeleted: (team, thread) => people.gone({ platform: PLATFORM, team, thread }),
        channelDeleted: (team, channel) => people.gone({ platform: PLATFORM, team, channel }),
        joined: (team) => people.joined(PLATFORM, team),
        left: (team) => people.left(PLATFORM, team),
      },
      log,
    );
    return opened;
  }
}
