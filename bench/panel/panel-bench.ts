import { parseArgs } from 'node:util';
import { startTestPanel } from '../../admin/panel/panel.fixture.ts';
import { explained, type Plan, plansOf } from '../../admin/panel/plans.fixture.ts';
import { countDays } from '../../admin/panel/spent-days.ts';
import { visit, visitsOf } from '../../admin/panel/visits.fixture.ts';
import { readConfig } from '../../engine/config.ts';
import { UserError } from '../../engine/errors.ts';
import { openPrisma } from '../../prisma/client.ts';

/**
 * What the panel's pages ask a database that `npm run seed:large` filled: for each page the answer's time, and its slowest
 * statement with what it read of which table, as PostgreSQL itself tells it.
 */
export async function panelBench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { team: { type: 'string', default: 'default' }, times: { type: 'string', default: '3' } },
  });
  const { databaseUrl } = readConfig();
  if (!databaseUrl) throw new UserError('DATABASE_URL names no database. Fill one with npm run seed:large first.');
  const panel = await startTestPanel(explained(databaseUrl));
  try {
    const browser = await panel.as({ role: 'admin', team: values.team, email: `bench-${Date.now()}@example.org` });
    // As a panel that has been up for a while: the days that are over are counted.
    await countDays(openPrisma(panel.opened.pool));
    const pages = await visitsOf(panel.opened.pool, values.team);
    const plans = plansOf(panel.opened.pool);
    for (const { name, path } of pages) {
      for (let n = 1; n <= Number(values.times); n++) {
        plans.length = 0;
        const begun = performance.now();
        await visit(browser, path);
        print({ page: name, time: n, ms: round(performance.now() - begun), statements: plans.length, slowest: slowestOf(plans) });
      }
    }
  } finally {
    await panel.close();
  }
}

function slowestOf(plans: readonly Plan[]) {
  const [slowest] = [...plans].sort((a, b) => b.ms - a.ms);
  if (!slowest) return undefined;
  const read = slowest.scans.map(({ how, table, rows }) => `${how} ${table} ${rows}`);
  return { ms: round(slowest.ms), read, query: slowest.query.replace(/\s+/gu, ' ').trim().slice(0, 160) };
}

const round = (ms: number): number => Math.round(ms * 10) / 10;
const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
