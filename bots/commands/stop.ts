import { controlledBy } from '../access.ts';
import { type Command, speakerOf } from '../doing.ts';
import { discussionOption, meant } from './meant.ts';
import { suggestDiscussions } from './suggestions.ts';

const LIVE = ['initializing', 'running', 'paused'];

/** Ends a discussion; its report is written of what was reached. */
export const stop: Command = {
  name: 'stop',
  summary: 'Ends a discussion, with a report of what was reached',
  options: [discussionOption],
  run: async (given, doing) => {
    const { id } = await meant(given, doing, ({ status }) => LIVE.includes(status));
    const { brief } = await controlledBy(doing, id);
    await doing.engine.stop(id, speakerOf(doing));
    return { lines: [`Stopped: ${brief.topic}`, 'The report of what was reached is being written.'] };
  },
  suggest: (_option, typed, doing) => suggestDiscussions(typed, doing),
};
