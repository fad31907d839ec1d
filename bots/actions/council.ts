import { councilOf, cutWords, pieces } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Choice, DiscussionId } from '../../engine/types.ts';
import { controlledBy, discussionFor } from '../access.ts';
import { answerView } from '../council-view.ts';
import { councilsView } from '../councils-view.ts';
import { type Action, type Doing, speakerOf } from '../doing.ts';
import { formMessage } from '../form-question.ts';
import { originOf } from '../starting.ts';
import type { Line, View } from '../view.ts';

/** The controls of a council: expand, select, delete the others, send the next; and what goes with them. */

const MOST_TYPED = 3_000;

async function answerOf({ engine }: Doing, about: DiscussionId, argument: string | undefined) {
  const { transcript } = await engine.status(about);
  const asked = councilOf(transcript).questions.flatMap((question) => question.asked);
  const found = asked.find(({ answer }) => String(answer?.n) === argument);
  if (!found?.answer) throw new UserError('This answer is no more: it was deleted.', 'RESOURCE_NOT_FOUND');
  return { answer: found.answer, service: found.service };
}

async function chosen(doing: Doing, about: DiscussionId, choice: Choice): Promise<void> {
  await controlledBy(doing, about);
  await doing.engine.choose(about, { messageId: originOf(doing), by: speakerOf(doing), choice });
  await doing.deliver(about);
}

export const expand: Action = {
  name: 'expand',
  async act({ about, argument }, doing) {
    await discussionFor(doing, about);
    const { answer, service } = await answerOf(doing, about, argument);
    const cut = answer.cut ? [[{ bold: cutWords(service) }]] : [];
    return { answer: { title: `${service.name}, answer ${answer.n}`, ...wholeOf(answer), lines: [...linesOf(answer), ...cut] } };
  },
};

/** What both platforms show in one message; the rest of a longer answer stands in a file. */
const MOST_SHOWN = 2_800;

function linesOf({ text }: { text: string }): Line[] {
  const [first = ''] = pieces(text, MOST_SHOWN);
  return [...first.split('\n'), ...(first.length < text.length ? [[{ italic: 'The whole answer is in the file.' }]] : [])];
}

const wholeOf = ({ n, text }: { n: number; text: string }): Pick<View, 'files'> =>
  pieces(text, MOST_SHOWN).length > 1
    ? { files: [{ name: `answer-${n}.md`, type: 'text/markdown', data: Buffer.from(text) }] }
    : {};

const onAnswer = (kind: 'select' | 'unselect' | 'delete'): Action => ({
  name: kind,
  async act({ about, argument }, doing) {
    await controlledBy(doing, about);
    const { answer, service } = await answerOf(doing, about, argument);
    await chosen(doing, about, { kind, turns: [answer.n] });
    const gone: View = { lines: [[{ italic: `Answer ${answer.n} is deleted.` }]] };
    return { instead: kind === 'delete' ? gone : answerView(about, { ...answer, selected: kind === 'select' }, service) };
  },
});

export const select = onAnswer('select');
export const unselect = onAnswer('unselect');
export const deleteAnswer = onAnswer('delete');

const plain = (kind: 'others' | 'synthesis' | 'archive', told: string, name: string = kind): Action => ({
  name,
  async act({ about }, doing) {
    await chosen(doing, about, { kind });
    return { answer: { lines: [told] } };
  },
});

export const others = plain('others', 'The others are deleted: nothing of them is sent to any service again.', 'delete-others');
export const synthesis = plain('synthesis', 'The synthesis is being written.');
export const archive = plain('archive', 'This council is archived.');

/** `about`: which of them; the open ones where it says anything else. */
export const councils: Action = {
  name: 'councils',
  act: async ({ about }, doing) => ({
    instead: await councilsView(doing, { words: '', show: about === 'archived' ? about : 'open' }),
  }),
};

/** `argument`: the place of a service among those of the council; all that failed where there is none. */
export const askAgain: Action = {
  name: 'ask-again',
  async act({ about, argument }, doing) {
    await controlledBy(doing, about);
    const { transcript } = await doing.engine.status(about);
    const service = argument === undefined ? undefined : transcript.services[Number(argument)];
    await chosen(doing, about, { kind: 'again', ...(service && { service: service.id }) });
    return { answer: { lines: [service ? `${service.name} is asked again.` : 'Those that failed are asked again.'] } };
  },
};

export const next: Action = {
  name: 'next',
  form: (about) => ({
    title: 'The next question',
    action: { name: 'next', about },
    submit: 'Ask',
    fields: [
      {
        name: 'question',
        label: 'Your question',
        hint: 'The services see the answers that are selected, and no others',
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
    return {
      answer: { lines: [taken ? 'Your question is in; the services are asked now.' : 'Your question has been taken already.'] },
    };
  },
};
