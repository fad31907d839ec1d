import type { ScoreKey } from '../measures/scores.ts';
import { positionName } from '../report/ballots.ts';
import { type Block, type Line, list, paragraph, table } from '../report/blocks.ts';
import { figure, percent, plural } from '../report/plain.ts';
import { SCORE_NAMES } from '../report/scored.ts';
import type { Comparison } from './compare.ts';
import type { Finding } from './findings.ts';

/** The comparison as titled blocks, for whoever gives it a form. Text is raw. */
export function comparisonSections(comparison: Comparison): { title: string; blocks: Block[] }[] {
  const { discussions, findings } = comparison;
  const repeated = findings.filter((finding) => finding.in.length > 1);
  const once = findings.filter((finding) => finding.in.length === 1);
  return [
    { title: 'Discussions', blocks: [discussionsTable(comparison)] },
    {
      title: 'What repeats',
      blocks:
        repeated.length > 0
          ? [list(repeated.map((one) => findingLine(one, discussions.length)))]
          : [paragraph('No finding came up in more than one of them.')],
    },
    {
      title: 'What appears once',
      blocks:
        once.length > 0
          ? [list(once.map((one) => findingLine(one, discussions.length)))]
          : [paragraph('Every finding came up more than once.')],
    },
    { title: 'Ballots side by side', blocks: [ballotsTable(comparison)] },
    { title: 'Scores side by side', blocks: [scoresTable(comparison)] },
    { title: 'Measures side by side', blocks: [measuresTable(comparison), paragraph(TEST_NOTE), paragraph(MATCH_NOTE)] },
  ];
}

const TEST_NOTE =
  'p: how likely so large a difference is by chance, from a permutation test over blocks (rounds), not over messages; then corrected for testing several measures (Holm). Without a value there were too few blocks.';
const MATCH_NOTE =
  'Findings are matched by the words that they share: of two claims with the same meaning in other words each appears once. The ranges are 95 % intervals by Wilson.';

/** A, B, C …; then numbers. */
export const letter = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : `#${i + 1}`);
const letters = ({ discussions }: Comparison): string[] => discussions.map((_, i) => letter(i));

function discussionsTable({ discussions }: Comparison): Block {
  const rows = discussions.map(({ label, topic, mode, personas, turns }, i): Line[] => [
    [{ strong: letter(i) }],
    [topic],
    [mode ?? ''],
    [personas.join(', ')],
    [String(turns)],
    [label],
  ]);
  return table(['', 'Topic', 'Mode', 'Cast', 'Turns', 'Label'], rows);
}

function findingLine({ title, text, in: places, interval }: Finding, n: number): Line {
  const where = places
    .map(({ discussion, turns }) => `${letter(discussion)} ${turns.map((turn) => `[${turn}]`).join(' ')}`)
    .join(', ');
  const range = interval ? `; to be expected in ${percent(interval[0])} to ${percent(interval[1])}` : '';
  const others = places.filter((one) => one.text !== text).map((one) => ` In ${letter(one.discussion)}: ${one.text}`);
  return [{ strong: title }, `: ${text}${others.join('')} (${places.length} of ${plural(n, 'discussion')}${range}: ${where})`];
}

function ballotsTable(comparison: Comparison): Block {
  const shown = (ballot: Comparison['ballots'][number]['in'][number]) =>
    ballot === null ? 'not in the cast' : `${positionName(ballot.before)} → ${positionName(ballot.after)}`;
  return table(
    ['Persona', ...letters(comparison)],
    comparison.ballots.map(({ persona, in: places }): Line[] => [[persona], ...places.map((ballot): Line => [shown(ballot)])]),
  );
}

function scoresTable(comparison: Comparison): Block {
  return table(
    ['Score', ...letters(comparison)],
    comparison.scores.map(({ key, values }): Line[] => [
      [SCORE_NAMES[key as ScoreKey]],
      ...values.map((value): Line => [value === null ? 'not defined' : String(value)]),
    ]),
  );
}

function measuresTable(comparison: Comparison): Block {
  const rows = comparison.measures.map(({ label, values, band, p, adjusted, differs }): Line[] => [
    [label],
    ...values.map((value): Line => [value === null ? 'not defined' : figure(value)]),
    [band ? band.map(figure).join('–') : ''],
    [p === null ? '' : figure(p)],
    [adjusted === null ? '' : figure(adjusted)],
    [adjusted === null ? '' : differs ? 'differs' : 'may be chance'],
  ]);
  return table(['Measure', ...letters(comparison), "People's band", 'p', 'p, corrected', ''], rows);
}
