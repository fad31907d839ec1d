import type { TeamSettings, TeamStore } from '../../engine/engine.ts';
import { settingsPlace } from '../../engine/engine.ts';
import { openPrisma } from '../../prisma/client.ts';
import { audit } from './audit.ts';
import { makeLink } from './links.ts';
import { memberFromChat } from './members.ts';
import { limited } from './rate.ts';

type Person = { id: string; name: string; administrator: boolean };
type Parts = { pool: Parameters<typeof openPrisma>[0]; teams: TeamStore };

/** Links that somebody may ask for in a minute. */
const LINKS_A_MINUTE = 5;

/** What people in chat have of the panel: a way in, where it has an address, and an entry in the audit for what they change there. */
export function chatDoor({ pool, teams }: Parts, publicUrl: string | undefined) {
  const prisma = openPrisma(pool);

  /** A personal link for somebody of a chat team: good for 15 minutes and one use. Throws UserError. */
  async function link(team: string, { id, name, administrator }: Person): Promise<string> {
    await limited(prisma, `panel-link/${team}/${id}`, LINKS_A_MINUTE, 60, 'links to the panel');
    const at = settingsPlace(team);
    const { panelRole: teamRole = 'viewer' } = (await teams.team(at.platform, at.id)).settings;
    const member = await memberFromChat(prisma, { team, chatUser: id, name, administrator, teamRole });
    const made = { purpose: 'log-in', team, role: member.role, name: member.name, memberId: member.id } as const;
    return `${publicUrl}/admin/link/${await makeLink(prisma, made)}`;
  }

  return {
    ...(publicUrl !== undefined && { link }),
    async settingsChanged(team: string, { id, name }: Person, before: TeamSettings, after: TeamSettings): Promise<void> {
      await audit(prisma, { id, name, team }, { action: 'changed in chat', thing: 'settings', thingId: team, before, after });
    },
  };
}
