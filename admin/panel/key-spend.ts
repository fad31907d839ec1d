import type { PrismaClient } from '../../prisma/generated/client.ts';

export type KeySpend = { calls: number; dollars: number; byDay: { name: string; dollars: number }[] };

export const SPEND_DAYS = 30;

/** What was asked with each of these keys in the last month: one range of an index for each. */
export async function spendOf(prisma: PrismaClient, keyIds: readonly string[]): Promise<(keyId: string) => KeySpend> {
  const since = new Date(Date.now() - SPEND_DAYS * 86_400_000);
  const rows = await prisma.$queryRaw<{ keyId: string; day: string; calls: number; dollars: number }[]>`
    SELECT key_id AS "keyId", to_char(settled_at, 'YYYY-MM-DD') AS day, count(*)::int AS calls, coalesce(sum(cost), 0)::float AS dollars
    FROM call WHERE key_id = ANY (${[...keyIds]}) AND settled_at > ${since} GROUP BY 1, 2 ORDER BY 2`;
  return (keyId) => {
    const days = rows.filter((row) => row.keyId === keyId);
    return {
      calls: days.reduce((sum, { calls }) => sum + calls, 0),
      dollars: days.reduce((sum, { dollars }) => sum + dollars, 0),
      byDay: days.map(({ day, dollars }) => ({ name: day, dollars })),
    };
  };
}
