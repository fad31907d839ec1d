import { OverBudget, RetryError } from '../errors.ts';

/** Raised by the database's function `over_budget`. */
const OVER_BUDGET = 'SF001';
/** SQLSTATE classes and system errors that say "not now": connection, resources, a server that is starting or stopping. */
const NOT_NOW = /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;
const LOST =
  /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|Connection terminated|timeout exceeded|not queryable|Client was closed/i;

/** An error of the database as the engine knows it: RetryError where it cannot be reached, OverBudget at a cap; others as they are. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === OVER_BUDGET) return new OverBudget(error.message);
  return NOT_NOW.test(code) || LOST.test(error.message)
    ? new RetryError('The database cannot be reached', { cause: error })
    : error;
}
