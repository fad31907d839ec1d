import { randomUUID } from 'node:crypto';
import { audit } from '../accounts/audit.ts';
import type { Member } from '../accounts/members.ts';
import type { Control } from '../live/socket.ts';
import type { PanelContext } from './panel.ts';

/** What is done to a discussion that goes on; whoever asks may, and it is the team's. */
export async function control({ engine, prisma }: PanelContext, member: Member, asked: Control): Promise<void> {
  const { discussion: id } = asked;
  const by = { id: member.id, name: member.name };
  const told = (action: string, after?: unknown) => audit(prisma, member, { action, thing: 'discussion', thingId: id, after });
  switch (asked.type) {
    case 'control':
      await engine[asked.action](id, by);
      return told({ pause: 'paused', resume: 'resumed', stop: 'stopped' }[asked.action]);
    case 'speed':
      await engine.setSpeed(id, asked.speed, by);
      return told('speed changed', { speed: asked.speed });
    case 'ask':
      await engine.ask(id, { messageId: `web/${randomUUID()}`, asker: by, text: asked.text });
      return told('question asked', { question: asked.text });
  }
}
