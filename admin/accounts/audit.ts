import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

export type Actor = { id: string; name: string; team: string };
export type Change = { action: string; thing: string; thingId: string; before?: unknown; after?: unknown };

/** The client or a transaction of it: an entry is written with the change that it tells of. */
export type Writer = Pick<PrismaClient, 'auditEntry'>;

/** Who changed what, with what it was before and after. */
export async function audit(writer: Writer, actor: Actor, change: Change): Promise<void> {
  const { action, thing, thingId, before, after } = change;
  await writer.auditEntry.create({
    data: {
      team: actor.team,
      actorId: actor.id,
      actor: actor.name,
      action,
      thing,
      thingId,
      ...(before !== undefined && { before: masked(before) }),
      ...(after !== undefined && { after: masked(after) }),
    },
  });
}

const SECRET = /secret|password|cipher|token|hash/iu;

/** A copy for the audit: what is secret by its name is masked, and long texts are cut. */
export function masked(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(value ?? null, (name, part: unknown) => {
      if (SECRET.test(name) && part !== null && part !== undefined) return '•••';
      return typeof part === 'string' && part.length > LONGEST ? `${part.slice(0, LONGEST).toWellFormed()}…` : part;
    }),
  );
}
const LONGEST = 2_000;
