import { webApi } from '@slack/bolt';
import { UserError } from '../../../engine/errors.ts';
import type { Installations } from '../../../engine/open.ts';
import type { BoltLog } from './bolt-log.ts';
import { asked } from './refusals.ts';

export const PLATFORM = 'slack';
/** Longer than any answer of a Slack that is well. */
const ANSWER_MS = 10_000;
/** Another process may have removed a token: it is looked up again after this. */
const KEPT_MS = 60_000;

export type Identity = { team: string; enterprise?: string; botUserId: string; botId?: string; url: string; scopes: string[] };
export type Workspace = {
  team: string;
  botUserId: string;
  token: string;
  /** Each call once: the SDK's own retries are off, for they may double a post. */
  client(signal?: AbortSignal): webApi.WebClient;
  /** Asked of Slack once, or anew where it may have changed. */
  identity(anew?: 'anew'): Promise<Identity>;
};
export type Workspaces = {
  /** Throws UserError where the app is not in the workspace. */
  of(team: string): Promise<Workspace>;
  has(team: string): Promise<boolean>;
  forget(team: string): void;
  /** The workspace of the token in the settings. */
  own(): Promise<Identity | undefined>;
};
export type Stored = { bot?: { token: string; userId: string }; isEnterpriseInstall?: boolean };
export type WorkspaceSettings = {
  /** For one workspace, or for one organisation. */
  botToken?: string | undefined;
  apiUrl?: string | undefined;
  installations: Installations;
  boltLog: BoltLog;
};

export type ClientOptions = ReturnType<typeof clientOptions>;

export const clientOptions = ({ apiUrl, boltLog }: Pick<WorkspaceSettings, 'apiUrl' | 'boltLog'>) => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: ANSWER_MS,
  allowAbsoluteUrls: false,
  logger: boltLog,
  ...(apiUrl && { slackApiUrl: apiUrl }),
});

/** The workspaces that the app is in, each with its own token. */
export function openWorkspaces(settings: WorkspaceSettings): Workspaces {
  const { botToken, installations } = settings;
  const kept = new Map<string, { workspace: Promise<Workspace>; until: number }>();
  const identities = new Map<string, Promise<Identity>>();

  const clientOf = (token: string, more: webApi.WebClientOptions = {}): webApi.WebClient =>
    new webApi.WebClient(token, { ...clientOptions(settings), ...more });
  function identityOf(token: string): Promise<Identity> {
    const known = identities.get(token);
    if (known) return known;
    const found = asked(() => clientOf(token).auth.test()).then(read);
    identities.set(token, found);
    // What failed may succeed the next time.
    found.catch(() => identities.delete(token));
    return found;
  }
  const own = async () => (botToken ? identityOf(botToken) : undefined);

  async function open(team: string): Promise<Workspace> {
    const mine = await own();
    if (botToken && mine && (mine.team === team || mine.enterprise !== undefined))
      return made(team, botToken, mine.botUserId, mine.enterprise !== undefined);
    const stored = await installations.get(PLATFORM, team);
    const { bot, isEnterpriseInstall = false } = stored ? (JSON.parse(stored) as Stored) : {};
    if (bot) return made(team, bot.token, bot.userId, isEnterpriseInstall);
    throw new UserError('simFocus is not in this Slack workspace. Ask whoever runs it for the link that adds it.', 'UNAVAILABLE');
  }
  /** With an organisation's token each call says which workspace it is about. */
  const made = (team: string, token: string, botUserId: string, ofAll: boolean): Workspace => {
    const about = ofAll ? { teamId: team } : {};
    const client = clientOf(token, about);
    return {
      team,
      token,
      botUserId,
      client: (signal) => (signal ? clientOf(token, { ...about, fetch: until(signal) }) : client),
      identity(anew) {
        if (anew) identities.delete(token);
        return identityOf(token);
      },
    };
  };

  return {
    own,
    of(team) {
      const known = kept.get(team);
      if (known && known.until > Date.now()) return known.workspace;
      const workspace = open(team);
      kept.set(team, { workspace, until: Date.now() + KEPT_MS });
      workspace.catch(() => kept.delete(team));
      return workspace;
    },
    async has(team) {
      const mine = await own();
      return mine?.team === team || mine?.enterprise !== undefined || (await installations.get(PLATFORM, team)) !== undefined;
    },
    forget(team) {
      kept.delete(team);
    },
  };
}

/** Requests that end with the signal, too. */
function until(signal: AbortSignal): NonNullable<webApi.WebClientOptions['fetch']> {
  return (url, init) => {
    const signals = init?.signal ? [init.signal, signal] : [signal];
    return fetch(url, { ...init, signal: AbortSignal.any(signals) } as RequestInit);
  };
}

function read(answer: webApi.AuthTestResponse): Identity {
  const { team_id: team = '', user_id: botUserId = '', bot_id: botId, url = '', enterprise_id: enterprise } = answer;
  return {
    team,
    botUserId,
    url,
    scopes: answer.response_metadata?.scopes ?? [],
    ...(botId && { botId }),
    // Of a token for a whole organisation only.
    ...(answer.is_enterprise_install && enterprise && { enterprise }),
  };
}
