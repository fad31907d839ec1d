import type { Command } from '../doing.ts';
import { reportView } from '../reports.ts';
import { discussionOption, meant } from './meant.ts';
import { suggestDiscussions } from './suggestions.ts';

/** The report as a file. */
export const report: Command = {
  name: 'report',
  summary: 'The report of a discussion, as a file',
  options: [discussionOption],
  run: async (given, doing) => reportView(doing, (await meant(given, doing)).id),
  suggest: (_option, typed, doing) => suggestDiscussions(typed, doing),
};
