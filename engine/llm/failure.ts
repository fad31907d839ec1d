import { RetryError, UserError } from '../errors.ts';

/** What can go wrong with a call of a model, told apart by who or what mends it. */
export type FailureKind =
  | 'bad-key'
  | 'no-quota'
  | 'rate-limit'
  | 'context-too-long'
  | 'refused'
  | 'timeout'
  | 'server'
  | 'broken-reply'
  | 'unreachable'
  | 'no-model'
  | 'bad-request';

/** `other-key`: at once with another key or provider, else when a person has acted. `never`: not for this request. */
export type Mends = 'time' | 'person' | 'other-key' | 'never';

export type Diagnosis = { kind: FailureKind; mends: Mends; retryAfterMs?: number };

export type PassingOptions = {
  retryAfterMs?: number;
  /** The request went out and no whole answer came back: it may have been billed. */
  unanswered?: boolean;
  cause?: unknown;
};

/** A failed call that time will probably mend. */
export class PassingFailure extends RetryError {
  readonly kind: FailureKind;
  readonly unanswered: boolean;
  constructor(kind: FailureKind, message: string, options: PassingOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.unanswered = options.unanswered ?? false;
  }
}

/** A failed call that fails again until a person, or another key, changes something. */
export class LastingFailure extends UserError {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, message: string, options: { cause?: unknown } = {}) {
    super(message, kind === 'bad-key' ? 'API_KEY_INVALID' : 'LLM_API_ERROR', options);
    this.kind = kind;
  }
}

const LASTING: Partial<Record<FailureKind, Mends>> = {
  'bad-key': 'other-key',
  'no-quota': 'other-key',
  'no-model': 'other-key',
  // The address belongs to the key.
  unreachable: 'other-key',
  refused: 'never',
  'bad-request': 'never',
};

/** `limit`: of requests or tokens a minute. `resting`: after failures. `refused`: a moment ago, and nobody has changed it since. */
export type Because = 'limit' | 'resting' | 'refused';

/** No call was made. It counts as no attempt, and costs nothing; `retryAfterMs` says when to come back. */
export class NotNow extends RetryError {
  readonly because: Because;
  declare readonly retryAfterMs: number;
  constructor(because: Because, message: string, retryAfterMs: number) {
    super(message, { retryAfterMs });
    this.because = because;
  }
}

/** What an error of a call says; undefined for what is none: a bug, or the caller's own abort. */
export function failureOf(error: unknown): Diagnosis | undefined {
  if (error instanceof RetryError) {
    const { retryAfterMs } = error;
    const kind = error instanceof PassingFailure ? error.kind : 'server';
    return { kind, mends: 'time', ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  if (error instanceof LastingFailure) return { kind: error.kind, mends: LASTING[error.kind] ?? 'person' };
  if (error instanceof UserError) {
    return error.code === 'API_KEY_INVALID' ? { kind: 'bad-key', mends: 'other-key' } : { kind: 'bad-request', mends: 'person' };
  }
  if (isTimeout(error)) return { kind: 'timeout', mends: 'time' };
  return undefined;
}

/** The reason of AbortSignal.timeout, which adapters hand on as it is. */
const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

/** Whether the vendor may have answered, and billed it, without our knowing what. */
export const mayBeBilled = (error: unknown): boolean => (error instanceof PassingFailure ? error.unanswered : isTimeout(error));
