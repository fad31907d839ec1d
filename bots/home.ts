import type { Discussion } from '../engine/types.ts';
import { ourFindings } from './commands/check.ts';
import { discussionLine } from './commands/status.ts';
import { seenDiscussions } from './commands/suggestions.ts';
import { castsFor, type Doing } from './doing.ts';
import type { Line, View } from './view.ts';

const MOST = 5;
const LIVE: readonly Discussion['status'][] = ['initializing', 'running', 'paused'];

/** The app's own page: what is going on, the latest reports, the casts, and what is not set up yet. */
export async function homeViews(doing: Doing): Promise<readonly View[]> {
  const [seen, findings, casts] = await Promise.all([seenDiscussions(doing), ourFindings(doing), castsFor(doing)]);
  const live = seen.filter(({ status }) => LIVE.includes(status)).slice(0, MOST);
  const reported = seen.filter(({ reportStatus }) => reportStatus === 'ready' || reportStatus === 'partial').slice(0, MOST);
  const missing = findings.filter(({ ok }) => !ok);
  return [
    ...(missing.length > 0 ? [missingView(missing.map(({ what, mend }) => [{ bold: what }, mend ? ` ${mend}` : '']))] : []),
    {
      title: 'Going on',
      lines:
        live.length > 0
          ? await Promise.all(live.map((one) => discussionLine(doing, one)))
          : ['Nothing of yours. Start a discussion with /focus start.'],
    },
    ...(reported.length > 0
      ? [
          {
            title: 'Latest reports',
            lines: await Promise.all(reported.map((one) => discussionLine(doing, one))),
            buttons: reported.map(({ id, brief }) => [
              { label: `Report: ${short(brief.topic)}`, action: { name: 'report', about: id } },
            ]),
          },
        ]
      : []),
    { title: 'Casts', lines: casts.map(({ name, summary }): Line => [{ bold: name }, summary ? `: ${summary}` : '']) },
  ];
}

const missingView = (lines: readonly Line[]): View => ({ tone: 'warning', title: 'Not set up yet', lines });

function short(topic: string): string {
  const letters = [...topic];
  return letters.length <= 50 ? topic : `${letters.slice(0, 49).join('')}…`;
}
