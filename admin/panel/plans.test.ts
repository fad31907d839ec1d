import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../bench/seed/load.ts';
import { originals } from '../../bench/seed/originals.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { type Browser, startTestPanel, type TestPanel } from './panel.fixture.ts';
import { explained, type Plan, plansOf } from './plans.fixture.ts';
import { visit, visitsOf } from './visits.fixture.ts';

/** Tables that grow with what is said and done. */
const LARGE = ['event', 'call', 'discussion', 'audit', 'rating', 'topic_use'];
/** However many there are, one statement reads no more of a table than this. */
const MOST_ROWS = 4_000;

let panel: TestPanel;
let admin: Browser;
let plans: Plan[];
let pages: { name: string; path: string }[];

beforeAll(async () => {
  const url = await freshDatabase();
  await load(url, { discussions: 1_000, events: 20_000, teams: 2, add: false, seed: 1 }, await originals(), () => {});
  // Small tables are read whole where that is cheaper; here it is asked whether an index could answer.
  panel = await startTestPanel(explained(url, 'enable_seqscan=off'));
  admin = await panel.as({ role: 'admin' });
  pages = await visitsOf(panel.opened.pool, 'default');
  plans = plansOf(panel.opened.pool);
}, 180_000);
afterAll(() => panel.close());

describe('what the panel asks the database', () => {
  it('is answered by indexes, and reads a bounded part of what there is', async () => {
    const faults: string[] = [];
    for (const { name, path } of pages) {
      plans.length = 0;
      await visit(admin, path);
      // One to know who asks, and one at least for what is asked.
      expect(plans.length, name).toBeGreaterThan(1);
      for (const { query, scans } of plans) {
        for (const { how, table, rows } of scans.filter((scan) => LARGE.includes(scan.table))) {
          if (how === 'Seq Scan' || rows > MOST_ROWS)
            faults.push(`${name}: ${how} of ${table}, ${rows} rows: ${query.slice(0, 200)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('is seen by this test: a statement without an index is noticed', async () => {
    plans.length = 0;
    await panel.opened.pool.query("SELECT count(*) FROM event WHERE body ->> 'text' = 'x'");
    expect(plans.at(-1)?.scans).toEqual([
      { how: 'Seq Scan', table: 'event', rows: expect.toSatisfy((rows) => rows > MOST_ROWS) },
    ]);
  });
});
