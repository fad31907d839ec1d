import { z } from 'zod';
import { placeOfTeam } from '../../../engine/engine.ts';
import type { QueueBoard } from '../../../engine/open.ts';
import { runsIt } from '../own.ts';
import type { PanelContext } from '../panel.ts';
import { QUEUE_TELLS } from '../queues-page.ts';
import { get, type Route } from '../route.ts';
import { spentSince } from '../spent-days.ts';

const DAYS = 30;

type Count = { name: string; count: number };

/** The team's last month in figures; every query goes by the team and the time, and so by an index. Personas are those of the newest discussions. */
export function dashboardRoutes({ prisma, providers, defaultProvider, board, publicUrl }: PanelContext): Route[] {
  return [
    get('/dashboard', 'viewer', z.object({}), async ({ member }) => {
      const { team } = member;
      const speaksNow = defaultProvider(team);
      const since = new Date(Date.now() - DAYS * 86_400_000);
      const [running, statuses, spent, byPersona, personas, queue, anyDiscussion] = await Promise.all([
        prisma.discussion.findMany({
          where: { team, status: { in: ['initializing', 'running', 'paused'] } },
          select: { id: true, topic: true, format: true, status: true, createdAt: true },
          orderBy: { createdAt: 'desc' },
          take: 10,
        }),
        prisma.$queryRaw<(Count & { format: string })[]>`SELECT status AS name, format, count(*)::int AS count FROM discussion
          WHERE team = ${team} AND created_at > ${since} AND status <> 'draft' GROUP BY 1, 2 ORDER BY 3 DESC`,
        spentSince(prisma, team, since),
        prisma.$queryRaw<Count[]>`SELECT p ->> 'name' AS name, count(*)::int AS count
          FROM (SELECT id FROM discussion WHERE team = ${team} AND created_at > ${since} AND status <> 'draft' ORDER BY created_at DESC LIMIT 300) d
          JOIN event e ON e.discussion_id = d.id AND e.key = 'cast' CROSS JOIN LATERAL jsonb_array_elements(e.body -> 'personas') p
          GROUP BY 1 ORDER BY 2 DESC LIMIT 8`,
        prisma.teamPersona.count({ where: { team, archivedAt: null } }),
        prisma.discussion.count({ where: { team, status: { in: ['running', 'initializing'] }, wakeAt: { lt: new Date() } } }),
        prisma.discussion.findFirst({ where: { team, NOT: { status: 'draft' } }, select: { id: true } }),
      ]);
      const chat = placeOfTeam(team) !== undefined;
      const missing = [
        ...(runsIt(member) && publicUrl === undefined
          ? [
              {
                text: 'PUBLIC_URL is not set: /focus panel can send nobody a link, and shared reports have no picture. Set it where simFocus runs; until then members are invited by a link of your own.',
                to: '/admin/pages/members',
                page: 'Invite a member',
              },
            ]
          : []),
        ...(anyDiscussion === null
          ? [
              {
                text: chat
                  ? 'The team has held no discussion yet. Type /focus start in chat, or begin one here.'
                  : 'No discussion was held yet. Begin one.',
                to: '/admin/pages/start',
                page: 'New discussion',
              },
            ]
          : []),
        ...(speaksNow === 'rehearsal'
          ? [
              {
                text: 'No provider has a key: discussions are rehearsals, which ask no model. Add a key.',
                to: '/admin/pages/keys',
                page: 'Keys',
              },
            ]
          : []),
        ...(personas === 0
          ? [
              {
                text: 'The team has no personas of its own yet. Clone a template, or make one.',
                to: '/admin/resources/personas',
                page: 'Personas',
              },
            ]
          : []),
      ];
      const speaks = providers.find(({ name }) => name === speaksNow);
      return {
        days: DAYS,
        running,
        statuses,
        ...spent,
        byPersona,
        overdue: queue,
        missing,
        speaks,
        ...(board && runsIt(member) && { queues: await depths(board) }),
      };
    }),
  ];
}

/** How much waits in each queue. */
const depths = async (board: QueueBoard) =>
  Promise.all(
    (await board.queues()).map(async (queue) => {
      const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed');
      return { name: queue.name, label: QUEUE_TELLS[queue.name] ?? queue.name, waiting, active, delayed };
    }),
  );
