import type { Call } from '../../call.ts';
import { dollars, integer, plural } from '../plain.ts';
import { priceText, spendOf } from '../spend.ts';
import { type Chart, ink, listed, specOf } from './chart.ts';

/** What each kind of work has cost: in money where the prices are known, else in tokens. */
export const costChart: Chart = {
  name: 'cost',
  title: 'What it cost',
  of({ calls }) {
    const parts = workOf(calls);
    if (parts.length === 0) return undefined;
    const money = parts.some(({ spend }) => spend.dollars > 0) && parts.every(({ spend }) => spend.unpriced === 0);
    const values = parts.map(({ work, spend }) => {
      const tokens = spend.input + spend.cached + spend.cacheWrite + spend.output;
      const note = `${money ? dollars(spend.dollars) : `${integer(tokens)} tokens`} in ${plural(spend.calls, 'call')}`;
      return { work, amount: money ? spend.dollars : tokens, note };
    });
    if (values.every(({ amount }) => amount === 0)) return undefined;
    const told = values.map(({ work, note }) => `${work} ${note}`);
    return {
      alt: `${money ? 'Money' : 'Tokens'} by kind of work: ${listed(told)}; in all ${priceText(spendOf(calls))}.`,
      spec: spec(values, money),
    };
  },
};

const WORK: readonly [work: string, keys: RegExp][] = [
  ['report', /^section\//u],
  ['ballots and decisions', /^(?:ballot|sign)\/|^(?:frame|statement)/u],
  ['summaries', /^summary/u],
];
const TURNS = 'turns';
const ORDER = [TURNS, 'ballots and decisions', 'summaries', 'report'];

function workOf(calls: readonly Call[]) {
  const kind = ({ stepKey }: Call) => WORK.find(([, keys]) => keys.test(stepKey))?.[0] ?? TURNS;
  return ORDER.map((work) => ({ work, calls: calls.filter((call) => kind(call) === work) }))
    .filter((part) => part.calls.length > 0)
    .map((part) => ({ work: part.work, spend: spendOf(part.calls) }));
}

function spec(values: readonly { amount: number; work: string }[], money: boolean) {
  const y = { field: 'work', type: 'nominal', sort: ORDER, title: null, axis: { domain: false, ticks: false } };
  const most = Math.max(...values.map(({ amount }) => amount));
  const x = {
    field: 'amount',
    type: 'quantitative',
    title: money ? 'US dollars' : 'tokens',
    scale: { domain: [0, most * 1.5] },
    axis: { tickCount: 4, grid: false, format: money ? '$,.4~f' : ',.0f' },
  };
  return specOf(
    {
      data: { values },
      layer: [
        { mark: { type: 'bar', fill: ink.middle, stroke: ink.dark, height: 16 }, encoding: { y, x } },
        {
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 6, fontSize: 11 },
          encoding: { y, x, text: { field: 'note', type: 'nominal' } },
        },
      ],
    },
    { width: 460, height: Math.max(40, values.length * 28) },
  );
}
