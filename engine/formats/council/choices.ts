import type { Choice, Transcript } from '../../types.ts';
import { material } from '../material.ts';
import { type Answer, councilOf, liveOf } from './fold.ts';
import { nextSteps } from './next.ts';
import { layoutOf } from './prompts.ts';

/** What people may choose: select, unselect, delete, others (delete those not selected), again, synthesis, archive. */
const KINDS = ['select', 'unselect', 'delete', 'others', 'again', 'synthesis', 'archive'] as const;

/** Why a person may not choose that now; undefined when they may. */
export function refusalOf(transcript: Transcript, { kind, turns = [], service }: Choice): string | undefined {
  const { questions, archived } = councilOf(transcript);
  if (archived) return 'This council is archived. Ask the question anew.';
  const live = questions.flatMap(({ asked }) => liveOf(asked));
  const latest = questions.at(-1);
  const answers = liveOf(latest?.asked ?? []);
  switch (KINDS.find((one) => one === kind)) {
    case 'select':
    case 'unselect':
    case 'delete':
      return noSuchAnswer(turns, live);
    case 'others':
      if (!answers.some(({ selected }) => selected)) return 'Nothing is selected yet. Select the answers that are to stay first.';
      return answers.every(({ selected }) => selected) ? 'There are no others: all answers are selected.' : undefined;
    case 'again': {
      const meant = (latest?.asked ?? []).filter((one) => service === undefined || one.service.id === service);
      if (meant.length === 0) return 'There is no such service in this council.';
      if (meant.some(({ state }) => state === 'failed' || (state === 'deleted' && service !== undefined))) return undefined;
      if (meant.some(({ state }) => state === 'open')) return 'It is being asked already.';
      return service === undefined
        ? 'All services have answered.'
        : `${meant[0]?.service.name} has answered. Delete its answer first, to ask it again.`;
    }
    case 'synthesis':
      if (answers.length < 2) return 'A synthesis needs two answers or more.';
      return nextSteps(transcript).length > 0
        ? 'The answers are not all there yet. Ask for the synthesis in a moment.'
        : undefined;
    case 'archive':
      return undefined;
    case undefined:
      return `There is nothing called ${kind} to choose. There is: ${KINDS.join(', ')}.`;
  }
}

function noSuchAnswer(turns: readonly number[], live: readonly Answer[]): string | undefined {
  const known = live.map(({ n }) => n).sort((a, b) => a - b);
  if (known.length === 0) return 'There are no answers yet.';
  if (turns.length > 0 && turns.every((n) => known.includes(n))) return undefined;
  return `Name answers by their numbers: ${known.join(', ')}.`;
}

/** A deletion breaks off what is under way with the deleted text in its prompt. */
export function breaksOff(transcript: Transcript, { kind, turns = [] }: Choice): boolean {
  if (kind !== 'delete' && kind !== 'others') return false;
  const live = councilOf(transcript).questions.flatMap(({ asked }) => liveOf(asked));
  const gone = live.filter(({ n, selected }) => (kind === 'others' ? !selected : turns.includes(n)));
  return nextSteps(transcript).some((step) => {
    const { system, shared, own } = layoutOf(transcript, step);
    const sent = [system, ...shared, own].join('\n');
    return gone.some(({ text }) => sent.includes(material('answer', text)));
  });
}
