import type { StoredReply } from '../call.ts';
import { OverBudget, RetryError, StaleEpoch } from '../errors.ts';
import type { Reading } from '../formats/format.ts';
import { inTurn } from '../in-turn.ts';
import { usageOf } from '../llm/billed-errors.ts';
import { type FailureKind, failureOf, mayBeBilled, NotNow, PassingFailure } from '../llm/failure.ts';
import { upperBound } from '../llm/prices.ts';
import { askedAgain } from '../llm/prompt.ts';
import type { ModelReply, ModelRequest, Provider } from '../llm/provider.ts';
import { requestBytes } from '../llm/request-bytes.ts';
import type { OpenCall, SettledCall } from '../store/store.ts';
import { type Earlier, errorsOf } from './earlier.ts';
import { better } from './reading.ts';
import type { Outcome, StepContext } from './run-step.ts';
import { firstAble } from './speakers.ts';
import { type Hold, joined, spreadOf, type Verdict, verdictOn } from './verdict.ts';

/** So often at the same step, while its provider answers a check: the step itself is what cannot be done. */
const GIVE_UP = 8;
const CHECK_MS = 15_000;
/** Failures that a request may bring about itself, whenever it is sent. */
const OF_REQUEST: ReadonlySet<FailureKind> = new Set(['server', 'timeout', 'broken-reply']);

export type Asking = {
  /** As it is asked the first time. */
  request: ModelRequest;
  speaker: Provider;
  /** Who steps in, in order. */
  others: readonly Provider[];
  /** Why those before the speaker could not. */
  holds: readonly Hold[];
  call: OpenCall;
  read: (reply: StoredReply) => Reading;
  earlier: Earlier;
};

/** The next call for a step, with its upper bound reserved: at the dearest of the models that may answer it. */
export function callFor(request: ModelRequest, { attempt, problem }: Earlier, speaker: Provider): OpenCall {
  const { key, model, role, maxOutputTokens } = request;
  const bytes = requestBytes(problem === undefined ? request : askedAgain(request, problem));
  const bounds = (speaker.answering?.(role) ?? [model]).flatMap((one) => upperBound(one, bytes, maxOutputTokens) ?? []);
  const reserved = bounds.length > 0 ? Math.max(...bounds) : null;
  return { stepKey: key, attempt: attempt + 1, provider: speaker.name, model, reserved };
}

/** Asks until there is an answer that can be used: a second time with the reason; later, or another, after an error. */
export async function askUntilUsable(asking: Asking, context: StepContext): Promise<Outcome> {
  const { request, speaker, call, read, earlier } = asking;
  const { id, store, signal, at } = context;
  const { stepKey, attempt } = call;
  const asked = earlier.problem === undefined ? request : askedAgain(request, earlier.problem);
  at('call-opened');
  let reply: ModelReply;
  try {
    reply = await generate(speaker, asked, context);
  } catch (error) {
    if (signal.aborted) throw new StaleEpoch(id);
    return afterError(error, asking, context);
  }
  at('call-answered');
  const { text, data, model, usage, cut } = reply;
  const stored: StoredReply = { text, ...(data !== undefined && { data }), model, usage, ...(cut && { cut }) };
  const settled = {
    stepKey,
    attempt,
    reply: stored,
    usage,
    ...(reply.asked !== undefined && { model: reply.asked }),
    ...(reply.key !== undefined && { key: reply.key }),
  };
  const reading = await inTurn(() => read(stored));
  if (reading.problem === undefined || earlier.rejected) {
    const { body } = better(earlier.rejected, reading);
    return { kind: 'event', body, settle: { ...settled, outcome: 'reply' } };
  }
  await store.settle(id, { ...settled, outcome: 'rejected', reason: reading.problem });
  at('call-settled');
  const now = { ...earlier, attempt, rejected: reading, problem: reading.problem };
  return (await askNext({ ...asking, earlier: now }, context)) ?? { kind: 'event', body: reading.body };
}

/** Opens the next call and makes it; undefined when no cap has room for it. */
async function askNext(asking: Omit<Asking, 'call'>, context: StepContext): Promise<Outcome | undefined> {
  const call = await openNext(asking, context);
  return call && askUntilUsable({ ...asking, call }, context);
}

/** Opens the next call; undefined when no cap has room for it. */
export async function openNext(
  { request, earlier, speaker }: Omit<Asking, 'call'>,
  { id, epoch, store, keep }: StepContext,
): Promise<OpenCall | undefined> {
  const call = callFor(request, earlier, speaker);
  try {
    await store.open(id, epoch, [call], keep());
    return call;
  } catch (error) {
    if (error instanceof OverBudget) return undefined;
    throw error;
  }
}

