import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type InstallationStore, SocketModeReceiver } from '@slack/bolt';
import { UserError } from '../../../engine/errors.ts';
import type { Logger } from '../../../engine/log.ts';
import type { Front } from '../../platform.ts';
import { acknowledgeFirst } from './first-ack.ts';
import { openFront } from './front.ts';
import { SCOPES } from './scopes.ts';
import { clientOptions, type WorkspaceSettings, type Workspaces } from './workspaces.ts';

export type ReceiverSettings = WorkspaceSettings & {
  log: Logger;
  /** Socket Mode, where it is set. */
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  stateSecret?: string | undefined;
  publicUrl?: string | undefined;
};

export type Opened = {
  app: App;
  /** Of the HTTP server; absent in Socket Mode. */
  listener?: RequestListener;
  front?: Front;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** A process that is busy for some seconds has not lost its connection. */
const PONG_MS = 15_000;
const EVENTS = '/slack/events';
const INSTALL = '/slack/install';
const REDIRECT = '/slack/oauth_redirect';

export const installUrl = ({ clientId, clientSecret, publicUrl }: ReceiverSettings): string | undefined =>
  clientId && clientSecret && publicUrl ? new URL(INSTALL, publicUrl).href : undefined;

/** What Slack sends, by either way, to the same app. */
export function openReceiver(settings: ReceiverSettings, workspaces: Workspaces, store: InstallationStore): Opened {
  const { appToken, botToken, clientId } = settings;
  if (!botToken && (appToken || !clientId)) {
    throw new UserError(
      'Slack needs SLACK_BOT_TOKEN for one workspace; for many, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.',
    );
  }
  const opened = appToken ? socket(settings, appToken, workspaces) : http(settings, workspaces, store);
  acknowledgeFirst(opened.app);
  return opened;
}

const shared = (settings: ReceiverSettings) => ({
  clientOptions: clientOptions(settings),
  logger: settings.boltLog,
  convoStore: false as const,
  extendedErrorHandler: true as const,
});

/** Of the workspaces that we know, by the tokens that we have. */
const authorize =
  (workspaces: Workspaces) =>
  async ({ teamId }: { teamId?: string | undefined }) => {
    const own = await workspaces.own();
    const { token, botUserId } = await workspaces.of(teamId ?? own?.team ?? '');
    return { botToken: token, botUserId };
  };

function socket(settings: ReceiverSettings, appToken: string, workspaces: Workspaces): Opened {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: settings.boltLog,
    clientPingTimeout: PONG_MS,
    installerOptions: { clientOptions: clientOptions(settings) },
  });
  const app = new App({ ...shared(settings), receiver, authorize: authorize(workspaces) });
  return {
    app,
    async start() {
      await receiver.start().catch((cause: unknown) => {
        throw new UserError('Slack does not take SLACK_APP_TOKEN. Make one with the scope connections:write.', 'UNAVAILABLE', {
          cause,
        });
      });
    },
    stop: () => receiver.stop(),
  };
}

function http(settings: ReceiverSettings, workspaces: Workspaces, store: InstallationStore): Opened {
  const { signingSecret, clientId, clientSecret, stateSecret, publicUrl, apiUrl } = settings;
  if (!signingSecret) {
    throw new UserError('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP). Set one of them.');
  }
  const oauth =
    clientId && clientSecret
      ? {
          clientId,
          clientSecret,
          stateSecret: stateSecret ?? createHash('sha256').update(`simfocus state\n${clientSecret}`).digest('hex'),
          installationStore: store,
          scopes: [...SCOPES],
          ...(publicUrl && { redirectUri: new URL(REDIRECT, publicUrl).href }),
          installerOptions: {
            clientOptions: clientOptions(settings),
            directInstall: true,
            installPath: INSTALL,
            redirectUriPath: REDIRECT,
            ...(apiUrl && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
          },
        }
      : {};
  const receiver = new HTTPReceiver({ signingSecret, logger: settings.boltLog, endpoints: EVENTS, ...oauth });
  const app = new App({ ...shared(settings), receiver, ...(!receiver.installer && { authorize: authorize(workspaces) }) });
  return {
    app,
    front: openFront(app, { signingSecret, path: EVENTS }, settings.log),
    listener(request, response) {
      try {
        receiver.requestListener(request, response);
      } catch {
        // Bolt throws on whatever is not Slack's.
        response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
      }
    },
    start: async () => {},
    stop: async () => {},
  };
}
