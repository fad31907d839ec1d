import { z } from 'zod';
import { UserError } from '../../../engine/errors.ts';
import { audit } from '../../accounts/audit.ts';
import type { Member } from '../../accounts/members.ts';
import type { PanelContext } from '../panel.ts';
import { get, post, type Route } from '../route.ts';
import { uuidKey } from '../table.ts';

const nothing = z.object({});
const MOST_TEXT = 200_000;
const file = z.object({
  name: z.string().trim().min(1).max(200),
  text: z.string().max(MOST_TEXT, 'An attachment has 200,000 characters at most.'),
});

/** What AdminJS does not do with a topic: attachments, copies, and where it was discussed. */
export function topicRoutes({ prisma }: PanelContext): Route[] {
  async function own({ team }: Member, text: string | undefined) {
    const id = uuidKey(text ?? '');
    const topic = id && (await prisma.topic.findFirst({ where: { id, team, archivedAt: null }, include: { attachments: true } }));
    if (topic) return topic;
    throw new UserError('There is no such topic.', 'RESOURCE_NOT_FOUND');
  }

  return [
    get('/topics', 'viewer', nothing, ({ member }) =>
      prisma.topic.findMany({
        where: { team: member.team, archivedAt: null },
        select: { id: true, title: true, template: true },
        orderBy: { updatedAt: 'desc' },
        take: 200,
      }),
    ),
    get('/topics/:id', 'viewer', nothing, async ({ member, params }) => {
      const topic = await own(member, params['id']);
      const uses = await prisma.topicUse.findMany({ where: { topicId: topic.id }, select: { discussionId: true } });
      const discussions = await prisma.discussion.findMany({
        where: { team: member.team, id: { in: uses.map(({ discussionId }) => discussionId) } },
        select: { id: true, topic: true, status: true, createdAt: true },
        orderBy: { createdAt: 'desc' },
        take: 100,
      });
      const attachments = topic.attachments.map(({ id, name, text }) => ({ id, name, length: text.length }));
      return { id: topic.id, title: topic.title, attachments, discussions };
    }),
    post('/topics/:id/copy', 'editor', nothing, async ({ member, params }) => {
      const { title, description, context, attachments } = await own(member, params['id']);
      const copied = { title: `${title.slice(0, 190)} (copy)`, description, context, team: member.team, createdBy: member.id };
      return prisma.$transaction(async (tx) => {
        const { id } = await tx.topic.create({
          data: { ...copied, attachments: { create: attachments.map(({ name, text }) => ({ name, text })) } },
        });
        await audit(tx, member, { action: 'copied', thing: 'topic', thingId: id, after: copied });
        return { id };
      });
    }),
    post('/topics/:id/attach', 'editor', file, async ({ member, params, input }) => {
      const topic = await own(member, params['id']);
      if (input.text.includes('\0'))
        throw new UserError('This is not a text file. Attach plain text, Markdown, CSV or JSON.', 'VALIDATION_ERROR', {
          field: 'file',
        });
      const length = topic.attachments.reduce((sum, { text }) => sum + text.length, input.text.length);
      if (length > MOST_TEXT)
        throw new UserError('The attachments of a topic have 200,000 characters at most, all together.', 'VALIDATION_ERROR', {
          field: 'file',
        });
      await prisma.$transaction(async (tx) => {
        await tx.attachment.create({
          data: { topicId: topic.id, name: input.name.replaceAll('\0', '').toWellFormed(), text: input.text.toWellFormed() },
        });
        await audit(tx, member, {
          action: 'attached',
          thing: 'topic',
          thingId: topic.id,
          after: { name: input.name, characters: input.text.length },
        });
      });
    }),
    post('/topics/:id/detach', 'editor', z.object({ attachment: z.uuid() }), async ({ member, params, input }) => {
      const topic = await own(member, params['id']);
      const { count } = await prisma.attachment.deleteMany({ where: { id: input.attachment, topicId: topic.id } });
      if (count === 0) throw new UserError('There is no such attachment.', 'RESOURCE_NOT_FOUND');
      await audit(prisma, member, {
        action: 'detached',
        thing: 'topic',
        thingId: topic.id,
        before: { attachment: input.attachment },
      });
    }),
  ];
}
