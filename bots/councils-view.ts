import { councilOf, Fold, foundIn, teamOf } from '../engine/engine.ts';
import type { Discussion, Status } from '../engine/types.ts';
import { maySee } from './access.ts';
import type { Doing } from './doing.ts';
import { linkToThread } from './links.ts';
import type { Button, Line, View } from './view.ts';

/** So many are looked through, newest first, and so many are shown. */
const SEARCHED = 100;
const SHOWN = 10;
/** As many buttons as stand in a row. */
const ARCHIVABLE = 5;

const STATES: Readonly<Record<string, readonly Status[]>> = {
  open: ['initializing', 'running', 'paused', 'failed'],
  archived: ['completed', 'cancelled'],
  all: ['initializing', 'running', 'paused', 'failed', 'completed', 'cancelled'],
};

export type Wanted = { words: string; show: string };
type Found = { discussion: Discussion; questions: number; excerpt?: string };

/** The councils of this team that this person may see, each with its thread; the open ones can be archived from here. */
export async function councilsView(doing: Doing, { words, show }: Wanted): Promise<View> {
  const found = await councilsOf(doing, { words, show });
  const shown = found.slice(0, SHOWN);
  const other = show === 'archived' ? 'open' : 'archived';
  const turn: Button = { label: `Show ${other} ones`, action: { name: 'councils', about: other } };
  if (shown.length === 0) {
    const none = words ? `No council says “${words}”.` : `There are no ${show === 'all' ? '' : `${show} `}councils here.`;
    return { lines: [none, [`Ask several models with `, { code: '/focus ask' }, '.']], buttons: [[turn]] };
  }
  const archivable = shown.flatMap(({ discussion }, i) => (isOpen(discussion) ? [archiveButton(discussion, i + 1)] : []));
  return {
    title: title(found.length, words, show),
    lines: (await Promise.all(shown.map((one, i) => councilLines(doing, one, i + 1)))).flat(),
    buttons: [archivable.slice(0, ARCHIVABLE), ...(words ? [] : [[turn]])].filter((row) => row.length > 0),
  };
}

function title(count: number, words: string, show: string): string {
  const how = words || show === 'all' ? '' : `${show} `;
  const many = `${count > SHOWN ? `The newest ${SHOWN} of ${count}` : count} ${how}${count === 1 ? 'council' : 'councils'}`;
  return words ? `${many} with “${words}”` : many;
}

async function councilsOf(doing: Doing, { words, show }: Wanted): Promise<Found[]> {
  const { engine, place } = doing;
  const status = STATES[show] ?? STATES['open'] ?? [];
  const team = teamOf(place.platform, place.team);
  const newest = await engine.list({ team, format: 'council', status, limit: SEARCHED });
  const found: Found[] = [];
  for (const discussion of newest) {
    if (!(await maySee(doing, discussion))) continue;
    const { transcript } = new Fold(discussion.id).add(await engine.events(discussion.id, 0));
    const excerpt = words ? foundIn(transcript, words) : undefined;
    if (words && excerpt === undefined) continue;
    const questions = councilOf(transcript).questions.length;
    found.push({ discussion, questions, ...(excerpt && excerpt !== discussion.brief.topic && { excerpt }) });
  }
  return found;
}

const isOpen = ({ status }: Discussion): boolean => status === 'running' || status === 'paused';

const archiveButton = ({ id }: Discussion, n: number): Button => ({
  label: `Archive ${n}`,
  action: { name: 'archive', about: id },
});

const WORDS: Partial<Record<Status, string>> = {
  initializing: 'starting',
  running: 'open',
  completed: 'archived',
  cancelled: 'stopped',
};

async function councilLines(doing: Doing, { discussion, questions, excerpt }: Found, n: number): Promise<Line[]> {
  const url = await linkToThread(doing, discussion.id);
  const { brief, status, startedBy } = discussion;
  const many = questions === 1 ? '1 question' : `${questions} questions`;
  return [
    [
      `${n}. `,
      url ? { link: brief.topic, url } : { bold: brief.topic },
      ` (${WORDS[status] ?? status}, ${many}, asked by ${startedBy.name})`,
    ],
    ...(excerpt ? [[{ italic: excerpt }]] : []),
  ];
}
