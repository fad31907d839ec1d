import { z } from 'zod';
import { audit } from '../../accounts/audit.ts';
import { GOOD_FOR, makeLink, openInvitations, withdrawInvitation } from '../../accounts/links.ts';
import { memberName, removeMember, restoreMember, setRole } from '../../accounts/members.ts';
import { ROLES } from '../../accounts/roles.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const invitation = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/, 'There is no such invitation.') });

export const memberRoutes = ({ prisma }: PanelContext): Route[] => [
  get('/members', 'admin', nothing, ({ member }) =>
    prisma.member.findMany({
      where: { team: member.team },
      select: {
        id: true,
        name: true,
        email: true,
        role: true,
        chatUser: true,
        createdAt: true,
        lastSeenAt: true,
        removedAt: true,
      },
      orderBy: { name: 'asc' },
      take: 500,
    }),
  ),
  post(
    '/members/invite',
    'admin',
    z.object({ name: z.string().trim().min(1).max(80), role: z.enum(ROLES) }),
    async ({ member, input }) => {
      const { role } = input;
      const name = memberName(input.name);
      const token = await makeLink(prisma, { purpose: 'invitation', team: member.team, role, name });
      await audit(prisma, member, { action: 'invited', thing: 'member', thingId: name || 'by link', after: { role } });
      return { path: `/admin/link/${token}`, days: GOOD_FOR.invitation / 86_400_000 };
    },
  ),
  get('/members/invitations', 'admin', nothing, ({ member }) => openInvitations(prisma, member.team)),
  post('/members/withdraw', 'admin', invitation, ({ member, input }) => withdrawInvitation(prisma, member, input.id)),
  post('/members/role', 'admin', one.extend({ role: z.enum(ROLES) }), ({ member, input }) =>
    setRole(prisma, member, input.id, input.role),
  ),
  post('/members/remove', 'admin', one, ({ member, input }) => removeMember(prisma, member, input.id)),
  post('/members/restore', 'admin', one, ({ member, input }) => restoreMember(prisma, member, input.id)),
];
