import { answeredWords, councilOf, isAtRest, type StatusReport } from '../engine/engine.ts';
import type { Status } from '../engine/types.ts';
import { controlRow } from './controls.ts';
import { seatsOf } from './council-view.ts';
import type { Tone, View } from './view.ts';
import { costWords, isRehearsal, progressWords, REHEARSAL, stateWords } from './wording.ts';

const TONES: Record<Status, Tone> = {
  draft: 'plain',
  initializing: 'plain',
  running: 'step',
  paused: 'warning',
  completed: 'good',
  cancelled: 'plain',
  failed: 'bad',
};

/** The starter message of a thread: what it is about, how far it is, and the controls. `problem`: why nothing can be posted. */
export function openerView(status: StatusReport, problem?: string): View {
  const { discussion, transcript, progress } = status;
  const { brief, speed } = discussion;
  const { personas, services } = transcript;
  const names = [...personas, ...services].map(({ name }) => name).join(', ');
  const isOver = discussion.status === 'completed' || discussion.status === 'cancelled';
  const rests = discussion.status === 'running' && services.length > 0 && isAtRest(transcript);
  return {
    tone: problem ? 'bad' : TONES[discussion.status],
    title: brief.topic,
    lines: [
      rests ? `Open, started by ${discussion.startedBy.name}: it waits for the next question.` : stateWords(discussion),
      ...(problem && problem !== discussion.reason ? [[{ bold: problem }]] : []),
      ...(services.length > 0 && !isOver
        ? [...seatsOf(status), 'Reply in the thread to ask the next question.']
        : [`With ${names}.${isOver ? '' : ' Reply in the thread to ask them something.'}`]),
      ...(isRehearsal(discussion) ? [[{ italic: REHEARSAL }]] : []),
    ],
    fields: [
      { name: 'Progress', value: services.length > 0 ? answeredSoFar(transcript) : progressWords(progress) },
      { name: 'Cost', value: costWords(status) },
      ...(speed === 1 ? [] : [{ name: 'Speed', value: `${speed} ×` }]),
    ],
    buttons: [controlRow(discussion, transcript.turns.length)].filter((row) => row.length > 0),
  };
}

/** Of the last question. */
function answeredSoFar(transcript: StatusReport['transcript']): string {
  const question = councilOf(transcript).questions.at(-1);
  return question ? answeredWords(question) : '';
}
