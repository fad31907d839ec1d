import type { Transcript } from '../../types.ts';
import { plural } from '../plain.ts';
import { axisNames, type Chart, ink, listed, specOf } from './chart.ts';

type Pair = { from: string; to: string; count: number };

/** Who answered whom, how often: a table with shades, the number in each cell. */
export const repliesChart: Chart = {
  name: 'replies',
  title: 'Who answered whom',
  of({ transcript }) {
    const pairs = repliesOf(transcript);
    if (pairs.length === 0) return undefined;
    const { personas, moderator, turns } = transcript;
    const outside = turns.some(({ kind }) => kind === 'person');
    const answered = new Set(pairs.map(({ to }) => to));
    const speakers = personas.map(({ id, name }) => ({ id, name }));
    const others = [
      ...(answered.has(MODERATOR) ? [{ id: MODERATOR, name: moderator.name }] : []),
      ...(outside && answered.has(PEOPLE) ? [{ id: PEOPLE, name: 'people' }] : []),
    ];
    const all = [...speakers, ...others];
    const names = axisNames(all.map(({ name }) => name));
    const nameOf = new Map(all.map(({ id }, i) => [id, names[i] ?? id]));
    const counts = new Map(pairs.map(({ from, to, count }) => [`${from} ${to}`, count]));
    const values = speakers.flatMap((from) =>
      all.map((to) => ({
        from: nameOf.get(from.id),
        to: nameOf.get(to.id),
        count: counts.get(`${from.id} ${to.id}`) ?? 0,
        self: from.id === to.id,
      })),
    );
    const told = [...pairs]
      .sort((a, b) => b.count - a.count)
      .slice(0, 12)
      .map(({ from, to, count }) => `${nameOf.get(from)} answered ${nameOf.get(to)} in ${plural(count, 'turn')}`);
    const rest = pairs.length > told.length ? ` ${pairs.length - told.length} further pairs are fewer.` : '';
    return {
      alt: `${listed(told)}.${rest}`,
      spec: spec(values, { from: names.slice(0, speakers.length), to: names }),
    };
  },
};

const MODERATOR = '\u0000moderator';
const PEOPLE = '\u0000people';

/** Replies of personas to turns of others, by who answered whom. */
export function repliesOf({ turns }: Transcript): Pair[] {
  const byNumber = new Map(turns.map((turn) => [turn.n, turn]));
  const pairs = new Map<string, Pair>();
  for (const { kind, speaker, replyTo } of turns) {
    const answered = replyTo === undefined ? undefined : byNumber.get(replyTo);
    if (kind !== 'persona' || !answered) continue;
    const to = answered.kind === 'person' ? PEOPLE : answered.kind === 'moderator' ? MODERATOR : answered.speaker.id;
    if (to === speaker.id) continue;
    const key = `${speaker.id} ${to}`;
    const pair = pairs.get(key) ?? { from: speaker.id, to, count: 0 };
    pairs.set(key, { ...pair, count: pair.count + 1 });
  }
  return [...pairs.values()];
}

function spec(values: readonly { count: number }[], names: { from: readonly string[]; to: readonly string[] }) {
  const most = Math.max(1, ...values.map(({ count }) => count));
  const cell = Math.max(26, Math.min(64, 460 / names.to.length));
  const encoding = {
    y: { field: 'from', type: 'nominal', sort: names.from, title: null, axis: { domain: false, ticks: false } },
    x: {
      field: 'to',
      type: 'nominal',
      sort: names.to,
      title: 'each row: who answered; each column: whom',
      axis: { orient: 'top', domain: false, ticks: false, labelAngle: -35, labelAlign: 'left' },
    },
  };
  return specOf(
    {
      data: { values },
      encoding,
      layer: [
        {
          mark: { type: 'rect', stroke: ink.middle, strokeWidth: 0.6 },
          encoding: {
            fill: {
              condition: { test: 'datum.self', value: '#f2f2f2' },
              field: 'count',
              type: 'quantitative',
              scale: { domain: [0, most], range: [ink.paper, '#4d4d4d'] },
              legend: null,
            },
          },
        },
        {
          transform: [{ filter: '!datum.self' }],
          mark: { type: 'text', baseline: 'middle' },
          encoding: {
            text: { field: 'count', type: 'quantitative' },
            color: { condition: { test: `datum.count > ${most * 0.55}`, value: ink.paper }, value: ink.dark },
          },
        },
      ],
    },
    { width: cell * names.to.length, height: Math.max(26, cell * 0.62) * names.from.length },
  );
}
