import { UserError } from '../../engine/errors.ts';
import type { Member as MemberRow, PrismaClient } from '../../prisma/generated/client.ts';
import { type Actor, audit } from './audit.ts';
import { hashPassword, passwordFits } from './password.ts';
import { type Role, roleNamed } from './roles.ts';

/** Whoever uses the panel now: read from the database for each request, so that a change of role counts at once. */
export type Member = { id: string; team: string; name: string; email?: string; role: Role; sessions: number };

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

export const memberName = (text: string): string =>
  text.replace(UNSHOWN, ' ').replace(/\s+/gu, ' ').trim().slice(0, 80).toWellFormed();

export function checkEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (EMAIL.test(email)) return email;
  throw new UserError('That is not an e-mail address. It looks like name@example.org.', 'VALIDATION_ERROR', { field: 'email' });
}

export async function memberById(prisma: PrismaClient, id: string): Promise<Member | undefined> {
  const row = await prisma.member.findFirst({ where: { id, removedAt: null } });
  return row ? memberOf(row) : undefined;
}

/** Those who are members still, with sessions that were not ended from elsewhere. */
export async function stillMembers(prisma: PrismaClient, members: readonly Member[]): Promise<ReadonlySet<Member>> {
  const ids = [...new Set(members.map(({ id }) => id))];
  const rows = await prisma.member.findMany({
    where: { id: { in: ids }, removedAt: null },
    select: { id: true, sessions: true },
  });
  const now = new Map(rows.map(({ id, sessions }) => [id, sessions]));
  return new Set(members.filter(({ id, sessions }) => now.get(id) === sessions));
}

/** Undefined when address and password do not belong together; nobody learns which of the two it was. */
export async function memberByPassword(prisma: PrismaClient, email: string, password: string): Promise<Member | undefined> {
  const row = await prisma.member.findFirst({ where: { email: email.trim().toLowerCase(), removedAt: null } });
  return (await passwordFits(password, row?.passwordHash)) && row ? memberOf(row) : undefined;
}

/** Whether the installation has an administrator who can log in. */
export const anyAdmin = async (prisma: PrismaClient): Promise<boolean> =>
  (await prisma.member.count({ where: { role: 'admin', removedAt: null, team: 'default' } })) > 0;

export type NewMember = { team: string; role: Role; name: string; email: string; password: string };

export async function addMember(prisma: PrismaClient, entry: NewMember): Promise<Member> {
  const email = checkEmail(entry.email);
  const name = memberName(entry.name);
  if (name === '')
    throw new UserError('There is no name. Say what the others in the team call you.', 'VALIDATION_ERROR', { field: 'name' });
  const passwordHash = await hashPassword(entry.password, email);
  return prisma.$transaction(async (tx) => {
    if (await tx.member.findUnique({ where: { email } })) throw taken();
    const row = await tx.member.create({ data: { team: entry.team, role: entry.role, name, email, passwordHash } });
    await audit(tx, row, { action: 'joined', thing: 'member', thingId: row.id, after: shown(row) });
    return memberOf(row);
  });
}

export type ChatPerson = { team: string; chatUser: string; name: string; administrator: boolean; teamRole: Role };

/**
 * The member of a team who is this person in chat; made at the first time. Administrators of the platform are administrators;
 * everybody else has the role that was chosen for them in the panel, and without such a choice the team's. Throws UserError
 * when they were removed.
 */
export async function memberFromChat(prisma: PrismaClient, person: ChatPerson): Promise<Member> {
  const { team, chatUser, administrator, teamRole } = person;
  const name = memberName(person.name) || 'Somebody';
  return prisma.$transaction(async (tx) => {
    const given: Role = administrator ? 'admin' : teamRole;
    const where = { team_chatUser: { team, chatUser } };
    const made = await tx.member.createMany({ data: { team, chatUser, name, role: given }, skipDuplicates: true });
    const row = await tx.member.findUniqueOrThrow({ where });
    if (made.count > 0) await audit(tx, row, { action: 'joined', thing: 'member', thingId: row.id, after: shown(row) });
    if (row.removedAt)
      throw new UserError('An administrator has taken you off the panel. Ask one to let you in again.', 'AUTHORIZATION_FAILED');
    const role = row.roleByHand && !administrator ? row.role : given;
    const now = await tx.member.update({ where, data: { name, role, ...(administrator && { roleByHand: false }) } });
    if (role !== row.role)
      await audit(tx, row, {
        action: 'role as in chat',
        thing: 'member',
        thingId: row.id,
        before: shown(row),
        after: shown(now),
      });
    return memberOf(now);
  });
}

