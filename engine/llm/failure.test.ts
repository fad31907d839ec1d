import { describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { Refusal, UselessReply } from './billed-errors.ts';
import { callEndpoint } from './endpoint.ts';
import { type FailureKind, failureOf, type Mends } from './failure.ts';
import { failed } from './vendor-errors.fixture.ts';
import type { Failure } from './vendor-errors.ts';

const usage = { input: 1, cached: 0, cacheWrite: 0, output: 1, cost: 0 };

describe('failureOf', () => {
  it.each<[Partial<Failure>, FailureKind, Mends]>([
    [{ status: 401 }, 'bad-key', 'other-key'],
    [{ status: 403, message: 'not in your country' }, 'bad-key', 'other-key'],
    [{ status: 403, code: 'account_deactivated' }, 'bad-key', 'other-key'],
    [{ status: 403, code: 'model_not_found' }, 'no-model', 'other-key'],
    [{ status: 404, code: 'model_not_found' }, 'no-model', 'other-key'],
    [{ status: 404, message: '<html>' }, 'unreachable', 'other-key'],
    [{ status: 302 }, 'unreachable', 'other-key'],
    [{ code: 'PRIVATE_ADDRESS' }, 'unreachable', 'other-key'],
    [{ status: 402, code: 'billing_error' }, 'no-quota', 'other-key'],
    [{ status: 429, code: 'insufficient_quota' }, 'no-quota', 'other-key'],
    [{ status: 400, message: 'Your credit balance is too low' }, 'no-quota', 'other-key'],
    [{ status: 429, code: 'rate_limit_exceeded' }, 'rate-limit', 'time'],
    [
      { status: 429, message: 'Request too large for m on tokens per min (TPM): Limit 3, Requested 4.' },
      'context-too-long',
      'person',
    ],
    [{ status: 400, code: 'context_length_exceeded' }, 'context-too-long', 'person'],
    [{ status: 413 }, 'context-too-long', 'person'],
    [{ status: 400, code: 'content_filter' }, 'refused', 'never'],
    [{ status: 400, message: 'odd field' }, 'bad-request', 'never'],
    [{ status: 408 }, 'timeout', 'time'],
    [{ status: 500 }, 'server', 'time'],
    [{ status: 529, code: 'overloaded_error' }, 'server', 'time'],
    [{ code: 'timeout' }, 'timeout', 'time'],
    [{ code: 'not-json' }, 'broken-reply', 'time'],
    [{ code: 'ECONNRESET' }, 'unreachable', 'time'],
    [{ code: 'ENOTFOUND' }, 'unreachable', 'time'],
  ])('%o is %s, mended by %s', (change, kind, mends) => {
    expect(failureOf(failed(change))).toEqual({ kind, mends });
  });

  it('hands on how long to wait', () => {
    const headers = new Headers({ 'retry-after': '7' });
    expect(failureOf(failed({ status: 429, headers }))).toEqual({ kind: 'rate-limit', mends: 'time', retryAfterMs: 7_000 });
    expect(failureOf(failed({ status: 503, headers }))).toMatchObject({ kind: 'server', retryAfterMs: 7_000 });
  });

  it('knows errors that no adapter made, and is silent about bugs and aborts', async () => {
    expect(failureOf(new Refusal('no', usage))).toEqual({ kind: 'refused', mends: 'never' });
    expect(failureOf(new UselessReply('empty', usage))).toEqual({ kind: 'broken-reply', mends: 'time', retryAfterMs: 0 });
    expect(failureOf(new RetryError('later'))).toEqual({ kind: 'server', mends: 'time' });
    expect(failureOf(new UserError('no key', 'API_KEY_INVALID'))).toEqual({ kind: 'bad-key', mends: 'other-key' });
    expect(failureOf(new UserError('no such provider'))).toEqual({ kind: 'bad-request', mends: 'person' });
    const late = AbortSignal.timeout(1);
    await new Promise((done) => late.addEventListener('abort', done, { once: true }));
    expect(failureOf(late.reason)).toEqual({ kind: 'timeout', mends: 'time' });
    expect(failureOf(AbortSignal.abort().reason)).toBeUndefined();
    expect(failureOf(new TypeError('a bug'))).toBeUndefined();
  });
});

describe('sentences about a key', () => {
  const keyName = 'marketing';

  it('name it, and say what happens next', () => {
    expect(failed({ keyName, status: 401 }).message).toBe(
      'The OpenAI key "marketing" was refused (401). An admin can replace it in the panel (or: npm run keys -- add openai "marketing" --replace).',
    );
    const own = failed({ keyName, status: 401, vendor: 'The model server at http://b' }).message;
    expect(own).toMatch(
      /^The key "marketing" of the model server at http:\/\/b was refused \(401\)\. An admin can replace it in the panel /,
    );
  });

  it.each<Partial<Failure>>([
    { status: 401 },
    { status: 402 },
    { status: 403 },
    { status: 403, code: 'model_not_found' },
    { status: 403, code: 'account_deactivated' },
    { status: 404, code: 'model_not_found' },
    { status: 429 },
    { status: 429, message: 'Request too large' },
  ])('say which key it was: %o', (change) => {
    expect(failed({ ...change, keyName }).message).toContain('key "marketing"');
    expect(failed({ ...change, keyName }).message).not.toContain('OPENAI_API_KEY');
    expect(failed(change).message).not.toContain('marketing');
  });

  it('never hold its text, also when it was named by its text or by a masked one', async () => {
    const key = 'my-own-secret-key';
    for (const name of [key, `prod ${key}`, 'sk-proj-0123456789']) {
      const endpoint = {
        vendor: 'OpenAI',
        provider: 'openai',
        address: 'https://a',
        keySetting: 'OPENAI_API_KEY',
        key,
        keyName: name,
      };
      const told = await callEndpoint(
        endpoint,
        'm',
        new AbortController().signal,
        () => ({ status: 401, code: 'invalid_api_key', message: `Incorrect API key provided: ${key}` }),
        () => Promise.reject(new Error('refused')),
      ).catch((error: Error) => `${error.message} ${error.stack} ${String(error.cause)}`);
      expect(told).toMatch(/\[key\]" was refused/);
      expect(told).not.toContain(key);
      expect(told).not.toContain('0123456789');
    }
  });
});
