import { UserError } from '../errors.ts';
import type { Speaker, Status, Transcript } from '../types.ts';
import type { Hold } from './verdict.ts';

/** Who does what nobody did. */
export const SYSTEM: Speaker = { id: 'simfocus', name: 'simFocus' };

/** Every transition there is. What is not here is refused, and changes nothing. */
export const TRANSITIONS = {
  initialize: { from: ['draft'], to: 'initializing' },
  start: { from: ['initializing'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused', 'failed'], to: 'running' },
  complete: { from: ['running', 'paused'], to: 'completed' },
  stop: { from: ['initializing', 'running', 'paused'], to: 'cancelled' },
  fail: { from: ['initializing', 'running', 'paused'], to: 'failed' },
} as const satisfies Record<string, { from: readonly Status[]; to: Status }>;

export type Action = keyof typeof TRANSITIONS;

/** States in which the speed can be changed. */
export const PLAYING: readonly Status[] = ['initializing', 'running', 'paused'];
const SPEEDS = [1, 1.5, 2, 3];

/** Throws UserError on a speed that there is not. */
export function checkSpeed(speed: number): number {
  if (SPEEDS.includes(speed)) return speed;
  const what = Number.isNaN(speed) ? 'That' : String(speed);
  throw new UserError(`${what} is not a speed. Choose ${SPEEDS.join(', ')}.`, 'VALIDATION_ERROR', { field: 'speed' });
}

const STATES: Record<Status, string> = {
  draft: 'is a draft',
  initializing: 'is starting',
  running: 'is running',
  paused: 'is paused',
  completed: 'is finished',
  cancelled: 'was stopped',
  failed: 'has failed',
};

const WAYS_ON: Record<Status, string> = {
  draft: 'Start it first.',
  initializing: 'Wait until it runs, or stop it.',
  running: 'You can pause or stop it.',
  paused: 'You can resume or stop it.',
  completed: 'You can run it again or fork it from a turn.',
  cancelled: 'You can run it again or fork it from a turn.',
  failed: 'You can resume it.',
};

/** The refusal of an action that the life cycle does not allow, in words for the person who tried. */
export function refusal(
  status: Status,
  action: Action | 'change the speed of' | 'ask' | 'discard' | 'recast' | 'choose in',
): UserError {
  const verb = action === 'initialize' ? 'start' : action === 'recast' ? 'change the cast of' : action;
  const what = action === 'ask' ? 'it takes no questions' : `you cannot ${verb} it`;
  return new UserError(`The discussion ${STATES[status]}, so ${what}. ${WAYS_ON[status]}`, 'INVALID_TRANSITION');
}

/** So many steps in a row that could not succeed say that something is wrong with the provider, not with a step. */
const FAILURES_IN_A_ROW = 4;

/** Throws UserError when too many steps in a row have failed. */
export function checkFailures({ failures }: Transcript): void {
  const [reason] = failures;
  if (failures.length < FAILURES_IN_A_ROW) return;
  const told = `${failures.length} steps in a row could not be done. Resume it when that is mended, or stop it.`;
  throw new UserError(`${withStop(reason ?? '')} ${told}`);
}

/** How long it has run, pauses left out, in milliseconds. */
export function runningTime(transcript: Transcript, now: Date): number {
  let since: number | undefined;
  let total = 0;
  for (const event of transcript.byKey.values()) {
    if (event.type === 'opened') since = event.at.getTime();
    if (event.type !== 'control') continue;
    // Until its thread is open nothing runs.
    if (event.action === 'initialize') since = undefined;
    if ((event.action === 'pause' || event.action === 'fail') && since !== undefined) {
      total += event.at.getTime() - since;
      since = undefined;
    }
    if (event.action === 'start' || event.action === 'resume') since = event.at.getTime();
  }
  return since === undefined ? total : total + now.getTime() - since;
}

/** What a person reads of a discussion that cannot go on: why, and that nothing is lost. */
export function heldReason({ reason, mends }: Pick<Hold, 'reason' | 'mends'>, status: Status): string {
  const what = status === 'running' || status === 'paused' ? 'The discussion is paused' : 'The report waits';
  return `${withStop(reason)} ${what} and goes on by itself ${mends === 'person' ? 'after that' : 'as soon as it can'}.`;
}

const withStop = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);
