import { plural } from '../plain.ts';
import { topicsOf } from '../topics.ts';
import { type Chart, ink, listed, shortName, specOf } from './chart.ts';

/** In how many turns of each round the words came up that the personas used most. */
export const topicsChart: Chart = {
  name: 'topics',
  title: 'Topics over rounds',
  of({ transcript }) {
    const { rounds, topics } = topicsOf(transcript);
    if (topics.length === 0) return undefined;
    const order = topics.map(({ word }) => shortName(word));
    const values = topics.flatMap(({ word, turns }) =>
      rounds.map((round, i) => ({ word: shortName(word), round: `${round}`, turns: turns[i] ?? 0 })),
    );
    const told = topics.map(({ word, turns }) => {
      const most = Math.max(...turns);
      const when = rounds.filter((_, i) => turns[i] === most);
      const total = turns.reduce((sum, n) => sum + n, 0);
      return `${word} in ${plural(total, 'turn')}${rounds.length > 1 ? ` (most in round ${when[0]})` : ''}`;
    });
    return { alt: `Words that the personas used most: ${listed(told)}.`, spec: spec(values, order, rounds) };
  },
};

function spec(values: readonly { turns: number }[], order: readonly string[], rounds: readonly number[]) {
  const most = Math.max(1, ...values.map(({ turns }) => turns));
  const cell = Math.max(24, Math.min(64, 460 / rounds.length));
  return specOf(
    {
      data: { values },
      transform: [{ filter: 'datum.turns > 0' }],
      encoding: {
        y: {
          field: 'word',
          type: 'nominal',
          sort: order,
          scale: { domain: order },
          title: null,
          axis: { domain: false, ticks: false, grid: true },
        },
        x: {
          field: 'round',
          type: 'nominal',
          sort: rounds.map(String),
          scale: { domain: rounds.map(String) },
          title: 'round',
          axis: { labelAngle: 0, domain: false, ticks: false },
        },
      },
      layer: [
        {
          mark: { type: 'circle', fill: ink.light, stroke: ink.dark, strokeWidth: 0.8, opacity: 1 },
          encoding: {
            size: { field: 'turns', type: 'quantitative', scale: { domain: [0, most], range: [150, 620] }, legend: null },
          },
        },
        {
          mark: { type: 'text', baseline: 'middle', fontSize: 11 },
          encoding: { text: { field: 'turns', type: 'quantitative' } },
        },
      ],
    },
    { width: cell * rounds.length, height: 30 * order.length },
  );
}
