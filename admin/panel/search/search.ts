import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { askedFor } from './ask.ts';
import { headline } from './headline.ts';
import { newestFirst, type Seen, type Walked } from './newest-first.ts';

const MOST_TURNS = 60;
const MOST_TOPICS = 300;
/** Of one piece of time; more than that is looked at only where one day has more. */
const MOST_LOOKED = 2_000;

export type Hit = { id: string; topic: string; status: string; createdAt: Date; seq: number; text: string };
export type Found = {
  hits: Hit[];
  /** Older turns were not looked at; the search goes on from here. */
  before?: Date;
};

/** Where the team's discussions say this, newest first, from `before` back. */
export async function searchTurns(prisma: PrismaClient, team: string, text: string, before?: Date): Promise<Found> {
  const query = await queryOf(prisma, team, text);
  if (!query) return { hits: [] };
  const until = before ?? new Date();
  const { found, ...rest } = await newestFirst<Turn>({
    team,
    until,
    oldest: query.oldest,
    most: MOST_TURNS,
    look: (tokens) => turns(prisma, query, tokens, until),
  });
  return { hits: await shown(prisma, team, query, found), ...rest };
}

export type Topic = { id: string; at: Date };

/** The team's discussions whose topic says this, newest first, from `before` back. */
export async function searchTopics(prisma: PrismaClient, team: string, text: string, before?: Date): Promise<Walked<Topic>> {
  const query = await queryOf(prisma, team, text);
  if (!query) return { found: [] };
  const until = before ?? new Date();
  return newestFirst<Topic>({
    team,
    until,
    oldest: query.oldest,
    most: MOST_TOPICS,
    look: (tokens) => topics(prisma, query, tokens, until),
  });
}

type Query = {
  /** What is looked for. */
  exact: string;
  /** What the index alone can answer: the words, not their order. */
  wide: string;
  oldest: Date;
};

/** Undefined where there is no word in it, or nothing to search. */
async function queryOf(prisma: PrismaClient, team: string, text: string): Promise<Query | undefined> {
  const { words, prefixes } = askedFor(text);
  const [query] = await prisma.$queryRaw<(Query & { words: number })[]>`
    SELECT q::text AS exact, numnode(q) AS words,
      CASE WHEN q::text LIKE '%!%' THEN q::text ELSE regexp_replace(q::text, '<(-|\\d+)>', '&', 'g') END AS wide,
      (SELECT created_at FROM discussion WHERE team = ${team} ORDER BY created_at LIMIT 1) AS oldest
    FROM (SELECT websearch_to_tsquery('simple', ${words}) && CASE WHEN ${prefixes} = '' THEN ''::tsquery ELSE to_tsquery('simple', ${prefixes}) END AS q) asked`;
  return query && query.words > 0 && query.oldest !== null ? query : undefined;
}

type Turn = { id: string; seq: number; at: Date };
type Looked<T> = { looked: number; found: T[] | null };

async function turns(prisma: PrismaClient, { exact, wide }: Query, tokens: string[], until: Date): Promise<Seen<Turn>> {
  const [seen] = await prisma.$queryRaw<Looked<Turn>[]>`
    WITH near AS MATERIALIZED (
      SELECT discussion_id AS id, seq, at, body ->> 'text' AS said FROM event
      WHERE type IN ('said', 'asked') AND said_words(body ->> 'text') @@ ${wide}::tsquery AND said_in(team, at) && ${tokens}
      LIMIT ${MOST_LOOKED})
    SELECT (SELECT count(*)::int FROM near) AS looked, (SELECT jsonb_agg(jsonb_build_object('id', id, 'seq', seq, 'at', at) ORDER BY at DESC, id, seq) FROM (
      SELECT id, seq, at FROM near WHERE at < ${until} AND (${exact} = ${wide} OR said_words(said) @@ ${exact}::tsquery)
      ORDER BY at DESC, id, seq LIMIT ${MOST_TURNS + 1}) hit) AS found`;
  return seenOf(seen);
}

async function topics(prisma: PrismaClient, { exact, wide }: Query, tokens: string[], until: Date): Promise<Seen<Topic>> {
  const [seen] = await prisma.$queryRaw<Looked<Topic>[]>`
    WITH near AS MATERIALIZED (
      SELECT id, created_at AS at, topic FROM discussion
      WHERE said_words(topic) @@ ${wide}::tsquery AND said_in(team, created_at) && ${tokens}
      LIMIT ${MOST_LOOKED})
    SELECT (SELECT count(*)::int FROM near) AS looked, (SELECT jsonb_agg(jsonb_build_object('id', id, 'at', at) ORDER BY at DESC, id DESC) FROM (
      SELECT id, at FROM near WHERE at <= ${until} AND (${exact} = ${wide} OR said_words(topic) @@ ${exact}::tsquery)
      ORDER BY at DESC, id DESC LIMIT ${MOST_TOPICS + 1}) hit) AS found`;
  return seenOf(seen);
}

const seenOf = <T extends { at: Date }>(seen: Looked<T> | undefined): Seen<T> => ({
  looked: seen?.looked ?? 0,
  found: (seen?.found ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
});

/** The turns with what was found marked; the team is asked for once more. */
async function shown(prisma: PrismaClient, team: string, { exact }: Query, found: readonly Turn[]): Promise<Hit[]> {
  const hits = await prisma.$queryRaw<Hit[]>`
    SELECT d.id, d.topic, d.status, d.created_at AS "createdAt", e.seq, e.body ->> 'text' AS text
    FROM unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ seq }) => seq)}::int[]) WITH ORDINALITY AS f (id, seq, n)
    JOIN event e ON e.discussion_id = f.id AND e.seq = f.seq JOIN discussion d ON d.id = f.id
    WHERE d.team = ${team} ORDER BY f.n`;
  return hits.map((hit) => ({ ...hit, text: headline(hit.text, exact) }));
}
