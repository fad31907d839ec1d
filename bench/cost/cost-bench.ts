import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';
import { type Batches, type Bill, billedDiscussion } from './discussion.ts';
import type { Tally } from './tally.ts';
import { type BilledVendor, billedVendors } from './vendors.ts';

/** Of the naive layout with nothing cached, at 20 rounds of turns of 120 words; and the growth from 20 to 40 rounds. */
const GOAL = { words: 120, rounds: 20, ofNaive: 0.1, exponent: 1.1 } as const;

/** Billed input of the turns, beside the naive layout, by each vendor's cache rules. */
export async function costBench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      personas: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '5,10,20,40' },
      words: { type: 'string', default: '120,50' },
    },
  });
  const personas = whole('personas', values.personas);
  let missed = 0;
  for (const words of numbers('words', values.words)) {
    for (const vendor of billedVendors) {
      const billed = new Map<number, Bill>();
      for (const rounds of numbers('rounds', values.rounds)) {
        const size = { personas, rounds, words };
        const bill = await billedDiscussion(vendor, size, 'together');
        billed.set(rounds, bill);
        const { ours } = await billedDiscussion(vendor, size, 'one-first');
        const lines = [...turnRows(bill), ...otherRows(bill.ours, 'together'), ...otherRows(ours, 'one-first')];
        for (const line of lines) print({ vendor: vendor.name, ...size, ...line });
      }
      missed += growth(vendor, words, billed);
    }
  }
  if (missed > 0) throw new Error(`${missed} of the goals were missed`);
}

const turnRows = ({ ours, naive }: Bill): Record<string, unknown>[] => [
  { row: 'turns', layout: 'simfocus', ...figures(ours.turn), ofNaiveUncached: ratio(ours.turn.billed, naive.uncached) },
  { row: 'turns', layout: 'naive', ...figures(naive), ofNaiveUncached: ratio(naive.billed, naive.uncached) },
];

/** Ballots and sections of the report may run side by side: then none of them finds in the cache what another wrote. */
function otherRows(bill: Bill['ours'], batches: Batches): Record<string, unknown>[] {
  const all = Object.values(bill);
  const rows =
    batches === 'together' ? (['moderator', 'summary', 'decision', 'report'] as const) : (['decision', 'report'] as const);
  return [
    ...rows.map((row) => ({ row, batches, ...figures(bill[row]) })),
    { row: 'all', batches, calls: total(all, 'calls'), dollars: round(total(all, 'dollars'), 4) },
  ];
}

/** Billed input counts tokens at the full price of the model that is asked: decisions go to a small one, the report to a better one. */
const figures = ({ calls, uncached, billed, output, dollars }: Tally) => ({
  calls,
  uncached: Math.round(uncached),
  billed: Math.round(billed),
  billedACall: calls > 0 ? Math.round(billed / calls) : 0,
  output,
  dollars: round(dollars, 4),
});

/** Prints the exponent, and how the goals stand; how many were missed. */
function growth({ name, goal }: BilledVendor, words: number, bills: ReadonlyMap<number, Bill>): number {
  const at = bills.get(GOAL.rounds);
  const twice = bills.get(2 * GOAL.rounds);
  if (!at || !twice) return 0;
  const exponent = Math.log2(twice.ours.turn.billed / at.ours.turn.billed);
  const ofNaive = at.ours.turn.billed / at.naive.uncached;
  const naiveExponent = Math.log2(twice.naive.uncached / at.naive.uncached);
  const held = ofNaive <= GOAL.ofNaive && exponent <= GOAL.exponent;
  const counts = goal && words === GOAL.words;
  print({
    vendor: name,
    words,
    row: 'growth',
    exponent20to40: round(exponent, 3),
    naiveExponent20to40: round(naiveExponent, 3),
    ofNaiveUncachedAt20: round(ofNaive, 4),
    wholeSheetInEveryTurn: true,
    ...(counts && { goal: `at most ${GOAL.ofNaive} and ${GOAL.exponent}`, held }),
  });
  return counts && !held ? 1 : 0;
}

const total = (tallies: readonly Tally[], field: 'calls' | 'dollars') => tallies.reduce((sum, one) => sum + one[field], 0);
const ratio = (part: number, whole: number): number => round(part / whole, 4);
const round = (n: number, digits: number): number => Number(n.toFixed(digits));
const print = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify({ bench: 'cost', ...line })}\n`);

const numbers = (name: string, list: string): number[] => list.split(',').map((text) => whole(name, text));
function whole(name: string, text: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 1) throw new UserError(`--${name} takes whole numbers from 1 on, not "${text}".`);
  return n;
}
