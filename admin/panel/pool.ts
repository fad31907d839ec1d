import { library } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Persona } from '../../engine/types.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Member } from '../accounts/members.ts';
import { type PersonaInput, personaOf } from './personas.ts';

/** Whom a member may choose from: the team's own, then the library. */
export async function personasFor(prisma: PrismaClient, { id, team }: Member): Promise<Persona[]> {
  const rows = await prisma.teamPersona.findMany({
    where: { team, archivedAt: null, OR: [{ shared: true }, { ownerId: id }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    omit: { team: true, ownerId: true, createdAt: true, updatedAt: true, archivedAt: true, shared: true },
  });
  return [...rows.map((row) => personaOf(row as PersonaInput & { id: string })), ...library];
}

const HOUR_MS = 3_600_000;
const MOST_AN_HOUR = 100;

/** Throws UserError where a member makes more personas in an hour than anybody needs. */
export async function roomFor(prisma: PrismaClient, { id }: Member, wanted: number): Promise<void> {
  const made = await prisma.teamPersona.count({ where: { ownerId: id, createdAt: { gt: new Date(Date.now() - HOUR_MS) } } });
  if (made + wanted <= MOST_AN_HOUR) return;
  const told = `${MOST_AN_HOUR} personas an hour are the most, and you have made ${made}. Make fewer now, or try again in an hour.`;
  throw new UserError(told, 'RATE_LIMIT_EXCEEDED');
}
