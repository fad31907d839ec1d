import { z } from 'zod';
import { Fold, phasesOf } from '../../../engine/engine.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { audit } from '../../accounts/audit.ts';
import { type Line, lineOf, stateOf } from '../../live/line.ts';
import { control } from '../control.ts';
import { ownDiscussion } from '../own.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';
import { searchTopics, searchTurns } from '../search/search.ts';
import { uuidKey } from '../table.ts';

const nothing = z.object({});
const STATUSES = ['draft', 'initializing', 'running', 'paused', 'completed', 'cancelled', 'failed'] as const;
const PAGE = 30;
/** Before every other: the page goes on with what is older than the time beside it. */
const NO_ID = '00000000-0000-0000-0000-000000000000';
const list = z.object({
  status: z.enum(STATUSES).optional(),
  format: z.string().max(40).optional(),
  topic: z.string().max(200).optional(),
  since: z.iso.date().optional(),
  before: z.string().max(80).optional(),
});

export function discussionRoutes(context: PanelContext): Route[] {
  const { prisma, engine } = context;
  return [
    get('/discussions', 'viewer', list, async ({ member, input }) => {
      const { status, format, topic, since, before } = input;
      const from = cursorOf(before);
      const found = topic ? await searchTopics(prisma, member.team, topic, from?.at) : undefined;
      const where: Prisma.DiscussionWhereInput = {
        team: member.team,
        ...(status ? { status } : { NOT: { status: 'draft' } }),
        ...(format && { format }),
        ...(found && { id: { in: found.found.map(({ id }) => id) } }),
        ...(since && { createdAt: { gte: new Date(since) } }),
        ...(from && { OR: [{ createdAt: { lt: from.at } }, { createdAt: from.at, id: { lt: from.id } }] }),
      };
      const rows = await prisma.discussion.findMany({
        where: { AND: [where, ...(from ? [{ createdAt: { lte: from.at } }] : [])] },
        select: {
          id: true,
          topic: true,
          format: true,
          status: true,
          reportStatus: true,
          startedBy: true,
          spent: true,
          createdAt: true,
          endedAt: true,
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: PAGE + 1,
      });
      const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
      return {
        discussions: rows
          .slice(0, PAGE)
          .map(({ startedBy, spent, ...row }) => ({ ...row, spent: Number(spent), startedBy: nameOf(startedBy) })),
        next: last ? `${last.createdAt.toISOString()} ${last.id}` : found?.before && `${found.before.toISOString()} ${NO_ID}`,
      };
    }),

    get(
      '/search',
      'viewer',
      z.object({ q: z.string().trim().min(2, 'Search for at least two letters.').max(200), before: z.iso.datetime().optional() }),
      ({ member, input: { q, before } }) =>
        searchTurns(prisma, member.team, q, before === undefined ? undefined : new Date(before)),
    ),

    get('/discussions/:id', 'viewer', nothing, async ({ member, params }) => {
      await ownDiscussion(engine, member, params['id'] ?? '');
      const { discussion, transcript, progress, cost } = await engine.status(params['id'] ?? '');
      const { brief, origin: _origin, ...rest } = discussion;
      const opened = transcript.byKey.get('opened');
      const from = opened?.type === 'opened' ? opened.origin : undefined;
      return {
        ...rest,
        brief,
        progress,
        cost,
        phases: phasesOf(transcript),
        from,
        ratings: await engine.ratings(discussion.id),
        moderator: transcript.moderator,
      };
    }),

    // For browsers that no WebSocket gets through to.
    get(
      '/discussions/:id/lines',
      'viewer',
      z.object({ after: z.coerce.number().int().min(0).default(0) }),
      async ({ member, params, input }) => {
        const discussion = await ownDiscussion(engine, member, params['id'] ?? '');
        const fold = new Fold(discussion.id);
        const shown = discussion.pausedAt ?? new Date();
        const lines: Line[] = [];
        for (const event of await engine.events(discussion.id, 0)) {
          if (event.deliverAt > shown) break;
          const line = lineOf(fold, event);
          if (line.seq > input.after) lines.push(line);
        }
        return { lines, state: stateOf(discussion, fold) };
      },
    ),

    ...(['pause', 'resume', 'stop'] as const).map((action) =>
      post(`/discussions/:id/${action}`, 'editor', nothing, async ({ member, params }) => {
        const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
        await control(context, member, { type: 'control', discussion: id, action });
      }),
    ),
    post('/discussions/:id/speed', 'editor', z.object({ speed: z.number() }), async ({ member, params, input }) => {
      const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
      await control(context, member, { type: 'speed', discussion: id, speed: input.speed });
    }),
    post('/discussions/:id/ask', 'editor', z.object({ text: z.string().max(8_000) }), async ({ member, params, input }) => {
      const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
      await control(context, member, { type: 'ask', discussion: id, text: input.text });
    }),
    // Nothing is written: a page asks for it before a fork, or the same again.
    post(
      '/discussions/:id/foreseen',
      'editor',
      z.object({ turn: z.int().min(1).optional() }),
      async ({ member, by, params, input: { turn } }) => {
        const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
        return engine.estimateAgain(id, turn === undefined ? { by } : { by, turn });
      },
    ),
    post(
      '/discussions/:id/fork',
      'editor',
      z.object({ turn: z.int().min(1), rounds: z.int().optional() }),
      async ({ member, by, params, input }) => {
        const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
        const { turn, rounds } = input;
        const forked = await engine.fork(id, { turn, by, ...(rounds !== undefined && { options: { rounds } }) });
        await audit(prisma, member, { action: 'forked', thing: 'discussion', thingId: forked.id, after: { from: id, turn } });
        return { id: forked.id };
      },
    ),
    post('/discussions/:id/again', 'editor', nothing, async ({ member, by, params }) => {
      const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
      const again = await engine.rerun(id, { by });
      await audit(prisma, member, { action: 'run again', thing: 'discussion', thingId: again.id, after: { from: id } });
      return { id: again.id };
    }),
    post(
      '/discussions/:id/rate',
      'viewer',
      z.object({ value: z.enum(['up', 'down']) }),
      async ({ member, by, params, input }) => {
        const { id } = await ownDiscussion(engine, member, params['id'] ?? '');
        await engine.rate(id, by, input.value);
      },
    ),
  ];
}

const nameOf = (startedBy: unknown): string =>
  typeof startedBy === 'object' && startedBy !== null && 'name' in startedBy ? String(startedBy.name) : '';

function cursorOf(text: string | undefined): { at: Date; id: string } | undefined {
  const [at = '', id = ''] = text?.split(' ') ?? [];
  const date = new Date(at);
  return Number.isNaN(date.getTime()) || uuidKey(id) === undefined ? undefined : { at: date, id };
}
