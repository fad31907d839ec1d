import type { App } from '@slack/bolt';
import { RetryError, UserError } from '../../../engine/errors.ts';
import type { Logger } from '../../../engine/log.ts';
import type { Installations, Received } from '../../../engine/open.ts';
import type { Avatars, Finding, People, Platform } from '../../platform.ts';
import type { View } from '../../view.ts';
import { tell } from './answers.ts';
import { type Showing, shown, showsRole } from './blocks.ts';
import { boltLog } from './bolt-log.ts';
import { check } from './check.ts';
import type { Desk } from './desk.ts';
import { installationStore } from './installs.ts';
import { listen, type Running } from './listen.ts';
import { openThread } from './open-thread.ts';
import { openDirectory } from './people-of.ts';
import { findPost, permalink, post } from './post.ts';
import { openQuota } from './quota.ts';
import { installUrl, openReceiver } from './receiver.ts';
import { asked, isNothingToChange, meaning } from './refusals.ts';
import { openWorkspaces, PLATFORM, type Workspace } from './workspaces.ts';

export type SlackSettings = {
  /** For one workspace. Without it, the workspaces are those that the app was added to by its link. */
  botToken?: string | undefined;
  /** With it in Socket Mode, without it over HTTP. */
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  stateSecret?: string | undefined;
  /** Where Slack reaches this installation. */
  publicUrl?: string | undefined;
  /** Another API than Slack's own, ending in `/api/`. */
  apiUrl?: string | undefined;
  installations: Installations;
  received: Received;
  avatars: Avatars;
  log: Logger;
};

const MARKS = { taken: 'eyes', refused: 'no_entry_sign' } as const;
const START_MS = 60_000;

/** Slack, by Socket Mode or signed HTTP. Posts need neither: any process can make them. */
export function openSlack(settings: SlackSettings): Platform {
  const { installations, received, avatars, log } = settings;
  const wired = { ...settings, boltLog: boltLog(log) };
  const workspaces = openWorkspaces(wired);
  const directory = openDirectory(log);
  const changes = openQuota();
  let people: People | undefined;
  const store = installationStore(installations, async (team) => {
    workspaces.forget(team);
    await people?.joined(PLATFORM, team);
  });
  const receiver = openReceiver(wired, workspaces, store);
  let running: Running | undefined;

  const showing = async (workspace: Workspace, view?: View): Promise<Showing> => {
    const names = view && showsRole(view) ? await directory.groups(workspace) : undefined;
    return { avatars, roleName: (id) => names?.get(id) ?? id };
  };
  const ground = { showing, received, log };

  const plainly = async <T>(team: string, work: (workspace: Workspace) => Promise<T>): Promise<T> => {
    try {
      return await work(await workspaces.of(team));
    } catch (error) {
      throw meaning(error);
    }
  };
  const findings = (team: string, channel: string): Promise<Finding[]> =>
    plainly(team, (workspace) =>
      check({ workspace, pictures: settings.publicUrl !== undefined, heard: running?.heard() ?? false }, { channel }),
    );

  return {
    name: PLATFORM,
    room: { message: 3_000, everyMs: 1_000, teamEveryMs: 220 },
    ...(receiver.listener && {
      routes: { path: '/slack', listener: receiver.listener, ...(receiver.front && { front: receiver.front }) },
    }),
    async connect(them) {
      people = them;
      if (settings.botToken) await patiently(() => workspaces.own());
      const forgetting = {
        ...workspaces,
        forget(team: string) {
          workspaces.forget(team);
          store.forget(team);
        },
      };
      const desk: Desk = { people: them, workspaces: forgetting, installations, directory, received, showing, changes, log };
      running = listen(receiver.app as App, desk, (team) => missingView(findings(team, '')));
      await patiently(() => receiver.start());
      log.info({ mode: settings.appToken ? 'socket' : 'http' }, 'connected to Slack');
    },
    openThread: (opening) => plainly(opening.place.team, (workspace) => openThread(ground, workspace, opening)),
    post: (thread, one, signal) => plainly(thread.team, (workspace) => post(ground, workspace, thread, one, signal)),
    findPost: (thread, after, one) => plainly(thread.team, (workspace) => findPost(ground, workspace, thread, after, one)),
    // Slack shows nobody as typing but people.
    typing: async () => {},
    updateOpener: (thread, view) =>
      plainly(thread.team, async (workspace) => {
        const { channel, opener } = thread;
        if (!opener) return;
        const message = shown(view, await showing(workspace, view));
        const change = () => asked(() => workspace.client().chat.update({ channel, ts: opener, ...message }));
        await changes(thread.team, change).catch((error: unknown) => {
          if (!isNothingToChange(error)) throw error;
        });
      }),
    mark: (thread, message, mark) =>
      plainly(thread.team, async (workspace) => {
        const what = { channel: thread.channel, timestamp: message, name: MARKS[mark] };
        await asked(() => workspace.client().reactions.add(what)).catch((error: unknown) => {
          // Deleted, marked already, or not allowed: the question counts all the same.
          if (error instanceof RetryError) throw error;
          log.debug({ err: error }, 'a question was not marked');
        });
      }),
    tell: (place, person, view) =>
      plainly(place.team, async (workspace) => tell(workspace, place, person, view, await showing(workspace, view))),
    permalink: (thread, message) => plainly(thread.team, (workspace) => permalink(workspace, thread, message)),
    check: (place) => findings(place.team, place.channel),
    inviteLink: () => installUrl(wired),
    async close() {
      await receiver.stop();
      await running?.settled();
    },
  };
}

async function missingView(found: Promise<Finding[]>): Promise<View | undefined> {
  const missing = (await found).filter(({ ok }) => !ok);
  if (missing.length === 0) return undefined;
  return {
    tone: 'warning',
    title: 'Not set up in Slack yet',
    lines: missing.map(({ what, mend }) => [{ bold: what }, mend ? ` ${mend}` : '']),
  };
}

/** Slack may not answer just now when the process begins; what it refuses, a person has to mend. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + START_MS;
  for (let wait = 500; ; wait *= 2) {
    try {
      await work();
      return;
    } catch (error) {
      const meant = meaning(error);
      if (!(meant instanceof RetryError) || Date.now() + wait > until) {
        throw meant instanceof UserError || meant instanceof RetryError
          ? meant
          : new UserError(`Slack refused us: ${String(meant)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, meant.retryAfterMs ?? wait));
    }
  }
}
