import { UserError } from '../../engine/errors.ts';
import type { Action } from '../doing.ts';
import { forked } from '../starting.ts';

/** Asks from which turn, and goes on from there in a thread of its own. */
export const fork: Action = {
  name: 'fork',
  form: (about, turn) => ({
    title: 'Fork from here',
    action: { name: 'fork', about },
    submit: 'Show the preview',
    fields: [
      {
        name: 'turn',
        label: 'From which turn',
        ...(turn && { value: turn }),
        hint: 'The report numbers the turns',
        required: true,
        kind: 'text',
        long: false,
        most: 6,
      },
      {
        name: 'rounds',
        label: 'Rounds in all',
        hint: 'If left empty as before, or some more behind the last one',
        required: false,
        kind: 'text',
        long: false,
        most: 3,
      },
    ],
  }),
  async act({ about, fields = {} }, doing) {
    const turn = whole(fields['turn'], 'turn');
    const rounds = whole(fields['rounds'], 'rounds');
    return {
      answer: await forked(doing, about, { ...(turn !== undefined && { turn }), ...(rounds !== undefined && { rounds }) }),
    };
  },
};

function whole(text: string | undefined, field: 'turn' | 'rounds'): number | undefined {
  const typed = text?.trim() ?? '';
  if (typed === '') return undefined;
  if (/^\d+$/u.test(typed)) return Number(typed);
  const wanted = field === 'turn' ? 'the number of a turn' : 'how many rounds';
  throw new UserError(`"${typed}" is not a whole number. Type ${wanted}.`, 'VALIDATION_ERROR', { field });
}
