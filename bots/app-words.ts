import type { DiscussionId } from '../engine/types.ts';
import { discussionFor } from './access.ts';
import { actionNamed } from './actions/index.ts';
import type { Doing } from './doing.ts';
import type { View } from './view.ts';
import { progressWords, stateWords } from './wording.ts';

/** What may be said to the app in a thread, where there are no commands: `@simFocus pause`. */

const HELP: View = {
  lines: ['Say pause, resume, stop, faster, speed 2, status or report to me here, or just ask the personas something.'],
};

/** Does what is asked of the app, and gives the answer; undefined when it is no word for the app but a question. */
export async function toTheApp(text: string, about: DiscussionId, doing: Doing): Promise<View | undefined> {
  const [word = '', argument, ...more] = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/u, '')
    .split(/\s+/u);
  if (more.length > 0 || (argument !== undefined && word !== 'speed')) return undefined;
  switch (word) {
    case 'pause':
    case 'resume':
    case 'stop':
      return acted(word, about, undefined, doing);
    case 'faster':
    case 'speed':
      return acted('speed', about, argument, doing);
    case 'report':
      return acted('report', about, undefined, doing);
    case 'status':
      return howFar(about, doing);
    case 'help':
      return HELP;
    default:
      return undefined;
  }
}

/** As if the control had been pressed. What changes shows in the thread; a word back says that it was understood. */
async function acted(name: string, about: DiscussionId, argument: string | undefined, doing: Doing): Promise<View> {
  const action = actionNamed(name);
  if (!action) throw new Error(`There is no action ${name}`);
  const act = { name, about, origin: doing.origin, ...(argument !== undefined && { argument: argument.replace(/[x×]$/u, '') }) };
  const { answer } = await action.act(act, doing);
  return answer ?? howFar(about, doing);
}

async function howFar(about: DiscussionId, doing: Doing): Promise<View> {
  await discussionFor(doing, about);
  const { discussion, progress } = await doing.engine.status(about);
  return { lines: [`${stateWords(discussion)} ${progressWords(progress)}. Speed ${discussion.speed} ×.`] };
}
