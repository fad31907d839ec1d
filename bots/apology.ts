import { RetryError, UserError } from '../engine/errors.ts';
import type { Logger } from '../engine/log.ts';
import type { View } from './view.ts';

/** What a person reads when something could not be done. A bug is logged with its cause and told in one plain sentence. */
export function apology(error: unknown, log: Logger): View {
  if (error instanceof UserError) return { tone: 'bad', lines: [error.message] };
  if (error instanceof RetryError) return { tone: 'bad', lines: [`${error.message} Try again in a moment.`] };
  log.error({ err: error }, 'a bug stopped what a person asked for');
  return { tone: 'bad', lines: ['Something went wrong on our side; it was logged. Try again, and tell your admin if it stays.'] };
}
