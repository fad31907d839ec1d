import { formats } from '../engine/engine.ts';
import type { Discussion, DiscussionId } from '../engine/types.ts';
import type { Button } from './view.ts';

/** The buttons of a discussion. What each of them does stands in `actions/`. */

const SPEEDS = [1, 1.5, 2, 3];

type Row = readonly Button[];

const pause = (about: DiscussionId): Button => ({ label: 'Pause', action: { name: 'pause', about } });
const resume = (about: DiscussionId): Button => ({ label: 'Resume', action: { name: 'resume', about }, style: 'primary' });
/** Elsewhere than on the starter message: there is nothing to show but that it was done. */
export const NOTICE = 'notice';
const stop = (about: DiscussionId): Button => ({ label: 'Stop', action: { name: 'stop', about }, style: 'danger' });
/** A question to whoever takes part: personas among the others' questions, or services as the next one. */
const ask = ({ id: about, brief }: Discussion): Button =>
  hasServices(brief)
    ? { label: 'Next question', action: { name: 'next', about } }
    : { label: 'Ask', action: { name: 'ask', about } };

/** Models speak under their own names, and what was said goes on by the next question. */
const hasServices = ({ format }: Discussion['brief']): boolean =>
  formats.find(({ name }) => name === format)?.cast === 'services';
export const report = (about: DiscussionId): Button => ({
  label: 'Full report',
  action: { name: 'report', about },
  style: 'primary',
});
const missing = (about: DiscussionId): Button => ({ label: 'Write missing sections', action: { name: 'missing', about } });
const again = (about: DiscussionId): Button => ({ label: 'Run again', action: { name: 'again', about } });

/** Proposes the turn to fork from, if one is named. */
const fork = (about: DiscussionId, turn?: number): Button => ({
  label: 'Fork from here',
  action: { name: 'fork', about, ...(turn !== undefined && { argument: String(turn) }) },
});

const forkRow = ({ id, brief }: Discussion, turns: number): Row => (turns > 0 && !hasServices(brief) ? [fork(id, turns)] : []);

/** One step faster; from the fastest back to the natural pace. */
export const nextSpeed = (speed: number): number => SPEEDS.find((one) => one > speed) ?? 1;

function faster({ id, speed }: Discussion): Button {
  const next = nextSpeed(speed);
  const label = next > speed ? `Faster (${next} ×)` : 'Normal speed';
  return { label, action: { name: 'speed', about: id, argument: String(next) } };
}

/** What can be done with it now, on its starter message. */
export function controlRow(discussion: Discussion, turns: number): Row {
  const { id, status, brief } = discussion;
  const speed = brief.pace === 'natural' ? [faster(discussion)] : [];
  switch (status) {
    case 'draft':
      return [];
    case 'initializing':
      return [stop(id)];
    case 'running':
      return [pause(id), ...speed, stop(id), ask(discussion)];
    case 'paused':
      return [resume(id), ...speed, stop(id), ask(discussion)];
    case 'failed':
      return [resume(id), again(id)];
    case 'completed':
    case 'cancelled':
      return turns > 0 ? [report(id), ...missingRow(discussion), ...forkRow(discussion, turns), again(id)] : [again(id)];
  }
}

/** Where sections of the report could not be written, they can be asked for again. */
export const missingRow = ({ id, reportStatus }: Discussion): Row =>
  reportStatus === 'partial' || reportStatus === 'failed' ? [missing(id)] : [];

/** What can be done after a failure, where the thread tells of it. */
export const failedRow = (id: DiscussionId): Row => [
  { label: 'Resume', action: { name: 'resume', about: id, argument: NOTICE }, style: 'primary' },
  again(id),
];

/** What can be done with it at its end. */
export function endRow(discussion: Discussion, turns: number): Row {
  const { id } = discussion;
  return [
    report(id),
    ...forkRow(discussion, turns),
    again(id),
    { label: '👍', action: { name: 'rate', about: id, argument: 'up' } },
    { label: '👎', action: { name: 'rate', about: id, argument: 'down' } },
  ];
}

export const previewRow = (about: DiscussionId): Row => [
  { label: 'Start', action: { name: 'start', about }, style: 'primary' },
  { label: 'Change cast', action: { name: 'recast', about } },
  { label: 'Cancel', action: { name: 'cancel', about } },
];

/** Without a choice of the cast: what was said was said by these. */
export const forkPreviewRow = (about: DiscussionId): Row => previewRow(about).filter((_, i) => i !== 1);
