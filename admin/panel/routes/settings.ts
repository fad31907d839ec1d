import { z } from 'zod';
import { MOST_KEEP_DAYS, settingsPlace, type TeamSettings } from '../../../engine/engine.ts';
import { audit } from '../../accounts/audit.ts';
import { ROLES } from '../../accounts/roles.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';

const role = z.string().trim().max(100).nullable();
const settings = z.object({
  controlRole: role,
  startRole: role,
  panelRole: z.enum(ROLES).optional(),
  /** Days; 0: kept. */
  keepDays: z.int().min(0).max(MOST_KEEP_DAYS).optional(),
  blockedWords: z.array(z.string().trim().min(1).max(80)).max(500),
});

export const settingRoutes = ({ teams, engine, prisma }: PanelContext): Route[] => [
  get('/settings', 'admin', z.object({}), async ({ member }) => {
    const { platform, id } = settingsPlace(member.team);
    const { settings: now } = await teams.team(platform, id);
    return { settings: now, chat: platform !== 'web', limits: engine.limits };
  }),
  post('/settings', 'admin', settings, async ({ member, input: { keepDays, ...input } }) => {
    const { platform, id } = settingsPlace(member.team);
    const before: TeamSettings = (await teams.team(platform, id)).settings;
    const { settings: after } = await teams.change(platform, id, {
      ...input,
      ...(keepDays !== undefined && { keepDays: keepDays || null }),
    });
    await audit(prisma, member, { action: 'changed', thing: 'settings', thingId: member.team, before, after });
    return after;
  }),
];
