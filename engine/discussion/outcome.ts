import { RetryError, StaleEpoch, UserError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Outcome, PreparedStep, StepContext } from './run-step.ts';

const BUG = 'Something went wrong on our side; it is in the log';

/** What a step comes to, also when it throws: only what concerns the whole discussion is thrown on. */
export async function outcomeOf(step: PreparedStep, context: StepContext, log: Logger): Promise<Outcome> {
  const { key, kind } = step.step;
  try {
    return await step.run(context);
  } catch (error) {
    if (error instanceof StaleEpoch || error instanceof RetryError) throw error;
    // A section that cannot be written says so, and the rest of the report stands.
    if (kind === 'section') {
      if (!(error instanceof UserError)) log.error({ err: error, discussion: context.id, step: key }, 'section failed: a bug');
      return { kind: 'event', body: { type: 'failed', reason: error instanceof UserError ? error.message : BUG } };
    }
    // What only this step cannot have is left out of the discussion.
    if (!(error instanceof UserError)) throw error;
    return { kind: 'event', body: { type: 'failed', reason: error.message } };
  }
}
