import type { Call, StoredReply } from '../call.ts';
import { UserError } from '../errors.ts';
import type { Format, Step } from '../formats/format.ts';
import { askFor, requestFor } from '../llm/prompt.ts';
import { sectionNamed } from '../report/index.ts';
import type { OpenCall, SettledCall, Store } from '../store/store.ts';
import type { EventBody, Transcript } from '../types.ts';
import { type Asking, askUntilUsable, callFor } from './ask.ts';
import type { Writing } from './drafts.ts';
import { type Earlier, earlierCalls } from './earlier.ts';
import { better, readingOf } from './reading.ts';
import { askService, failedAlone, serviceOf } from './service.ts';
import { firstAble, type Speakers } from './speakers.ts';
import { type Hold, spreadOf } from './verdict.ts';

/** In all, however often a call is asked again. */
export const CALL_TIMEOUT_MS = 60_000;

export type StepContext = {
  id: string;
  epoch: number;
  store: Store;
  /** Aborted when the answer is no longer wanted. */
  signal: AbortSignal;
  /** How long a call may take. */
  timeoutMs: number;
  /** How long a person is told that it may, where it is what others left of that. */
  inAllMs?: number;
  /** US dollars of every cap that are to be left for the report. */
  keep: () => number;
  /** Where a turn is shown while it is written. */
  writing?: Writing | undefined;
  /** Called at the named points of the loop; a test may end the process there. */
  at: (point: LoopPoint) => void;
};

export type LoopPoint =
  | 'taken-up'
  | 'call-opened'
  | 'call-answered'
  | 'call-settled'
  | 'appended'
  | 'questions-taken'
  | 'ended'
  | 'finished';

/** What a step came to: a fact to write, with the call that brought it; not yet; or nobody can answer. */
export type Outcome =
  | { kind: 'event'; body: EventBody; settle?: SettledCall }
  /** `asking`: as it goes on then, for whoever waits for it here. */
  | { kind: 'later'; at: Date; reason?: string; asking?: Asking }
  | { kind: 'held'; hold: Hold };

/** A step with its prompt made, from the transcript as it was before the batch. */
export type PreparedStep = {
  step: Step;
  /** The call that it needs first, to be opened before `run`; undefined when what it needs is there already. */
  call?: OpenCall;
  run(context: StepContext): Promise<Outcome>;
};

/** `speakersOf`: who may answer; the first that can, does. */
export function prepare(input: {
  format: Format;
  transcript: Transcript;
  step: Step;
  speakersOf: (step: Step) => Speakers;
  calls: readonly Call[];
}): PreparedStep {
  const { format, transcript, step, calls } = input;
  if (step.kind === 'say') {
    const { key: _key, kind: _kind, speaker, ...said } = step;
    return { step, run: async () => ({ kind: 'event', body: { type: 'said', speaker: speaker.id, ...said } }) };
  }
  const section = step.kind === 'section' ? sectionNamed(step.name) : undefined;
  const ask = askFor(step, section?.ask?.(transcript));
  const read = (reply: StoredReply) => readingOf(format, transcript, step, section, reply);
  const earlier: Earlier = earlierCalls(calls, step.key, read);
  // Answered and paid for, but its event was not written any more.
  if (earlier.reply) {
    const { body } = better(earlier.rejected, earlier.reply);
    return { step, run: async () => ({ kind: 'event', body }) };
  }
  const service = serviceOf(step);
  const speakers = service ? orWhyNot(() => input.speakersOf(step)) : input.speakersOf(step);
  if (typeof speakers === 'string') return { step, run: async () => failedAlone(speakers, service) };
  const spread = spreadOf(transcript.id, step.key, earlier.attempt);
  const able = firstAble(speakers, earlier, { now: new Date(), spread });
  if (able.kind === 'held' && service) return { step, run: async () => failedAlone(able.hold.reason, service) };
  if (able.kind !== 'able') return { step, run: async () => able };
  const request = requestFor(format, transcript, step, ask, able.speaker.models);
  const call = callFor(request, earlier, able.speaker);
  const { speaker, others, holds } = able;
  const asking = { request, speaker, others, holds, call, read, earlier };
  if (service) return { step, call, run: (context) => askService(asking, service, context) };
  return { step, call, run: (context) => askUntilUsable(asking, context) };
}

function orWhyNot<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
