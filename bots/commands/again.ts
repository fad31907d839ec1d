import type { Command } from '../doing.ts';
import { rerun } from '../starting.ts';
import { discussionOption, meant } from './meant.ts';
import { suggestDiscussions } from './suggestions.ts';

/** The same topic and cast once more. */
export const again: Command = {
  name: 'again',
  summary: 'The same topic and cast once more, in a thread of its own',
  options: [discussionOption],
  run: async (given, doing) => rerun(doing, (await meant(given, doing)).id),
  suggest: (_option, typed, doing) => suggestDiscussions(typed, doing),
};
