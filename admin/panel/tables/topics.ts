import { z } from 'zod';
import { MAX_TOPIC } from '../../../engine/engine.ts';
import { audit } from '../../accounts/audit.ts';
import { type Delegate, type Table, uuidKey } from '../table.ts';

/** Drafts and templates of what is to be discussed. */
export const topicTable: Table = {
  id: 'topics',
  label: 'Topics',
  thing: 'topic',
  columns: [
    { name: 'id', label: 'Id', type: 'string', fixed: true },
    { name: 'title', label: 'Topic', type: 'string' },
    { name: 'description', label: 'Description', type: 'textarea' },
    { name: 'context', label: 'Context', type: 'textarea' },
    { name: 'template', label: 'Template', type: 'boolean' },
    { name: 'updatedAt', label: 'Changed', type: 'datetime', fixed: true },
  ],
  listed: ['title', 'template', 'updatedAt'],
  sort: { by: 'updatedAt', direction: 'desc' },
  roles: { list: 'viewer', show: 'viewer', new: 'editor', edit: 'editor', remove: 'editor' },
  components: { form: 'TopicForm', show: 'TopicForm' },
  delegate: (tx) => tx.topic as unknown as Delegate,
  key: uuidKey,
  visible: () => ({ archivedAt: null }),
  input: z.strictObject({
    title: z.string().trim().min(1, 'A topic needs a title').max(MAX_TOPIC),
    description: z.string().trim().max(5_000).default(''),
    context: z.string().trim().max(200_000).default(''),
    template: z.boolean().default(false),
  }),
  made: ({ id }) => ({ createdBy: id }),
  async remove(prisma, member, row) {
    const id = String(row['id']);
    await prisma.$transaction(async (tx) => {
      await tx.topic.updateMany({ where: { id, team: member.team, archivedAt: null }, data: { archivedAt: new Date() } });
      await audit(tx, member, { action: 'archived', thing: 'topic', thingId: id, before: row });
    });
  },
};
