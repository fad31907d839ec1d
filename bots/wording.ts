import { dollars, type Progress, type StatusReport } from '../engine/engine.ts';
import type { Discussion, Phase } from '../engine/types.ts';

/** What is said of a discussion in a few words, the same everywhere. */

const PHASES: Record<Phase, string> = {
  opening: 'Opening',
  development: 'Development',
  debate: 'Debate',
  closing: 'Closing',
};

export const phaseName = (phase: Phase): string => PHASES[phase];

/** `Debate, round 4 of 6`. */
export function progressWords({ done, total, phase, round, rounds }: Progress): string {
  if (phase && round) return `${phaseName(phase)}, round ${round} of ${rounds ?? round}`;
  return `${done} of ${total}`;
}

export function costWords({ discussion, cost }: Pick<StatusReport, 'discussion' | 'cost'>): string {
  if (isRehearsal(discussion)) return 'Nothing: a rehearsal';
  const spent = cost.unpriced > 0 ? `${dollars(cost.dollars)} and calls of unknown price` : dollars(cost.dollars);
  return discussion.budget === undefined ? spent : `${spent} of at most ${dollars(discussion.budget)}`;
}

export const isRehearsal = ({ brief }: Discussion): boolean => brief.provider === 'rehearsal';

export const REHEARSAL = 'Rehearsal: no model is asked, the personas speak from their sheets.';

/** `about 12 minutes`. */
export function aboutMinutes(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

export function stateWords(discussion: Discussion): string {
  const { status, reason, startedBy } = discussion;
  switch (status) {
    case 'draft':
      return 'Not started.';
    case 'initializing':
      return 'Getting ready.';
    case 'running':
      return `Running, started by ${startedBy.name}.`;
    case 'paused':
      return reason ? `Paused: ${reason}` : 'Paused.';
    case 'completed':
      return `Finished. ${reportWords(discussion)}`;
    case 'cancelled':
      return `Stopped. ${reportWords(discussion)}`;
    case 'failed':
      return `It failed: ${reason ?? 'the log says why.'} What was said is kept; it can be resumed.`;
  }
}

function reportWords({ reportStatus, reason }: Discussion): string {
  switch (reportStatus) {
    case 'none':
      return 'There is no report.';
    case 'generating':
      return 'The report is being written.';
    case 'ready':
      return 'The report is ready.';
    case 'partial':
      return 'The report is ready; some sections could not be written.';
    case 'failed':
      return `The report could not be written${reason ? `: ${reason}` : '.'}`;
  }
}
