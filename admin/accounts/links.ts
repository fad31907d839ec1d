import { createHash, randomBytes } from 'node:crypto';
import { UserError } from '../../engine/errors.ts';
import type { OneTimeLink, PrismaClient } from '../../prisma/generated/client.ts';
import { type Actor, audit } from './audit.ts';
import { type Role, roleNamed } from './roles.ts';

/** `first-admin` and `invitation` make a member; `log-in` lets one in. */
export type Purpose = 'first-admin' | 'invitation' | 'log-in';
export type Link = { purpose: Purpose; team: string; role: Role; name: string; memberId?: string };

const MINUTE = 60_000;
export const GOOD_FOR: Record<Purpose, number> = {
  'first-admin': 24 * 60 * MINUTE,
  invitation: 7 * 24 * 60 * MINUTE,
  'log-in': 15 * MINUTE,
};

/** Gives the token, which is kept nowhere. Links to the first administrator's account are replaced by a new one. */
export async function makeLink(prisma: PrismaClient, link: Link, now = new Date()): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const { memberId, ...rest } = link;
  const data = {
    ...rest,
    ...(memberId && { memberId }),
    tokenHash: hashed(token),
    expiresAt: new Date(now.getTime() + GOOD_FOR[link.purpose]),
  };
  await prisma.$transaction([
    ...(link.purpose === 'first-admin' ? [prisma.oneTimeLink.deleteMany({ where: { purpose: 'first-admin' } })] : []),
    prisma.oneTimeLink.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - GOOD_FOR.invitation) } } }),
    prisma.oneTimeLink.create({ data }),
  ]);
  return token;
}

/** What a link is for, without using it up: chat apps look at links before people do. Throws UserError. */
export async function lookAt(prisma: PrismaClient, token: string): Promise<Link> {
  const row = await prisma.oneTimeLink.findUnique({ where: { tokenHash: hashed(token) } });
  if (!row || row.usedAt || row.expiresAt < new Date()) throw spent();
  return linkOf(row);
}

/** Uses it up: of two at the same time one gets through. Throws UserError. */
export async function useUp(prisma: PrismaClient, token: string): Promise<Link> {
  const tokenHash = hashed(token);
  const { count } = await prisma.oneTimeLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  const row = count === 1 ? await prisma.oneTimeLink.findUnique({ where: { tokenHash } }) : null;
  if (!row) throw spent();
  return linkOf(row);
}

/** Invitations of the team that are still good. The id is the token's hash: nobody gets in by it. */
export async function openInvitations(prisma: PrismaClient, team: string, now = new Date()) {
  const rows = await prisma.oneTimeLink.findMany({
    where: { team, purpose: 'invitation', usedAt: null, expiresAt: { gt: now } },
    select: { tokenHash: true, name: true, role: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: 'desc' },
    take: 200,
  });
  return rows.map(({ tokenHash, ...row }) => ({ id: tokenHash, ...row }));
}

/** Nobody comes in by it any more. Throws UserError where there is no such invitation of the team, or not any more. */
export async function withdrawInvitation(prisma: PrismaClient, actor: Actor, id: string): Promise<void> {
  const where = { tokenHash: id, team: actor.team, purpose: 'invitation', usedAt: null };
  await prisma.$transaction(async (tx) => {
    const row = await tx.oneTimeLink.findFirst({ where, select: { name: true, role: true } });
    const { count } = await tx.oneTimeLink.deleteMany({ where });
    if (!row || count === 0)
      throw new UserError(
        'There is no such invitation any more. Look at the members: it may have been used.',
        'RESOURCE_NOT_FOUND',
      );
    await audit(tx, actor, { action: 'invitation withdrawn', thing: 'member', thingId: row.name || 'by link', before: row });
  });
}

/** It led to nothing: it may be used once more. */
export async function giveBack(prisma: PrismaClient, token: string): Promise<void> {
  await prisma.oneTimeLink.update({ where: { tokenHash: hashed(token) }, data: { usedAt: null } });
}

function linkOf({ purpose, team, role, name, memberId }: OneTimeLink): Link {
  return { purpose: purpose as Purpose, team, role: roleNamed(role) ?? 'viewer', name, ...(memberId && { memberId }) };
}

const hashed = (token: string) => createHash('sha256').update(token).digest('hex');
const spent = () =>
  new UserError('This link has been used, or its time is over. Ask for a new one where you got it.', 'AUTHENTICATION_FAILED');
