import type { PrismaClient } from '../../prisma/generated/client.ts';
import { dayOf, startOf } from './days.ts';

/** What was spent before is not asked for by anything here. */
const LONGEST_DAYS = 31;
/** A call that is still open keeps its day from being counted, but no longer than this. */
const PATIENCE_DAYS = 3;
const DAY_MS = 86_400_000;

/**
 * Adds up what each team's calls cost on each day that is over, once, for the dashboard: the ledger is not read for it again.
 * By whichever process comes first; a call that is settled costs the same for ever, so a counted day stays right.
 */
export async function countDays(prisma: PrismaClient, signal?: AbortSignal, now = new Date()): Promise<void> {
  for (let day = await nextDay(prisma, now); day < dayOf(now) && !signal?.aborted; day++) {
    const [from, to] = [startOf(day), startOf(day + 1)];
    if (now.getTime() - to.getTime() < PATIENCE_DAYS * DAY_MS && (await anyOpen(prisma, from, to))) return;
    await prisma.$executeRaw`
      WITH mine AS (INSERT INTO counted_day (day) VALUES (${from}::date) ON CONFLICT DO NOTHING RETURNING day)
      INSERT INTO spent_day (team, day, member, member_name, provider, model, key_id, calls, errors, dollars)
      SELECT d.team, mine.day, d.started_by ->> 'id', max(d.started_by ->> 'name'), c.provider, c.model, coalesce(c.key_id, ''),
        count(*), count(*) FILTER (WHERE c.outcome = 'error'), coalesce(sum(c.cost), 0)
      FROM mine, call c CROSS JOIN LATERAL (SELECT team, started_by FROM discussion WHERE id = c.discussion_id OFFSET 0) d
      WHERE c.opened_at >= ${from} AND c.opened_at < ${to}
      GROUP BY 1, 2, 3, 5, 6, 7`;
  }
}

/** From here the ledger is asked: the day named, or the first after it that is not counted. */
export const uncountedFrom = async (prisma: PrismaClient, from: Date, now = new Date()): Promise<Date> =>
  startOf(Math.max(dayOf(from), await nextDay(prisma, now)));

/** The first day that is not counted. */
async function nextDay(prisma: PrismaClient, now: Date): Promise<number> {
  const [row] = await prisma.$queryRaw<{ next: Date | null; first: Date | null }[]>`
    SELECT (SELECT max(day) + 1 FROM counted_day) AS next, (SELECT min(opened_at) FROM call) AS first`;
  const first = row?.next ?? row?.first ?? now;
  return Math.max(dayOf(first), dayOf(now) - LONGEST_DAYS);
}

async function anyOpen(prisma: PrismaClient, from: Date, to: Date): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM call WHERE opened_at >= ${from} AND opened_at < ${to} AND state = 'open' LIMIT 1`;
  return rows.length > 0;
}

export type Sum = { name: string; dollars: number };
export type Spent = { byDay: Sum[]; byMember: Sum[]; byModel: Sum[]; failures: Count[]; failuresByDay: Count[] };
type Count = { name: string; count: number };

type Row = {
  day: Date | null;
  member: string | null;
  memberName: string;
  model: string | null;
  provider: string | null;
  dollars: number;
  errors: number;
};
const MOST = 8;

/** What a team spent since the beginning of that day: counted days, and from the ledger what is not counted yet. */
export async function spentSince(prisma: PrismaClient, team: string, since: Date, now = new Date()): Promise<Spent> {
  const from = startOf(dayOf(since));
  const uncounted = await uncountedFrom(prisma, from, now);
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT day, member, max(member_name) AS "memberName", model, provider, sum(dollars)::float AS dollars, sum(errors)::int AS errors
    FROM (
      SELECT day, member, member_name, provider, model, errors, dollars FROM spent_day WHERE team = ${team} AND day >= ${from}::date
      UNION ALL
      SELECT (c.opened_at AT TIME ZONE 'UTC')::date, d.by ->> 'id', d.by ->> 'name', c.provider, c.model, (c.outcome IS NOT DISTINCT FROM 'error')::int, coalesce(c.cost, 0)
      FROM call c CROSS JOIN LATERAL (SELECT team, started_by AS by FROM discussion WHERE id = c.discussion_id OFFSET 0) d
      WHERE c.opened_at >= ${uncounted} AND d.team = ${team}) one
    GROUP BY GROUPING SETS ((day), (member), (model), (provider))`;
  const dearest = (list: Sum[]) => list.sort((a, b) => b.dollars - a.dollars).slice(0, MOST);
  return {
    byDay: rows
      .flatMap(({ day, dollars }) => (day === null ? [] : [{ name: dayName(day), dollars }]))
      .sort((a, b) => a.name.localeCompare(b.name)),
    byMember: dearest(rows.flatMap(({ member, memberName: name, dollars }) => (member === null ? [] : [{ name, dollars }]))),
    byModel: dearest(rows.flatMap(({ model: name, dollars }) => (name === null ? [] : [{ name, dollars }]))),
    failuresByDay: rows
      .flatMap(({ day, errors: count }) => (day === null || count === 0 ? [] : [{ name: dayName(day), count }]))
      .sort((a, b) => a.name.localeCompare(b.name)),
    failures: rows
      .flatMap(({ provider: name, errors: count }) => (name === null || count === 0 ? [] : [{ name, count }]))
      .sort((a, b) => b.count - a.count),
  };
}

const dayName = (day: Date): string => day.toISOString().slice(0, 10);
