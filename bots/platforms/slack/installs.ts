import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { Installations } from '../../../engine/open.ts';
import { PLATFORM } from './workspaces.ts';

/** Another process may have removed one: it is looked up again after this. */
const KEPT_MS = 30_000;

export type Forgetting = { forget(team: string): void };
export type Joined = (team: string) => Promise<void>;

/**
 * Where Bolt keeps what Slack gives when the app is added: sealed, one for each workspace, or one for a whole organisation
 * (Enterprise Grid), whose workspaces are noted as they are first seen.
 */
export function installationStore(installations: Installations, joined: Joined): InstallationStore & Forgetting {
  // Bolt asks before it acknowledges anything: what is asked all the time is not read and opened each time.
  const kept = new Map<string, { found: string; until: number }>();
  const forget = (team: string) => {
    for (const key of [...kept.keys()]) if (key.split('/').includes(team)) kept.delete(key);
  };
  return {
    forget,
    async storeInstallation(installation) {
      const team = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
      if (!team) throw new Error('Slack did not say where the app was added');
      await installations.put(PLATFORM, team, JSON.stringify(installation));
      forget(team);
      if (!installation.isEnterpriseInstall) await joined(team);
    },
    async fetchInstallation(query) {
      const key = `${query.teamId ?? ''}/${query.enterpriseId ?? ''}`;
      const known = kept.get(key);
      const fresh = known && known.until > Date.now();
      const found = fresh ? known.found : await fetched(installations, query, joined);
      if (found && !fresh) kept.set(key, { found, until: Date.now() + KEPT_MS });
      if (found) return JSON.parse(found) as Installation<'v1' | 'v2', boolean>;
      throw new Error('The app is not in this workspace');
    },
    async deleteInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const team = isEnterpriseInstall ? enterpriseId : teamId;
      if (!team) return;
      forget(team);
      await installations.remove(PLATFORM, team);
    },
  };
}

async function fetched(
  installations: Installations,
  { teamId, enterpriseId }: Pick<InstallationQuery<boolean>, 'teamId' | 'enterpriseId'>,
  joined: Joined,
): Promise<string | undefined> {
  const own = teamId ? await installations.get(PLATFORM, teamId) : undefined;
  if (own || !enterpriseId) return own;
  const ofAll = await installations.get(PLATFORM, enterpriseId);
  if (ofAll && teamId) {
    await installations.join(PLATFORM, teamId, enterpriseId);
    await joined(teamId);
  }
  return ofAll;
}

/** Takes the app away from a workspace, or from an organisation; gives the workspaces that it has left. */
export async function removed(
  installations: Installations,
  where: { team?: string | undefined; enterprise?: string | undefined; ofAll: boolean },
): Promise<string[]> {
  const { team, enterprise, ofAll } = where;
  if (ofAll && enterprise) {
    const left = await installations.leave(PLATFORM, enterprise);
    await installations.remove(PLATFORM, enterprise);
    return left;
  }
  if (!team) return [];
  await installations.remove(PLATFORM, team);
  return [team];
}
