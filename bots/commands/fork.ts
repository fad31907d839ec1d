import { UserError } from '../../engine/errors.ts';
import { discussionFor } from '../access.ts';
import type { Command } from '../doing.ts';
import { forked } from '../starting.ts';
import { discussionOption, meant } from './meant.ts';
import { suggestDiscussions } from './suggestions.ts';

/** Another discussion that goes on from a turn of this one. */
export const fork: Command = {
  name: 'fork',
  summary: 'Goes on from a turn of a discussion, in a thread of its own',
  options: [
    discussionOption,
    { name: 'turn', summary: 'from which turn; without it the last one', kind: 'number', least: 1, most: 10_000, whole: true },
    {
      name: 'rounds',
      summary: 'how many in all; without it as before, or some more behind the last one',
      kind: 'number',
      least: 1,
      most: 200,
      whole: true,
    },
  ],
  run: async (given, doing) => {
    const { turn, rounds } = given;
    const { id } = await meant(given, doing);
    return forked(doing, id, {
      ...(typeof turn === 'number' && { turn }),
      ...(typeof rounds === 'number' && { rounds }),
    });
  },
  suggest: (_option, typed, doing) => suggestDiscussions(typed, doing),
};

/** The same from the message of a turn. */
export const forkFromHere: Command = {
  name: 'Fork from here',
  summary: 'Goes on from this turn, in a thread of its own',
  options: [],
  onMessage: true,
  run: async ({ message }, doing) => {
    const { engine, threads, place } = doing;
    const { platform, team, thread } = place;
    const at = thread === undefined ? undefined : await threads.byThread(platform, team, thread);
    if (!at) throw new UserError('This is not a thread of a discussion. Choose the message of a turn in one.');
    await discussionFor(doing, at.discussion);
    const seq = await threads.seqOf(at.discussion, String(message));
    const { transcript } = await engine.status(at.discussion);
    const turn = transcript.turns.find((one) => one.seq === seq);
    if (!turn) throw new UserError('This message is no turn of the discussion. Choose the message of a persona.');
    return forked(doing, at.discussion, { turn: turn.n });
  },
};
