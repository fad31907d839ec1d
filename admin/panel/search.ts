import type { PrismaClient } from '../../prisma/generated/client.ts';

/** Marks around what was found; neither can be in a text that people or models wrote. */
export const MARK = { start: '\u0002', end: '\u0003' };
const PATIENCE_MS = 150;
const NEWEST = 400;
const MOST = 60;

export type Hit = { id: string; topic: string; status: string; createdAt: Date; seq: number; text: string };
export type Found = { hits: Hit[]; newestOnly: boolean };

/**
 * Where the team's discussions say this, newest first. Bounded, however often the words are said: what is not found
 * everywhere in time is looked for in the newest discussions, which for frequent words is soon done.
 */
export async function searchTurns(prisma: PrismaClient, team: string, query: string): Promise<Found> {
  const text = query.replaceAll('\0', '').slice(0, 200).toWellFormed();
  try {
    const [, hits] = await prisma.$transaction([
      prisma.$executeRawUnsafe(`SET LOCAL statement_timeout = ${PATIENCE_MS}`),
      everywhere(prisma, team, text),
    ]);
    return { newestOnly: false, hits };
  } catch (error) {
    if (!String(error).includes(CANCELLED)) throw error;
    return { newestOnly: true, hits: await inNewest(prisma, team, text) };
  }
}

/** PostgreSQL's code for a statement that took too long. */
const CANCELLED = '57014';

const HEADLINE = `StartSel=${MARK.start}, StopSel=${MARK.end}, MaxWords=40, MinWords=15`;

const everywhere = (prisma: PrismaClient, team: string, text: string) => prisma.$queryRaw<Hit[]>`
  SELECT id, topic, status, created_at AS "createdAt", seq, ts_headline('simple', said, websearch_to_tsquery('simple', ${text}), ${HEADLINE}) AS text
  FROM (
    SELECT d.id, d.topic, d.status, d.created_at, e.seq, e.body ->> 'text' AS said
    FROM (SELECT discussion_id, seq, body FROM event
      WHERE type IN ('said', 'asked') AND to_tsvector('simple', body ->> 'text') @@ websearch_to_tsquery('simple', ${text}) OFFSET 0) e
    JOIN discussion d ON d.id = e.discussion_id
    WHERE d.team = ${team} ORDER BY d.created_at DESC, e.seq LIMIT ${MOST}) hit`;

const inNewest = (prisma: PrismaClient, team: string, text: string) => prisma.$queryRaw<Hit[]>`
  SELECT id, topic, status, created_at AS "createdAt", seq, ts_headline('simple', said, websearch_to_tsquery('simple', ${text}), ${HEADLINE}) AS text
  FROM (
    SELECT d.id, d.topic, d.status, d.created_at, e.seq, e.said
    FROM (SELECT id, topic, status, created_at FROM discussion WHERE team = ${team} ORDER BY created_at DESC LIMIT ${NEWEST}) d
    CROSS JOIN LATERAL (
      SELECT seq, body ->> 'text' AS said FROM event
      WHERE discussion_id = d.id AND type || '' IN ('said', 'asked') AND to_tsvector('simple', body ->> 'text') || '' @@ websearch_to_tsquery('simple', ${text})
      ORDER BY seq LIMIT 3) e
    ORDER BY d.created_at DESC LIMIT ${MOST}) hit`;
