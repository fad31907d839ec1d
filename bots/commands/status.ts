import type { Discussion } from '../../engine/types.ts';
import { discussionFor } from '../access.ts';
import type { Command, Doing } from '../doing.ts';
import { linkToThread } from '../links.ts';
import type { Line, View } from '../view.ts';
import { costWords, progressWords, stateWords } from '../wording.ts';
import { discussionHere, discussionOption } from './meant.ts';
import { seenDiscussions, suggestDiscussions } from './suggestions.ts';

const MOST = 10;

/** How far one discussion is; or what is going on, where none is meant. */
export const status: Command = {
  name: 'status',
  summary: 'What is going on, and how far it is',
  options: [{ ...discussionOption, summary: 'which one; without it the one of this thread, or all that you may see' }],
  run: async ({ discussion }, doing) => {
    const one = discussion === undefined ? await discussionHere(doing) : await discussionFor(doing, String(discussion));
    return one ? ofOne(doing, one) : ofAll(doing);
  },
  suggest: (_option, typed, doing) => suggestDiscussions(typed, doing),
};

async function ofOne(doing: Doing, { id }: Discussion): Promise<View> {
  const [report, at, url] = await Promise.all([doing.engine.status(id), doing.threads.get(id), linkToThread(doing, id)]);
  const { discussion, transcript, progress } = report;
  return {
    title: discussion.brief.topic,
    lines: [stateWords(discussion), ...(at?.problem ? [[{ bold: at.problem }]] : [])],
    fields: [
      { name: 'Progress', value: progressWords(progress) },
      { name: 'Turns', value: String(transcript.turns.length) },
      { name: 'Cost', value: costWords(report) },
      ...(discussion.speed === 1 ? [] : [{ name: 'Speed', value: `${discussion.speed} ×` }]),
    ],
    ...(url && { buttons: [[{ label: 'Open the thread', url }]] }),
  };
}

async function ofAll(doing: Doing): Promise<View> {
  const seen = await seenDiscussions(doing);
  const live = seen.filter(({ status }) => ['initializing', 'running', 'paused', 'failed'].includes(status));
  const shown = live.slice(0, MOST);
  if (shown.length === 0) return { lines: ['Nothing is going on. Start a discussion with /focus start.'] };
  return {
    title: live.length === 1 ? '1 discussion' : `${live.length} discussions`,
    lines: await Promise.all(shown.map((one) => discussionLine(doing, one))),
  };
}

/** Its topic, a link to its thread, and its state. */
export async function discussionLine(doing: Doing, discussion: Discussion): Promise<Line> {
  const url = await linkToThread(doing, discussion.id);
  const { topic } = discussion.brief;
  return ['• ', url ? { link: topic, url } : { bold: topic }, ` ${stateWords(discussion)}`];
}
