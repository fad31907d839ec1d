import { integer, percent, plural } from '../plain.ts';
import { moderatorName, participationOf } from '../sections/participation.ts';
import { axisNames, type Chart, ink, listed, specOf } from './chart.ts';

/** Words of each persona, with its turns; the moderator's bar is an outline. */
export const participationChart: Chart = {
  name: 'participation',
  title: 'Who said how much',
  of({ transcript }) {
    const { personas, moderator } = participationOf(transcript);
    const bars = [...personas.map((one) => ({ ...one, kind: 'persona' })), { ...moderator, share: null, kind: 'moderator' }];
    if (bars.every(({ turns }) => turns === 0)) return undefined;
    const names = axisNames(bars.map(({ name, kind }) => (kind === 'moderator' ? moderatorName(name) : name)));
    const values = bars.map(({ words, turns, share, kind }, i) => ({
      name: names[i],
      words,
      kind,
      note: `${integer(words)} in ${plural(turns, 'turn')}${share === null ? '' : `, ${percent(share)}`}`,
    }));
    const told = personas.map(({ name, words, turns }) => `${name} said ${integer(words)} words in ${plural(turns, 'turn')}`);
    return {
      alt: `${listed([...told, `the moderator ${integer(moderator.words)} in ${plural(moderator.turns, 'turn')}`])}.`,
      spec: spec(values, names),
    };
  },
};

function spec(values: readonly { words: number }[], names: readonly string[]) {
  const y = { field: 'name', type: 'nominal', sort: names, title: null, axis: { domain: false, ticks: false } };
  const most = Math.max(1, ...values.map(({ words }) => words));
  const x = {
    field: 'words',
    type: 'quantitative',
    title: 'words',
    scale: { domain: [0, most * 1.45] },
    axis: { tickCount: 5, grid: false },
  };
  const moderator = { test: "datum.kind === 'moderator'" };
  return specOf(
    {
      data: { values },
      layer: [
        {
          mark: { type: 'bar', stroke: ink.dark, height: 16 },
          encoding: {
            y,
            x,
            fill: { condition: { ...moderator, value: ink.paper }, value: ink.middle },
            strokeDash: { condition: { ...moderator, value: [4, 3] }, value: [1, 0] },
          },
        },
        {
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 6, fontSize: 11 },
          encoding: { y, x, text: { field: 'note', type: 'nominal' } },
        },
      ],
    },
    { width: 500, height: Math.max(60, names.length * 26) },
  );
}
