import type { webApi } from '@slack/bolt';
import type { Logger } from '../../../engine/log.ts';
import type { Person } from '../../platform.ts';
import { asked, refusedWith } from './refusals.ts';
import type { Workspace } from './workspaces.ts';

/** Names and powers change seldom, and Slack counts how often we ask. */
const KEPT_MS = 10 * 60_000;
const MOST_KEPT = 20_000;

type User = Pick<webApi.UsersInfoResponse, 'user'>['user'];
export type Directory = {
  /** Who did something; `name` is what Slack called them with it. */
  person(workspace: Workspace, id: string, name?: string): Promise<Person>;
  nameOf(workspace: Workspace, id: string): Promise<string | undefined>;
  /** Names of the user groups by their ids; empty where the app may not see them. */
  groups(workspace: Workspace): Promise<ReadonlyMap<string, string>>;
};

export function openDirectory(log: Logger): Directory {
  const users = remembered<User>();
  const groups = remembered<Group[]>();

  const userOf = (workspace: Workspace, id: string): Promise<User> =>
    users(`${workspace.team}/${id}`, () => asked(() => workspace.client().users.info({ user: id })).then(({ user }) => user));
  const groupsOf = (workspace: Workspace): Promise<Group[]> => groups(workspace.team, () => allGroups(workspace));

  return {
    async person(workspace, id, name) {
      const user = await userOf(workspace, id).catch((error: unknown) => {
        log.warn({ err: error, team: workspace.team }, 'Slack does not say who this is');
        return undefined;
      });
      // Somebody of another organisation manages nothing here.
      const foreign = user?.is_stranger || (user?.team_id !== workspace.team && user?.enterprise_user === undefined);
      return {
        id,
        name: shownName(user) ?? name ?? 'A member',
        admin: !foreign && Boolean(user?.is_admin || user?.is_owner || user?.is_primary_owner),
        roles: async () => (await groupsOf(workspace)).filter(({ members }) => members.includes(id)).map((group) => group.id),
      };
    },
    nameOf: async (workspace, id) => shownName(await userOf(workspace, id).catch(() => undefined)),
    async groups(workspace) {
      const found = await groupsOf(workspace).catch(() => []);
      return new Map(found.map((group) => [group.id, group.handle]));
    },
  };
}

const shownName = (user: User): string | undefined =>
  user?.profile?.display_name?.trim() || user?.real_name?.trim() || user?.name || undefined;

type Group = { id: string; handle: string; members: readonly string[] };

async function allGroups(workspace: Workspace): Promise<Group[]> {
  try {
    const { usergroups = [] } = await asked(() => workspace.client().usergroups.list({ include_users: true }));
    return usergroups.flatMap(({ id, handle, users }) => (id ? [{ id, handle: handle ?? id, members: users ?? [] }] : []));
  } catch (error) {
    // Added without this permission, or on a plan without user groups: nobody is in one.
    if (refusedWith(error, 'missing_scope', 'paid_teams_only', 'team_not_eligible')) return [];
    throw error;
  }
}

/** Asked once for all who want it at the same time; what failed is asked again. */
function remembered<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { value: Promise<T>; until: number }>();
  return (key, ask) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = ask();
    kept.delete(key);
    kept.set(key, { value, until: Date.now() + KEPT_MS });
    value.catch(() => kept.delete(key));
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
    return value;
  };
}
