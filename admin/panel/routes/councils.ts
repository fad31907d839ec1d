import { z } from 'zod';
import { councilOf, Fold, foundIn } from '../../../engine/engine.ts';
import { UserError } from '../../../engine/errors.ts';
import type { Discussion } from '../../../engine/types.ts';
import { audit } from '../../accounts/audit.ts';
import type { Member } from '../../accounts/members.ts';
import { councilView } from '../council-view.ts';
import { ownDiscussion } from '../own.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';

const FORMAT = 'council';
const PAGE = 30;
/** So many of a team's councils are searched, newest first. */
const SEARCHED = 400;
const list = z.object({
  q: z.string().trim().max(200).optional(),
  show: z.enum(['open', 'archived', 'all']).default('open'),
  before: z.iso.datetime().optional(),
});
const OPEN = { in: ['initializing', 'running', 'paused', 'failed'] };
const OVER = { in: ['completed', 'cancelled'] };

/** Models that answer one question side by side: what has been asked, and the choices of people. */
export function councilRoutes(context: PanelContext): Route[] {
  const { prisma, engine, defaultProvider } = context;

  async function ownCouncil(member: Member, id: string): Promise<Discussion> {
    const discussion = await ownDiscussion(engine, member, id);
    if (discussion.brief.format === FORMAT) return discussion;
    throw new UserError('This is no council. Look in the list of discussions.', 'RESOURCE_NOT_FOUND');
  }

  return [
    // Whom a member may ask.
    get('/council-services', 'editor', z.object({}), async ({ member }) => {
      const services = await engine.services(member.team, defaultProvider(member.team));
      return { services: services.map(({ id, name, model, provider }) => ({ id, name, model, provider })) };
    }),

    get('/councils', 'viewer', list, async ({ member, input }) => {
      const { q, show, before } = input;
      const rows = await prisma.discussion.findMany({
        where: {
          team: member.team,
          format: FORMAT,
          status: show === 'open' ? OPEN : show === 'archived' ? OVER : { not: 'draft' },
          ...(before && { createdAt: { lt: new Date(before) } }),
        },
        select: { id: true, topic: true, status: true, startedBy: true, spent: true, createdAt: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: q ? SEARCHED : PAGE + 1,
      });
      const found: CouncilRow[] = [];
      for (const { startedBy, spent, ...row } of rows) {
        if (found.length === PAGE) break;
        const fold = new Fold(row.id).add(await engine.events(row.id, 0));
        const excerpt = q ? foundIn(fold.transcript, q) : undefined;
        if (q && excerpt === undefined) continue;
        const { questions } = councilOf(fold.transcript);
        const head = { ...row, spent: Number(spent), startedBy: nameOf(startedBy), questions: questions.length };
        found.push({ ...head, ...(excerpt && excerpt !== row.topic && { excerpt }) });
      }
      const last = found.at(-1);
      const more = found.length === PAGE && last && rows.at(-1)?.id !== last.id;
      return { councils: found, ...(more && { next: last.createdAt.toISOString() }) };
    }),

    get('/councils/:id', 'viewer', z.object({}), async ({ member, params }) => {
      const { id } = await ownCouncil(member, params['id'] ?? '');
      return councilView(await engine.status(id));
    }),

    post('/councils/:id/choose', 'editor', choice, async ({ member, by, params, input }) => {
      const { id } = await ownCouncil(member, params['id'] ?? '');
      const { message, kind, turns, service } = input;
      const chosen = { kind, ...(turns && { turns }), ...(service !== undefined && { service }) };
      const taken = await engine.choose(id, { messageId: `web/${member.id}/${message}`, by, choice: chosen });
      if (taken)
        await audit(prisma, member, { action: AUDITED[kind], thing: 'discussion', thingId: id, after: { turns, service } });
      return { taken };
    }),
  ];
}

type CouncilRow = {
  id: string;
  topic: string;
  status: string;
  startedBy: string;
  spent: number;
  createdAt: Date;
  questions: number;
  /** Where it says what was searched for. */
  excerpt?: string;
};

const AUDITED = {
  select: 'answer selected',
  unselect: 'answer unselected',
  delete: 'answer deleted',
  others: 'other answers deleted',
  again: 'service asked again',
  synthesis: 'synthesis asked for',
  archive: 'archived',
} as const;

const choice = z.object({
  kind: z.enum(Object.keys(AUDITED) as (keyof typeof AUDITED)[]),
  turns: z.array(z.int().min(1)).min(1).max(100).optional(),
  service: z.string().max(200).optional(),
  /** Made by the page: what arrives twice counts once. */
  message: z.uuid(),
});

const nameOf = (startedBy: unknown): string =>
  typeof startedBy === 'object' && startedBy !== null && 'name' in startedBy ? String(startedBy.name) : '';
