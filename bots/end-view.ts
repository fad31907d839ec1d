import type { StatusReport } from '../engine/engine.ts';
import type { EndReason } from '../engine/types.ts';
import { endRow, missingRow } from './controls.ts';
import { type Claimed, glance, type Report } from './glance.ts';
import type { Line, Picture, View } from './view.ts';
import { costWords } from './wording.ts';

const ENDS: Record<EndReason, string> = {
  done: 'The discussion is finished',
  stopped: 'The discussion was stopped',
  budget: 'The budget is used up',
  time: 'The time is up',
};

export type Ending = {
  status: StatusReport;
  report: Report;
  /** How the ballots moved. */
  chart?: Picture;
  /** Where a turn was said, in this thread. */
  linkOf?: (turn: number) => string | undefined;
};

/** How it came out, at the end of the thread: who moved, what matters most, and what can be done next. */
export function endView({ status, report, chart, linkOf = () => undefined }: Ending): View {
  const { discussion, transcript } = status;
  const { label, proposition, ballots, outcome, claims } = glance(report);
  return {
    tone: 'good',
    title: endWords(transcript),
    lines: [
      ...(proposition ? [[{ bold: 'Voted on in private, before and after:' }, ` ${proposition}`]] : []),
      ...ballots.map((ballot) => `• ${ballot}`),
      ...outcome,
      ...(claims.length > 0 ? [[{ bold: 'What was said:' }], ...claims.map((claim) => claimLine(claim, linkOf))] : []),
      [{ italic: label }],
    ],
    fields: [
      { name: 'Turns', value: String(transcript.turns.length) },
      { name: 'Cost', value: costWords(status) },
    ],
    ...(chart && { image: chart }),
    buttons: [endRow(discussion, transcript.turns.length), missingRow(discussion)].filter((row) => row.length > 0),
  };
}

/** A council does not finish by itself: somebody archives it. */
const endWords = ({ ended = 'done', services }: StatusReport['transcript']): string =>
  ended === 'done' && services.length > 0 ? 'This council is archived' : ENDS[ended];

/** The claim, and a link to each turn that it rests on. */
function claimLine({ text, sources }: Claimed, linkOf: NonNullable<Ending['linkOf']>): Line {
  return [
    `• ${text} (`,
    ...sources.flatMap(({ turn, speaker }, i) => {
      const url = linkOf(turn);
      const who = `${speaker}, turn ${turn}`;
      return [...(i > 0 ? ['; '] : []), url ? { link: who, url } : who];
    }),
    ')',
  ];
}
