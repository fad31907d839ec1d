import { z } from 'zod';
import { changePassword } from '../../accounts/members.ts';
import { logIn } from '../../accounts/session.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';

const nothing = z.object({});

export const accountRoutes = ({ prisma }: PanelContext): Route[] => [
  get('/me', 'viewer', nothing, async ({ member }) => {
    const { id, name, email, role, team } = member;
    return { id, name, email, role, team, installation: team === 'default' };
  }),
  post('/me/password', 'viewer', z.object({ before: z.string(), password: z.string() }), async ({ member, input, response }) => {
    const sessions = await changePassword(prisma, member, input.before, input.password);
    await logIn(response.req, { id: member.id, sessions });
  }),
];
