import { POSITIONS } from '../../formats/focus-group/decisions.ts';
import { type Ballots, ballotsOfAll, positionName } from '../ballots.ts';
import { axisNames, type Chart, ink, listed, specOf } from './chart.ts';

/** Each persona's private ballots before and after: a ring where it began, a filled mark where it ended, a line between them. */
export const ballotsChart: Chart = {
  name: 'ballots',
  title: 'Ballots before and after',
  of({ transcript }) {
    const ballots = ballotsOfAll(transcript).filter(({ before, after }) => before !== null || after !== null);
    if (ballots.length === 0) return undefined;
    const names = axisNames(ballots.map(({ name }) => name));
    const values = ballots.map((one, i) => ({ ...one, name: names[i], note: noteOf(one) }));
    return { alt: altOf(ballots), spec: spec(values, names) };
  },
};

function noteOf({ change, unargued, before, after }: Ballots): string {
  if (before === null) return 'voted only after';
  if (after === null) return 'voted only before';
  if (change === 0) return 'unmoved';
  return `${(change ?? 0) > 0 ? '+' : '−'}${Math.abs(change ?? 0)}${unargued ? ', no new argument' : ''}`;
}

function altOf(ballots: readonly Ballots[]): string {
  const lines = ballots.map(({ name, before, after }) => {
    if (before === null) return `${name} only after, ${positionName(after)}`;
    return after === null
      ? `${name} only before, ${positionName(before)}`
      : `${name} from ${positionName(before)} to ${positionName(after)}`;
  });
  const moved = ballots.filter(({ change }) => change !== null && change !== 0).length;
  const both = ballots.filter(({ change }) => change !== null).length;
  return `Private ballots on a scale from strongly against to strongly for: ${listed(lines)}.${both > 0 ? ` ${moved} of ${both} with both ballots moved.` : ''}`;
}

function spec(values: readonly object[], names: readonly string[]) {
  const y = { field: 'name', type: 'nominal', sort: names, title: null, axis: { domain: false, ticks: false, grid: true } };
  const labels = POSITIONS.map((label, i) => `datum.value === ${i - 2} ? '${label}'`).join(' : ');
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [-2.15, 2.15], nice: false },
    axis: { values: [-2, -1, 0, 1, 2], labelExpr: `${labels} : ''`, title: null, orient: 'top', labelOverlap: false },
  });
  const scale = (range: readonly string[]) => ({ domain: ['before', 'after'], range });
  const legend = { title: null, orient: 'bottom', symbolSize: 130 };
  const when = (range: readonly string[]) => ({ field: 'when', type: 'nominal', scale: scale(range), legend });
  const marks = (field: 'before' | 'after', size: number) => ({
    transform: [{ filter: `isValid(datum.${field})` }, { calculate: `'${field}'`, as: 'when' }],
    mark: { type: 'point', strokeWidth: 1.8, filled: true, opacity: 1, size },
    encoding: {
      y,
      x: x(field),
      shape: when(['circle', 'diamond']),
      fill: when([ink.paper, ink.dark]),
      stroke: when([ink.dark, ink.dark]),
    },
  });
  return specOf(
    {
      data: { values },
      layer: [
        {
          transform: [{ filter: 'isValid(datum.before) && isValid(datum.after)' }],
          mark: { type: 'rule', strokeWidth: 2, color: ink.middle },
          encoding: { y, x: x('before'), x2: { field: 'after' } },
        },
        marks('before', 190),
        marks('after', 80),
        {
          mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 11 },
          encoding: { y, x: { value: 462 }, text: { field: 'note', type: 'nominal' } },
        },
      ],
    },
    { width: 450, height: Math.max(60, names.length * 30) },
  );
}