async function afterError(error: unknown, asking: Asking, context: StepContext): Promise<Outcome> {
  const { speaker, call, earlier } = asking;
  const { stepKey, attempt } = call;
  const errors = errorsOf(earlier, speaker.name) + (error instanceof NotNow ? 0 : 1);
  const verdict = verdictOn(error, errors, new Date(), spreadOf(context.id, stepKey, attempt));
  const known = { stepKey, attempt };
  if (error instanceof NotNow) await context.store.settle(context.id, { ...known, outcome: 'unused' });
  else
    await context.store.settle(context.id, {
      ...known,
      ...failed(error, call),
      ...(verdict.kind === 'again' && { retryAt: verdict.at }),
    });
  if (verdict.kind === 'again') {
    const { message: reason = '' } = error instanceof Error ? error : {};
    const trouble = new Map(earlier.trouble).set(speaker.name, { errors, retryAt: verdict.at, reason });
    return { kind: 'later', at: verdict.at, reason, asking: { ...asking, earlier: { ...earlier, attempt, trouble } } };
  }
  const other = await fromAnother(asking, verdict, () => errors >= GIVE_UP && isOfRequest(error, speaker, context), context);
  if (other && other.kind !== 'held') return other;
  // The first answer was not good, but it is better than none.
  if (earlier.rejected && earlier.rejected.kept > 0) return { kind: 'event', body: earlier.rejected.body };
  if (other) return other;
  if (!(error instanceof RetryError)) throw error;
  return { kind: 'event', body: { type: 'failed', reason: error.message } };
}

/** What another provider makes of a step that this one cannot do; undefined where none is to be asked. */
async function fromAnother(
  asking: Asking,
  verdict: Verdict,
  isHopeless: () => boolean | Promise<boolean>,
  context: StepContext,
): Promise<Outcome | undefined> {
  if (verdict.kind === 'elsewhere') return asking.others.length > 0 ? stepIn(asking, context) : undefined;
  if (verdict.kind !== 'held' || (await isHopeless())) return undefined;
  return stepIn({ ...asking, holds: [...asking.holds, verdict.hold] }, context);
}

/** The next provider that can answer does, with its own model for the same work; else the discussion is held. */
async function stepIn({ request, others, holds, read, earlier, call }: Asking, context: StepContext): Promise<Outcome> {
  const spread = spreadOf(context.id, call.stepKey, call.attempt);
  const able = firstAble(others, earlier, { now: new Date(), spread }, holds);
  if (able.kind !== 'able') return able;
  const theirs = { ...request, model: able.speaker.models[request.role] };
  const now = { ...earlier, attempt: call.attempt };
  const { speaker } = able;
  const asked = await askNext({ request: theirs, speaker, others: able.others, holds: able.holds, read, earlier: now }, context);
  return asked ?? { kind: 'held', hold: joined(able.holds) };
}

/** What came back useless is billed all the same; what never came back may have been. */
function failed(error: unknown, { reserved }: OpenCall): Pick<SettledCall, 'outcome' | 'reason' | 'usage'> {
  const unanswered = mayBeBilled(error) ? { input: 0, cached: 0, cacheWrite: 0, output: 0, cost: reserved } : undefined;
  const usage = usageOf(error) ?? unanswered;
  return { outcome: 'error', reason: error instanceof Error ? error.message : String(error), ...(usage && { usage }) };
}

/** Whether the provider is there, and it is this request that it never answers. */
async function isOfRequest(error: unknown, speaker: Provider, { signal }: StepContext): Promise<boolean> {
  const kind = failureOf(error)?.kind;
  if (!kind || !OF_REQUEST.has(kind)) return false;
  return speaker.check(AbortSignal.any([signal, AbortSignal.timeout(CHECK_MS)])).then(
    () => true,
    () => false,
  );
}

async function generate(
  speaker: Provider,
  request: ModelRequest,
  { signal, timeoutMs, inAllMs = timeoutMs, writing }: StepContext,
): Promise<ModelReply> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  // Also when an adapter does not listen.
  const aborted = new Promise<never>((_, reject) =>
    either.addEventListener('abort', () => reject(either.reason), { once: true }),
  );
  writing?.begin();
  try {
    return await Promise.race([speaker.generate(request, either, writing?.add), aborted]);
  } catch (error) {
    writing?.end();
    if (timeout.aborted && !signal.aborted) {
      const told = `${speaker.name} did not answer within ${inAllMs / 1_000} seconds.`;
      throw new PassingFailure('timeout', told, { unanswered: true, cause: error });
    }
    throw error;
  }
}
