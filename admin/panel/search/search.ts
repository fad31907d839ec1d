import { UserError } from '../../../engine/errors.ts';
import { Prisma, type PrismaClient } from '../../../prisma/generated/client.ts';
import { askedFor } from './ask.ts';
import { headline } from './headline.ts';
import { newestFirst, type Seen, type Walked } from './newest-first.ts';

const MOST_TURNS = 60;
const MOST_TOPICS = 300;
/** Of one piece of time; more than that is looked at only where one day has more. */
const MOST_LOOKED = 2_000;
/** Rows that a search looks at: the index knows words; their order is looked for in each text, which is dear; how a word begins is soon seen. */
const BUDGET = { words: 3_000, phrases: 1_500, beginnings: 8_000 };

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
    budget: query.budget,
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
    budget: query.budget,
    look: (tokens) => topics(prisma, query, tokens, until),
  });
}

type Query = {
  /** What is looked for. */
  exact: string;
  /** What the index alone can answer: the words, not their order; empty where there are none. */
  wide: string;
  /** Words begin with these, as regular expressions that all must hold. */
  starts: string[];
  beginnings: readonly string[];
  oldest: Date;
  budget: number;
};

/** Undefined where there is nothing to search. Throws UserError where every turn but a few would be found. */
async function queryOf(prisma: PrismaClient, team: string, text: string): Promise<Query | undefined> {
  const { words, beginnings } = askedFor(text);
  const [row] = await prisma.$queryRaw<(Pick<Query, 'exact' | 'wide'> & { oldest: Date | null; tree: string })[]>`
    SELECT q::text AS exact, querytree(q) AS tree,
      CASE WHEN q::text LIKE '%!%' THEN q::text ELSE regexp_replace(q::text, '<(-|\\d+)>', '&', 'g') END AS wide,
      (SELECT created_at FROM discussion WHERE team = ${team} ORDER BY created_at LIMIT 1) AS oldest
    FROM (SELECT websearch_to_tsquery('simple', ${words}) AS q) asked`;
  if (!row?.oldest || (row.exact === '' && beginnings.length === 0)) return undefined;
  if (row.exact !== '' && row.tree === 'T')
    throw new UserError(
      'Search for at least one word that was said; the others may have a minus before them.',
      'VALIDATION_ERROR',
      {
        field: 'q',
      },
    );
  const { exact, wide, oldest } = row;
  const starts = beginnings.map((start) => `\\m${start}`);
  const budget = wide === '' ? BUDGET.beginnings : exact === wide ? BUDGET.words : BUDGET.phrases;
  return { exact, wide, oldest, beginnings, starts, budget };
}

type Turn = { id: string; seq: number; at: Date };
type Looked<T> = { looked: number; found: T[] | null };

async function turns(prisma: PrismaClient, { exact, wide, starts }: Query, tokens: string[], until: Date): Promise<Seen<Turn>> {
  const [seen] = await prisma.$queryRaw<Looked<Turn>[]>`
    WITH near AS MATERIALIZED (
      SELECT discussion_id AS id, seq, at, body ->> 'text' AS said FROM event
      WHERE type IN ('said', 'asked') AND ${wide === '' ? Prisma.sql`true` : Prisma.sql`said_words(body ->> 'text') @@ ${wide}::tsquery`} AND said_in(team, at) && ${tokens}
      LIMIT ${MOST_LOOKED})
    SELECT (SELECT count(*)::int FROM near) AS looked, (SELECT jsonb_agg(jsonb_build_object('id', id, 'seq', seq, 'at', at) ORDER BY at DESC, id, seq) FROM (
      SELECT id, seq, at FROM near WHERE at < ${until} AND (${exact} = ${wide} OR said_words(said) @@ ${exact}::tsquery) AND said ~* ALL (${starts})
      ORDER BY at DESC, id, seq LIMIT ${MOST_TURNS + 1}) hit) AS found`;
  return seenOf(seen);
}

async function topics(prisma: PrismaClient, { exact, wide, starts }: Query, tokens: string[], until: Date): Promise<Seen<Topic>> {
  const [seen] = await prisma.$queryRaw<Looked<Topic>[]>`
    WITH near AS MATERIALIZED (
      SELECT id, created_at AS at, topic FROM discussion
      WHERE ${wide === '' ? Prisma.sql`true` : Prisma.sql`said_words(topic) @@ ${wide}::tsquery`} AND said_in(team, created_at) && ${tokens}
      LIMIT ${MOST_LOOKED})
    SELECT (SELECT count(*)::int FROM near) AS looked, (SELECT jsonb_agg(jsonb_build_object('id', id, 'at', at) ORDER BY at DESC, id DESC) FROM (
      SELECT id, at FROM near WHERE at <= ${until} AND (${exact} = ${wide} OR said_words(topic) @@ ${exact}::tsquery) AND topic ~* ALL (${starts})
      ORDER BY at DESC, id DESC LIMIT ${MOST_TOPICS + 1}) hit) AS found`;
  return seenOf(seen);
}

const seenOf = <T extends { at: Date }>(seen: Looked<T> | undefined): Seen<T> => ({
  looked: seen?.looked ?? 0,
  found: (seen?.found ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
});

/** The turns with what was found marked; the team is asked for once more. */
async function shown(prisma: PrismaClient, team: string, { exact, beginnings }: Query, found: readonly Turn[]): Promise<Hit[]> {
  const hits = await prisma.$queryRaw<Hit[]>`
    SELECT d.id, d.topic, d.status, d.created_at AS "createdAt", e.seq, e.body ->> 'text' AS text
    FROM unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ seq }) => seq)}::int[]) WITH ORDINALITY AS f (id, seq, n)
    JOIN event e ON e.discussion_id = f.id AND e.seq = f.seq JOIN discussion d ON d.id = f.id
    WHERE d.team = ${team} ORDER BY f.n`;
  return hits.map((hit) => ({ ...hit, text: headline(hit.text, exact, beginnings) }));
}
