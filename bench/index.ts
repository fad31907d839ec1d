import { UserError } from '../engine/errors.ts';
import { chaosBench } from './chaos/chaos-bench.ts';
import { costBench } from './cost/cost-bench.ts';
import { estimateBench } from './cost/estimate-bench.ts';
import { engineBench } from './engine/engine-bench.ts';
import { panelBench } from './panel/panel-bench.ts';
import { reportBench } from './report/report-bench.ts';

/** `npm run bench -- <name> [options]`: each prints JSON lines on standard output, and what it does on standard error. */
const benches: Record<string, { summary: string; run: (args: string[]) => Promise<void> }> = {
  chaos: {
    summary: 'discussions with a provider that makes trouble, and many processes under one key’s limits',
    run: chaosBench,
  },
  cost: { summary: 'billed input of the turns beside the naive layout, by each vendor’s cache rules', run: costBench },
  estimate: { summary: 'what was estimated before discussions began, held against their bills', run: estimateBench },
  engine: {
    summary: 'overhead a turn and turns a second beside a floor of one HTTP call and one commit a turn',
    run: engineBench,
  },
  panel: { summary: 'what the panel’s pages ask a database that seed:large filled, and how long it takes', run: panelBench },
  report: {
    summary: 'a report of 160 turns beside its model calls, its memory, and what five at once do to the turns of others',
    run: reportBench,
  },
};

async function main([name = '', ...args]: string[]): Promise<void> {
  const bench = benches[name];
  if (!bench) {
    const list = Object.entries(benches).map(([known, { summary }]) => `  ${known}: ${summary}`);
    throw new UserError(`Which benchmark? npm run bench -- <name>\n${list.join('\n')}`);
  }
  await bench.run(args);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof UserError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(error instanceof UserError ? 2 : 1);
  },
);
