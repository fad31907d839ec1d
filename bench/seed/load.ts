import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { UserError } from '../../engine/errors.ts';
import { storable } from '../../engine/store/rows.ts';
import { mixOf } from './mix.ts';
import type { SeedOptions } from './options.ts';
import type { Original } from './originals.ts';

const BATCH = 1_000;
/** Drafts, and what failed or goes on, have only the beginning of their original: so much of all is written. */
const WRITTEN = 0.945;
/** Built anew when all rows are there: ten times as fast as row by row. */
const LATER = ['event_said_idx', 'discussion_topic_idx', 'call_opened_at_idx', 'event_discussion_id_key_key'];

/** Fills the database: copies of the originals, each with its own words, team, member, time and cost. */
export async function load(url: string, options: SeedOptions, originals: readonly Original[], tell: (line: string) => void) {
  const client = new pg.Client({ connectionString: url, application_name: 'simfocus-seed' });
  await client.connect();
  try {
    await refuseFull(client, options);
    const script = async (file: string) => {
      const text = await readFile(new URL(file, import.meta.url), 'utf8');
      return (values: Record<string, number> = {}) =>
        client.query(
          filled(text, {
            SEED: options.seed,
            TEAMS: options.teams,
            ALL: options.discussions,
            WORDS: wordsFor(options),
            ...values,
          }),
        );
    };
    const [words, teams, discussions] = await Promise.all([script('words.sql'), script('teams.sql'), script('discussions.sql')]);
    await client.query("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SET work_mem = '64MB'");
    tell('Making words…');
    await words();
    await teams();
    await writeOriginals(client, originals, options);
    const indexes = await client.query<{ name: string; text: string }>(
      'SELECT indexname AS name, indexdef AS text FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ANY ($1)',
      [LATER],
    );
    for (const { name } of indexes.rows) await client.query(`DROP INDEX ${pg.escapeIdentifier(name)}`);
    try {
      await inBatches(options, tell, (from, to) => discussions({ FROM: from, TO: to }));
    } finally {
      for (const { name, text } of indexes.rows) {
        tell(`Building the index ${name}…`);
        await client.query(text);
      }
    }
    tell('Counting what is where (vacuum, analyze)…');
    await client.query('VACUUM (ANALYZE)');
    const { rows } = await client.query<Record<string, string>>(
      `SELECT (SELECT count(*) FROM discussion) AS discussions, (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM call) AS calls,
        (SELECT count(*) FROM audit) AS audit, pg_size_pretty(pg_database_size(current_database())) AS size`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}

/** As many sentences as there are words. */
const wordsFor = ({ discussions }: SeedOptions): number => Math.min(200_000, Math.max(5_000, 2 * discussions));

async function refuseFull(client: pg.Client, { add }: SeedOptions): Promise<void> {
  const there = await client.query('SELECT FROM discussion LIMIT 1').catch((cause: unknown) => {
    throw new UserError('There are no tables in this database. Run npm run db:migrate first.', 'VALIDATION_ERROR', { cause });
  });
  if (there.rowCount === 0 || add) return;
  throw new UserError('This database has discussions already, and these would be among them. Say --add if you mean it.');
}

async function inBatches(
  { discussions }: SeedOptions,
  tell: (line: string) => void,
  run: (from: number, to: number) => Promise<unknown>,
) {
  const begun = performance.now();
  for (let from = 1; from <= discussions; from += BATCH) {
    const to = Math.min(discussions, from + BATCH - 1);
    await run(from, to);
    const seconds = (performance.now() - begun) / 1_000;
    const left = (seconds / to) * (discussions - to);
    tell(`${to} of ${discussions} discussions, ${Math.round(seconds)} s, about ${Math.round(left)} s to go`);
  }
}

async function writeOriginals(client: pg.Client, originals: readonly Original[], { discussions, events }: SeedOptions) {
  await client.query(`
    CREATE TEMP TABLE original (original int, upto float8, brief jsonb, format text, events int);
    CREATE TEMP TABLE original_event (original int, seq int, key text, type text, body jsonb, after interval, part float8);
    CREATE TEMP TABLE original_call (original int, n int, step_key text, attempt int, input int, output int, after interval)`);
  const shares = mixOf(
    originals.map((one) => one.events.length),
    discussions,
    events / WRITTEN,
  );
  let upto = 0;
  for (const [i, { discussion, format, events: log, calls }] of originals.entries()) {
    upto += shares[i] ?? 0;
    const last = i === originals.length - 1 ? 1 : upto;
    const head = [i, last, storable(discussion.brief), format, log.length];
    await client.query('INSERT INTO original VALUES ($1, $2, $3, $4, $5)', head);
    for (const [n, { seq, key, type, ...body }] of log.entries()) {
      const { at: _at, deliverAt: _deliverAt, ...rest } = body;
      const event = [i, seq, key, type, storable(rest), seq * 9, n / log.length];
      await client.query('INSERT INTO original_event VALUES ($1, $2, $3, $4, $5, make_interval(secs => $6::int), $7)', event);
    }
    for (const [n, { stepKey, attempt, usage }] of calls.entries()) {
      const call = [i, n, stepKey, attempt, usage?.input ?? 0, usage?.output ?? 0, n * 9];
      await client.query('INSERT INTO original_call VALUES ($1, $2, $3, $4, $5, $6, make_interval(secs => $7::int))', call);
    }
  }
  await client.query('ANALYZE original; ANALYZE original_event; ANALYZE original_call');
}

const filled = (text: string, values: Record<string, number>): string =>
  text.replace(/\$([A-Z]+)\b/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${name} is not filled in`);
    return String(value);
  });
