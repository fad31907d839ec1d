import type { PrismaClient } from '../../prisma/generated/client.ts';
import { dayOf, startOf } from './days.ts';
import { uncountedFrom } from './spent-days.ts';

export type KeySpend = { calls: number; dollars: number; byDay: { name: string; dollars: number }[] };

export const SPEND_DAYS = 30;

/** What was asked with each of these keys in the last month: counted days, and from the ledger what is not counted yet. */
export async function spendOf(prisma: PrismaClient, keyIds: readonly string[]): Promise<(keyId: string) => KeySpend> {
  const ids = [...keyIds];
  const since = startOf(dayOf(new Date()) - SPEND_DAYS);
  const uncounted = await uncountedFrom(prisma, since);
  const rows = await prisma.$queryRaw<{ keyId: string; day: string; calls: number; dollars: number }[]>`
    SELECT key_id AS "keyId", to_char(day, 'YYYY-MM-DD') AS day, sum(calls)::int AS calls, sum(dollars)::float AS dollars
    FROM (
      SELECT key_id, day, calls, dollars FROM spent_day WHERE key_id = ANY (${ids}) AND day >= ${since}::date
      UNION ALL
      SELECT key_id, (opened_at AT TIME ZONE 'UTC')::date, 1, coalesce(cost, 0) FROM call
      WHERE opened_at >= ${uncounted} AND key_id = ANY (${ids})) one
    GROUP BY 1, 2 ORDER BY 2`;
  return (keyId) => {
    const days = rows.filter((row) => row.keyId === keyId);
    return {
      calls: days.reduce((sum, { calls }) => sum + calls, 0),
      dollars: days.reduce((sum, { dollars }) => sum + dollars, 0),
      byDay: days.map(({ day, dollars }) => ({ name: day, dollars })),
    };
  };
}
