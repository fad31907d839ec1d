import type { Trouble } from '../../engine/llm/model-server.ts';
import type { Vendor } from '../../engine/llm/model-server-wire.ts';
import { chance } from '../../engine/seed.ts';

/** What goes wrong with a provider, and how often in a hundred calls. */

type Named = { name: string; share: number; make(vendor: Vendor): Trouble };

const status = (code: number, more: Omit<Extract<Trouble, { kind: 'status' }>, 'kind' | 'status'> = {}): Trouble => ({
  kind: 'status',
  status: code,
  ...more,
});
const limited = (vendor: Vendor, headers: Record<string, string> = {}): Trouble =>
  status(429, { type: vendor === 'openai' ? 'rate_limit_exceeded' : 'rate_limit_error', message: 'Too many requests.', headers });
const overloaded = { type: 'overloaded_error', message: 'Overloaded' };
/** Dates have whole seconds. */
const inTwoSeconds = () => new Date(Date.now() + 2_000).toUTCString();

export const TROUBLES: readonly Named[] = [
  { name: '429, seconds', share: 4, make: (vendor) => limited(vendor, { 'retry-after': '1' }) },
  { name: '429, date', share: 2, make: (vendor) => limited(vendor, { 'retry-after': inTwoSeconds() }) },
  { name: '429', share: 3, make: (vendor) => limited(vendor) },
  { name: '500', share: 3, make: () => status(500) },
  { name: '502', share: 2, make: () => status(502) },
  { name: '529', share: 2, make: () => status(529, overloaded) },
  {
    name: '401',
    share: 1.5,
    make: (vendor) =>
      status(401, { type: vendor === 'openai' ? 'invalid_api_key' : 'authentication_error', message: 'invalid key' }),
  },
  { name: '402', share: 1.5, make: () => status(402, { type: 'billing_error', message: 'Payment required.' }) },
  {
    name: '400, context',
    share: 1,
    make: (vendor) =>
      vendor === 'openai'
        ? status(400, { type: 'context_length_exceeded', message: 'maximum context length is 10 tokens' })
        : status(400, { type: 'invalid_request_error', message: 'prompt is too long: 11 tokens > 10 maximum' }),
  },
  { name: 'refusal', share: 1, make: () => ({ kind: 'refuse' }) },
  { name: 'empty', share: 2, make: () => ({ kind: 'empty' }) },
  { name: 'half an answer', share: 1.5, make: () => ({ kind: 'truncated' }) },
  { name: 'half a stream', share: 1, make: () => ({ kind: 'cut-off' }) },
  { name: 'error in a stream', share: 0.5, make: () => ({ kind: 'stream-error' }) },
  { name: 'no JSON', share: 1.5, make: () => ({ kind: 'not-json' }) },
  { name: 'hangs', share: 1, make: () => ({ kind: 'hang' }) },
  { name: 'reset', share: 1.5, make: () => ({ kind: 'reset' }) },
];

/** The trouble of a call, if any; all shares together are 30 in a hundred, times `factor`. */
export function troubleFor(seed: string, n: number, vendor: Vendor, factor: number): (Trouble & { name: string }) | undefined {
  let drawn = chance(seed, n, 'trouble') * 100;
  for (const { name, share, make } of TROUBLES) {
    drawn -= share * factor;
    if (drawn < 0) return { ...make(vendor), name };
  }
  return undefined;
}

/** Failures that no other try mends: what a step says that could not be done for one of these troubles. */
const EXPECTED = [
  /^The discussion has become too long for the model "/,
  /^The model "[^"]+" refused to answer\./,
  / sent an empty answer\.$/,
  / said nothing that could be shown$/,
];
export const isExpected = (reason: string): boolean => EXPECTED.some((pattern) => pattern.test(reason));
