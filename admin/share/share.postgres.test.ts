import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { by, harness, request, watched } from '../../engine/discussion/harness.fixture.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import { silentLog } from '../../engine/log.ts';
import { openShareDesk } from '../../engine/shares.ts';
import { postgresStore } from '../../engine/store/postgres.ts';
import { postgresShares } from '../../engine/store/postgres-shares.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { type AdminServer, startAdmin } from '../server.ts';

const TRIES = 80;
const PASSWORD = 'correct horse';
let pool: pg.Pool;
let engine: Engine;
let server: AdminServer;
let slugs: Record<'never' | 'over' | 'revoked' | 'malformed', string>;
let reopen: (slug: string) => Promise<unknown>;

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await freshDatabase(), max: 4 });
  engine = createEngine({ ...harness().parts, store: postgresStore(pool) });
  const shares = postgresShares(pool);
  const desk = openShareDesk(shares, engine);
  server = await startAdmin(engine, { host: '127.0.0.1', port: 0, log: silentLog(), shares: desk });
  const worker = await engine.work({ concurrency: 2 });
  const { id, team } = await engine.start(request());
  await watched(engine, id);
  await worker.close();
  const wish = { discussion: id, password: PASSWORD };
  const [over, revoked] = [await desk.share(team, wish, by), await desk.share(team, wish, by)];
  await pool.query("update share set expires_at = now() - interval '1 second' where slug = $1", [over.slug]);
  await desk.revoke(team, revoked.slug);
  reopen = (slug) => pool.query('update share set revoked_at = null, expires_at = null where slug = $1', [slug]);
  slugs = { never: 'N'.repeat(22), over: over.slug, revoked: revoked.slug, malformed: '../etc/passwd' };
}, 60_000);
afterAll(async () => {
  await server.close();
  await engine.close();
});

async function guess(slug: string) {
  const body = new URLSearchParams({ password: PASSWORD });
  const began = performance.now();
  const response = await fetch(`${server.url}/r/${encodeURIComponent(slug)}`, { method: 'POST', body });
  const text = await response.text();
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return { ms: performance.now() - began, status: response.status, seen: JSON.stringify([response.status, headers, text]) };
}

it('answers the same in the same time for what never was, is over, was revoked, or is no slug at all', async () => {
  const times: Record<string, number[]> = {};
  const seen = new Set<string>();
  for (let i = 0; i < TRIES; i++) {
    for (const [kind, slug] of Object.entries(slugs)) {
      const answer = await guess(slug);
      seen.add(answer.seen);
      // The first ones warm the way.
      if (i >= 10) times[kind] = [...(times[kind] ?? []), answer.ms];
    }
  }
  expect(seen.size).toBe(1);
  const medians = Object.values(times).map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN);
  // A look at the password alone would take 15 ms and more.
  expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(3);
});

it('opens again only when that is taken away, and closes at once with the next revocation, also a page that was read before', async () => {
  for (const slug of [slugs.over, slugs.revoked]) {
    expect((await guess(slug)).status).toBe(404);
    await reopen(slug);
    expect((await guess(slug)).status).toBe(200);
    await pool.query('update share set revoked_at = now() where slug = $1', [slug]);
    expect((await guess(slug)).status).toBe(404);
  }
});