/** Somebody who was removed and has a place in the team's chat may come back. */
export async function restoreMember(prisma: PrismaClient, actor: Actor, id: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const row = await tx.member.findFirst({ where: { id, team: actor.team, NOT: [{ removedAt: null }, { chatUser: null }] } });
    if (!row) throw noMember();
    await tx.member.update({ where: { id }, data: { removedAt: null } });
    await audit(tx, actor, { action: 'let in again', thing: 'member', thingId: id, after: shown(row) });
  });
}

export async function setRole(prisma: PrismaClient, actor: Actor, id: string, role: Role): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const row = await tx.member.findFirst({ where: { id, team: actor.team, removedAt: null } });
    if (!row) throw noMember();
    await tx.$queryRaw`SELECT 1 FROM member WHERE team = ${actor.team} AND role = 'admin' AND removed_at IS NULL FOR UPDATE`;
    if (role !== 'admin') await keepAnAdmin(tx, row);
    const changed = await tx.member.update({ where: { id }, data: { role, roleByHand: true } });
    await audit(tx, actor, { action: 'role changed', thing: 'member', thingId: id, before: shown(row), after: shown(changed) });
  });
}

/** Their sessions end with it; what they made stays. */
export async function removeMember(prisma: PrismaClient, actor: Actor, id: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const row = await tx.member.findFirst({ where: { id, team: actor.team, removedAt: null } });
    if (!row) throw noMember();
    await tx.$queryRaw`SELECT 1 FROM member WHERE team = ${actor.team} AND role = 'admin' AND removed_at IS NULL FOR UPDATE`;
    await keepAnAdmin(tx, row);
    await tx.member.update({
      where: { id },
      data: { removedAt: new Date(), email: null, passwordHash: null, sessions: { increment: 1 } },
    });
    await audit(tx, actor, { action: 'removed', thing: 'member', thingId: id, before: shown(row) });
  });
}

/** Every other session of the member ends; gives the number that the new ones carry. */
export async function changePassword(prisma: PrismaClient, member: Member, before: string, password: string): Promise<number> {
  const row = await prisma.member.findUnique({ where: { id: member.id } });
  if (!row?.email) throw new UserError('You log in by links from chat; there is no password to change.');
  if (!(await passwordFits(before, row.passwordHash))) {
    throw new UserError('That is not your password now. Enter the one that you log in with.', 'VALIDATION_ERROR', {
      field: 'before',
    });
  }
  const passwordHash = await hashPassword(password, row.email);
  return prisma.$transaction(async (tx) => {
    const { sessions } = await tx.member.update({ where: { id: row.id }, data: { passwordHash, sessions: { increment: 1 } } });
    await audit(tx, member, { action: 'password changed', thing: 'member', thingId: row.id });
    return sessions;
  });
}

type Counting = Pick<PrismaClient, 'member'>;

async function keepAnAdmin(tx: Counting, row: MemberRow): Promise<void> {
  if (row.role !== 'admin') return;
  const others = await tx.member.count({ where: { team: row.team, role: 'admin', removedAt: null, NOT: { id: row.id } } });
  if (others > 0) return;
  throw new UserError('A team needs an administrator. Make somebody else one first.', 'VALIDATION_ERROR', { field: 'role' });
}

function memberOf(row: MemberRow): Member {
  const role = roleNamed(row.role) ?? 'viewer';
  const { id, team, name, email, sessions } = row;
  return { id, team, name, role, sessions, ...(email && { email }) };
}

const shown = ({ name, email, role }: MemberRow) => ({ name, email, role });
const noMember = () => new UserError('There is no such member in this team.', 'RESOURCE_NOT_FOUND');
const taken = () =>
  new UserError('This e-mail address has an account already. Log in with it, or use another one.', 'VALIDATION_ERROR', {
    field: 'email',
  });
