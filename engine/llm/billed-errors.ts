import type { Usage } from '../types.ts';
import { LastingFailure, PassingFailure } from './failure.ts';

/** The model answered, so the call is billed, but the answer is of no use. */
export class UselessReply extends PassingFailure {
  override name = 'UselessReply';
  readonly usage: Usage;
  constructor(message: string, usage: Usage) {
    super('broken-reply', message, { retryAfterMs: 0 });
    this.usage = usage;
  }
}

/** The model answered that it will not. */
export class Refusal extends LastingFailure {
  override name = 'Refusal';
  readonly usage: Usage;
  constructor(message: string, usage: Usage) {
    super('refused', message);
    this.usage = usage;
  }
}

/** What a failed call cost all the same; undefined where the vendor bills nothing. */
export function usageOf(error: unknown): Usage | undefined {
  return error instanceof UselessReply || error instanceof Refusal ? error.usage : undefined;
}
