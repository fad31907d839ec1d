import { SYSTEM } from '../engine/engine.ts';
import type { Discussion, EndReason, EventOf, Speaker } from '../engine/types.ts';
import { failedRow } from './controls.ts';
import type { View } from './view.ts';

/** What happens to a discussion, in one line of its thread; undefined where the starter message says it already. */
export function noticeOf(
  event: EventOf<'opened'> | EventOf<'control'> | EventOf<'ended'>,
  discussion: Discussion,
): View | undefined {
  if (event.type === 'opened') return openedNotice(event);
  if (event.type === 'ended') return endedNotice(event, discussion);
  const { action, by, reason } = event;
  switch (action) {
    case 'initialize':
    case 'start':
    case 'report':
      return undefined;
    case 'pause':
      return { tone: 'step', lines: [reason === undefined ? `Paused${byWords(by)}.` : `Paused: ${reason}`] };
    case 'resume':
      return { tone: 'step', lines: [`Resumed${byWords(by)}.`] };
    case 'speed':
      return { tone: 'step', lines: [`Speed ${event.speed ?? 1} ×${byWords(by, ', set by')}.`] };
    case 'warn':
      return { tone: 'warning', lines: [reason ?? 'Most of the budget is spent.'] };
    case 'fail':
      return {
        tone: 'bad',
        lines: [`The discussion has failed: ${reason ?? 'the log says why.'}`, 'What was said is kept; it can be resumed.'],
        ...(discussion.status === 'failed' && { buttons: [failedRow(discussion.id)] }),
      };
  }
}

function openedNotice({ origin }: EventOf<'opened'>): View | undefined {
  if (origin?.kind !== 'fork') return undefined;
  return {
    tone: 'step',
    lines: [`This goes on from turn ${origin.turn} of an earlier discussion; all know what was said until then.`],
  };
}

const ENDS: Record<Exclude<EndReason, 'stopped'>, string> = {
  done: 'The discussion has ended',
  budget: 'The budget is used up',
  time: 'The time is up',
};

/**
 * That the report is being written stands on the starter message, and the summary comes next: a post for it would take a
 * place of the channel's pace. Only whoever stopped it is named at once.
 */
function endedNotice({ reason, by }: EventOf<'ended'>, { reportStatus }: Discussion): View | undefined {
  const hasReport = reportStatus !== 'none';
  if (reason !== 'stopped') return hasReport ? undefined : { tone: 'step', lines: [`${ENDS[reason]}.`] };
  const stopped = `Stopped${by ? byWords(by) : ''}`;
  return { tone: 'step', lines: [hasReport ? `${stopped}; the report is being written.` : `${stopped}.`] };
}

/** Nobody has to be told who simFocus is. */
const byWords = (by: Speaker, words = ' by'): string => (by.id === SYSTEM.id ? '' : `${words} ${by.name}`);
