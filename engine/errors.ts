/** The two errors that are not bugs. Anything else that is thrown is one. */

/** Error codes as the API shows them. */
export type ErrorCode =
  | 'VALIDATION_ERROR'
  | 'RESOURCE_NOT_FOUND'
  | 'AUTHENTICATION_FAILED'
  | 'AUTHORIZATION_FAILED'
  | 'RATE_LIMIT_EXCEEDED'
  | 'API_KEY_INVALID'
  | 'DISCUSSION_LIMIT_REACHED'
  | 'INVALID_TRANSITION'
  | 'LLM_API_ERROR'
  | 'UNAVAILABLE';

/** Shown to the person as it stands: what happened, and what to do next. */
export class UserError extends Error {
  override name = 'UserError';
  readonly code: ErrorCode;
  /** The field or thing that it is about. */
  readonly field?: string;
  constructor(message: string, code: ErrorCode = 'VALIDATION_ERROR', options: { field?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    if (options.field) this.field = options.field;
  }
}

/** Time will probably mend it. */
export class RetryError extends Error {
  override name = 'RetryError';
  /** Milliseconds that the other side asked us to wait; undefined when it did not say. */
  readonly retryAfterMs?: number;
  constructor(message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** A worker that was thought dead tried to write: another has taken over. Not an error for anybody. */
export class StaleEpoch extends Error {
  override name = 'StaleEpoch';
}

/** Not begun: the member has begun as many discussions as one may in an hour, or has as many going on as one may at once. */
export class OverLimit extends Error {
  override name = 'OverLimit';
  /** When the next one may begin; without it, when one of those that go on ends. */
  readonly until?: Date;
  constructor(message: string, until?: Date) {
    super(message);
    if (until) this.until = until;
  }
}

/** The calls were not opened: they might pass a cap. The loop ends the discussion with what was reached. */
export class OverBudget extends Error {
  override name = 'OverBudget';
}
