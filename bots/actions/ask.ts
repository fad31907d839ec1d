import { discussionFor } from '../access.ts';
import { type Action, speakerOf } from '../doing.ts';
import { formMessage } from '../form-question.ts';

/** What both platforms take in one field of a dialog. */
const MOST_TYPED = 3_000;

/** A question in a dialog: also where the app may not read what is written in the thread. */
export const ask: Action = {
  name: 'ask',
  form: (about) => ({
    title: 'Ask the personas',
    action: { name: 'ask', about },
    submit: 'Ask',
    fields: [
      {
        name: 'question',
        label: 'Your question',
        hint: 'Name a persona to have them answer',
        required: true,
        kind: 'text',
        long: true,
        most: MOST_TYPED,
      },
    ],
  }),
  async act({ about, fields = {}, origin }, doing) {
    await discussionFor(doing, about);
    const question = { messageId: formMessage(origin), asker: speakerOf(doing), text: fields['question'] ?? '' };
    const taken = await doing.engine.ask(about, question);
    return { answer: { lines: [taken ? 'Your question is in; it is answered next.' : 'Your question has been taken already.'] } };
  },
};
