import { describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { failed } from './vendor-errors.fixture.ts';
import { redact } from './vendor-errors.ts';

describe('translate', () => {
  it('tells apart who is to act, and how', () => {
    expect(failed({ status: 401 }).message).toBe('OpenAI refused the key (401). Set a valid OPENAI_API_KEY and start again.');
    expect(failed({ status: 403, message: 'country not supported' })).toMatchObject({ code: 'API_KEY_INVALID' });
    expect(failed({ status: 403, code: 'model_not_found' }).message).toMatch(/does not let this key use the model "m"/);
    expect(failed({ status: 401, code: 'account_deactivated' }).message).toMatch(/disabled the account/);
    expect(failed({ status: 404, code: 'model_not_found' }).message).toMatch(/has no model "m"/);
    expect(failed({ status: 404, message: '<html>' }).message).toMatch(/Check the address/);
    expect(failed({ status: 400, code: 'context_length_exceeded' }).message).toMatch(/too long/);
    expect(failed({ status: 400, message: 'prompt is too long: 9 tokens > 8 maximum' }).message).toMatch(/too long/);
    expect(failed({ status: 400, code: 'content_policy_violation' }).message).toMatch(/content filter/);
    expect(failed({ status: 400, message: 'odd field' }).message).toBe('OpenAI did not accept the request (400): odd field');
  });

  it('tells no credit from too fast, although both are a 429 that names the billing page', () => {
    const quota = failed({ status: 429, code: 'insufficient_quota', message: 'check your plan and billing details' });
    expect(quota).toBeInstanceOf(UserError);
    expect(quota.message).toMatch(/no credit left/);
    expect(failed({ status: 402, code: 'billing_error' }).message).toMatch(/no credit left/);
    expect(failed({ status: 400, message: 'Your credit balance is too low' }).message).toMatch(/no credit left/);
    const fast = failed({ status: 429, code: 'rate_limit_exceeded', message: 'add a payment method at …/account/billing' });
    expect(fast).toBeInstanceOf(RetryError);
  });

  it.each([500, 502, 503, 504, 529, 408, 409])('tries again after %d', (status) => {
    expect(failed({ status })).toBeInstanceOf(RetryError);
  });

  it('names what happened on the way', () => {
    const told = (code: string): string => failed({ code }).message;
    expect(told('timeout')).toMatch(/did not answer in time/);
    expect(told('not-json')).toMatch(/cannot be read/);
    expect(told('ECONNRESET')).toMatch(/broke the connection off/);
    expect(told('ENOTFOUND')).toBe('OpenAI at https://a cannot be reached (ENOTFOUND).');
  });
});

it('redact leaves no key, whole, masked or of an unknown form', () => {
  const text = redact('wrong: sk-proj-abc*****xyz, Bearer tok, mykey123, sk-ant-api03-a_b', 'mykey123');
  expect(text).toBe('wrong: [key], Bearer [key], [key], [key]');
});
