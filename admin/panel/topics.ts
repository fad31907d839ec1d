import { UserError } from '../../engine/errors.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Member } from '../accounts/members.ts';

/** What is known of a topic, with the texts that go with it. Throws UserError on another team's. */
export async function contextOf(prisma: PrismaClient, { team }: Member, id: string): Promise<string> {
  const topic = await prisma.topic.findFirst({
    where: { id, team, archivedAt: null },
    include: { attachments: { orderBy: { at: 'asc' } } },
  });
  if (!topic) throw new UserError('There is no such topic.', 'RESOURCE_NOT_FOUND');
  const texts = topic.attachments.map(({ name, text }) => `${name}:\n${text}`);
  return [topic.description, topic.context, ...texts].filter((text) => text.trim() !== '').join('\n\n');
}
