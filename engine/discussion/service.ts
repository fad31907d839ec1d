import { StaleEpoch, UserError } from '../errors.ts';
import type { Step } from '../formats/format.ts';
import type { Service } from '../types.ts';
import { type Asking, askUntilUsable, openNext } from './ask.ts';
import type { Outcome, StepContext } from './run-step.ts';

/** Steps for which one service is asked, and nobody else: what it cannot do fails that step, and nothing waits for it. */

export const serviceOf = (step: Step): Service | undefined =>
  step.kind === 'speak' || step.kind === 'decide' ? step.service : undefined;

export const failedAlone = (reason: string, service: Service | undefined): Outcome => ({
  kind: 'event',
  body: { type: 'failed', reason, ...(service && { by: service.id }) },
});

/** Asks with all attempts inside the time that one call may take. */
export async function askService(asking: Asking, service: Service, context: StepContext): Promise<Outcome> {
  const until = Date.now() + context.timeoutMs;
  for (let now = asking; ; ) {
    const outcome = await oneTry(now, context, until);
    if (outcome.kind === 'event') return outcome.body.type === 'failed' ? failedAlone(outcome.body.reason, service) : outcome;
    if (outcome.kind === 'held') return failedAlone(outcome.hold.reason, service);
    const { at, asking: left, reason } = outcome;
    if (at.getTime() >= until || !left) return failedAlone(reason ?? 'It did not answer in time.', service);
    await waited(at, context.signal);
    const call = await openNext(left, context);
    if (!call) return failedAlone(reason ?? 'No budget is left for another attempt.', service);
    now = { ...left, call };
  }
}

async function oneTry(asking: Asking, context: StepContext, until: number): Promise<Outcome> {
  try {
    return await askUntilUsable(asking, { ...context, timeoutMs: Math.max(1, until - Date.now()), inAllMs: context.timeoutMs });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'event', body: { type: 'failed', reason: error.message } };
  }
}

/** Throws StaleEpoch when nobody wants the answer any more. */
function waited(at: Date, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopped = () => {
      clearTimeout(timer);
      reject(new StaleEpoch('nobody waits for it'));
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stopped);
        resolve();
      },
      Math.max(0, at.getTime() - Date.now()),
    );
    if (signal.aborted) stopped();
    else signal.addEventListener('abort', stopped, { once: true });
  });
}
