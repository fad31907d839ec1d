import { z } from 'zod';
import type { PanelContext } from '../panel.ts';
import { get, type Route } from '../route.ts';
import { spentSince } from '../spent-days.ts';

const DAYS = 30;

type Count = { name: string; count: number };

/** The team's last month in figures; every query goes by the team and the time, and so by an index. Personas are those of the newest discussions. */
export function dashboardRoutes({ prisma, providers, defaultProvider }: PanelContext): Route[] {
  return [
    get('/dashboard', 'viewer', z.object({}), async ({ member }) => {
      const { team } = member;
      const speaksNow = defaultProvider(team);
      const since = new Date(Date.now() - DAYS * 86_400_000);
      const [running, statuses, spent, byPersona, personas, queue] = await Promise.all([
        prisma.discussion.findMany({
          where: { team, status: { in: ['initializing', 'running', 'paused'] } },
          select: { id: true, topic: true, status: true, createdAt: true },
          orderBy: { createdAt: 'desc' },
          take: 10,
        }),
        prisma.$queryRaw<Count[]>`SELECT status AS name, count(*)::int AS count FROM discussion
          WHERE team = ${team} AND created_at > ${since} AND status <> 'draft' GROUP BY 1`,
        spentSince(prisma, team, since),
        prisma.$queryRaw<Count[]>`SELECT p ->> 'name' AS name, count(*)::int AS count
          FROM (SELECT id FROM discussion WHERE team = ${team} AND created_at > ${since} AND status <> 'draft' ORDER BY created_at DESC LIMIT 500) d
          JOIN event e ON e.discussion_id = d.id AND e.key = 'cast' CROSS JOIN LATERAL jsonb_array_elements(e.body -> 'personas') p
          GROUP BY 1 ORDER BY 2 DESC LIMIT 8`,
        prisma.teamPersona.count({ where: { team, archivedAt: null } }),
        prisma.discussion.count({ where: { team, status: { in: ['running', 'initializing'] }, wakeAt: { lt: new Date() } } }),
      ]);
      const missing = [
        ...(speaksNow === 'rehearsal'
          ? [
              {
                text: 'No provider has a key: discussions are rehearsals, which ask no model. Add a key.',
                to: '/admin/pages/keys',
              },
            ]
          : []),
        ...(personas === 0
          ? [{ text: 'The team has no personas of its own yet. Clone a template, or make one.', to: '/admin/resources/personas' }]
          : []),
      ];
      const speaks = providers.find(({ name }) => name === speaksNow);
      return { days: DAYS, running, statuses, ...spent, byPersona, overdue: queue, missing, speaks };
    }),
  ];
}
