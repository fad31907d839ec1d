import { OverBudget, RetryError, StaleEpoch } from '../errors.ts';
import type { Format, Step } from '../formats/format.ts';
import { usageOf } from '../llm/billed-errors.ts';
import { NotNow, PassingFailure } from '../llm/failure.ts';
import { upperBound } from '../llm/prices.ts';
import { askedAgain, askFor, requestFor } from '../llm/prompt.ts';
import type { ModelReply, ModelRequest, Provider } from '../llm/provider.ts';
import { requestBytes } from '../llm/request-bytes.ts';
import { sectionNamed } from '../report/index.ts';
import type { OpenCall, SettledCall, Store } from '../store/store.ts';
import type { Call, EventBody, StoredReply, Transcript } from '../types.ts';
import { better, type Reading, readingOf } from './reading.ts';

/** In all, however often it is asked again. */
const CALL_TIMEOUT_MS = 60_000;
const MAX_ERRORS = 3;
const BACKOFF_MS = [2_000, 5_000];
const LONGEST_BACKOFF_MS = 10_000;
/** Whatever the other side asks for: a discussion that is silent for longer is better failed and resumed. */
const LONGEST_WAIT_MS = 300_000;

export type StepContext = {
  id: string;
  epoch: number;
  store: Store;
  /** Aborted when the answer is no longer wanted. */
  signal: AbortSignal;
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

/** What a step came to: a fact to write, with the call that brought it; or not yet. */
export type Outcome = { kind: 'event'; body: EventBody; settle?: SettledCall } | { kind: 'later'; at: Date };

/** A step with its prompt made, from the transcript as it was before the batch. */
export type PreparedStep = {
  step: Step;
  /** The call that it needs first, to be opened before `run`; undefined when what it needs is there already. */
  call?: OpenCall;
  run(context: StepContext): Promise<Outcome>;
};

/** What earlier workers left behind for a step. */
type Earlier = { attempt: number; errors: number; retryAt?: Date; rejected?: Reading; problem?: string; reply?: Reading };

export function prepare(input: {
  format: Format;
  transcript: Transcript;
  step: Step;
  provider: Provider;
  calls: readonly Call[];
}): PreparedStep {
  const { format, transcript, step, provider, calls } = input;
  if (step.kind === 'say') {
    const { key: _key, kind: _kind, speaker, ...said } = step;
    return { step, run: async () => ({ kind: 'event', body: { type: 'said', speaker: speaker.id, ...said } }) };
  }
  const section = step.kind === 'section' ? sectionNamed(step.name) : undefined;
  const ask = askFor(step, section?.ask?.(transcript));
  const request = requestFor(format, transcript, step, ask, provider.models);
  const read = (reply: StoredReply) => readingOf(format, transcript, step, section, reply);
  const earlier = earlierCalls(calls, step.key, read);
  // Answered and paid for, but its event was not written any more.
  if (earlier.reply) {
    const { body } = better(earlier.rejected, earlier.reply);
    return { step, run: async () => ({ kind: 'event', body }) };
  }
  const { retryAt } = earlier;
  // Woken before its time, by a question or a change of speed.
  if (retryAt && retryAt > new Date()) return { step, run: async () => ({ kind: 'later', at: retryAt }) };
  const asked = earlier.problem === undefined ? request : askedAgain(request, earlier.problem);
  const call = callFor(asked, earlier.attempt + 1, provider);
  return { step, call, run: (context) => askUntilUsable({ request, asked, call, read, earlier, provider }, context) };
}

function earlierCalls(calls: readonly Call[], key: string, read: (reply: StoredReply) => Reading): Earlier {
  const earlier: Earlier = { attempt: 0, errors: 0 };
  for (const call of calls) {
    if (call.stepKey !== key) continue;
    earlier.attempt = Math.max(earlier.attempt, call.attempt);
    if (call.outcome === 'error') earlier.errors++;
    if (call.retryAt) earlier.retryAt = call.retryAt;
    if (call.outcome === 'rejected' && call.reply) {
      earlier.rejected = read(call.reply);
      if (call.reason) earlier.problem = call.reason;
    }
    if (call.outcome === 'reply' && call.reply) earlier.reply = read(call.reply);
  }
  return earlier;
}

function callFor(request: ModelRequest, attempt: number, provider: Provider): OpenCall {
  const reserved = upperBound(request.model, requestBytes(request), request.maxOutputTokens);
  return { stepKey: request.key, attempt, provider: provider.name, model: request.model, reserved };
}

type Asking = {
  request: ModelRequest;
  asked: ModelRequest;
  call: OpenCall;
  read: (reply: StoredReply) => Reading;
  earlier: Earlier;
  provider: Provider;
};

/** Asks until there is an answer that can be used: a second time with the reason; later, after an error that time may mend. */
async function askUntilUsable({ request, asked, call, read, earlier, provider }: Asking, context: StepContext): Promise<Outcome> {
  const { id, epoch, store, signal, at } = context;
  const { stepKey, attempt } = call;
  at('call-opened');
  let reply: ModelReply;
  try {
    reply = await generate(provider, asked, signal);
  } catch (error) {
    if (signal.aborted) throw new StaleEpoch(id);
    if (error instanceof NotNow) {
      await store.settle(id, { stepKey, attempt, outcome: 'unused' });
      return { kind: 'later', at: new Date(Date.now() + (error.retryAfterMs ?? 0)) };
    }
    const told = error instanceof Error ? error.message : String(error);
    // What came back useless is billed all the same; what never came back may have been.
    const unanswered =
      error instanceof TimeoutError ? { input: 0, cached: 0, cacheWrite: 0, output: 0, cost: call.reserved } : undefined;
    const usage = usageOf(error) ?? unanswered;
    const errors = earlier.errors + 1;
    const mends = error instanceof RetryError && errors < MAX_ERRORS;
    const wait = (error instanceof RetryError ? error.retryAfterMs : undefined) ?? BACKOFF_MS[errors - 1] ?? LONGEST_BACKOFF_MS;
    const retryAt = new Date(Date.now() + Math.min(wait, LONGEST_WAIT_MS));
    await store.settle(id, {
      stepKey,
      attempt,
      outcome: 'error',
      reason: told,
      ...(usage && { usage }),
      ...(mends && { retryAt }),
    });
    if (mends) return { kind: 'later', at: retryAt };
    // The first answer was not good, but it is better than none.
    if (earlier.rejected && earlier.rejected.kept > 0) return { kind: 'event', body: earlier.rejected.body };
    if (!(error instanceof RetryError)) throw error;
    return { kind: 'event', body: { type: 'failed', reason: told } };
  }
  at('call-answered');
  const { text, data, model, usage } = reply;
  const stored: StoredReply = { text, ...(data !== undefined && { data }), model, usage };
  const reading = read(stored);
  if (reading.problem === undefined || earlier.rejected) {
    const { body } = better(earlier.rejected, reading);
    return { kind: 'event', body, settle: { stepKey, attempt, outcome: 'reply', reply: stored, usage } };
  }
  await store.settle(id, { stepKey, attempt, outcome: 'rejected', reply: stored, usage, reason: reading.problem });
  at('call-settled');
  const again = askedAgain(request, reading.problem);
  const second = callFor(again, attempt + 1, provider);
  try {
    await store.open(id, epoch, [second]);
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    return { kind: 'event', body: reading.body };
  }
  const now = { ...earlier, rejected: reading, problem: reading.problem };
  return askUntilUsable({ request, asked: again, call: second, read, earlier: now, provider }, context);
}

class TimeoutError extends PassingFailure {}

async function generate(provider: Provider, request: ModelRequest, signal: AbortSignal): Promise<ModelReply> {
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const either = AbortSignal.any([signal, timeout]);
  // Also when an adapter does not listen.
  const aborted = new Promise<never>((_, reject) =>
    either.addEventListener('abort', () => reject(either.reason), { once: true }),
  );
  try {
    return await Promise.race([provider.generate(request, either), aborted]);
  } catch (error) {
    if (timeout.aborted && !signal.aborted) {
      throw new TimeoutError('timeout', `${provider.name} did not answer within ${CALL_TIMEOUT_MS / 1_000} seconds`, {
        cause: error,
      });
    }
    throw error;
  }
}
