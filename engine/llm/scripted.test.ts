import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RetryError } from '../errors.ts';
import { contractRequest, providerContract } from './provider.contract.ts';
import { scriptedProvider } from './scripted.ts';

const ballot = { position: 1, reason: 'cheaper', turn: null };

providerContract('scripted', async () => ({
  provider: scriptedProvider(({ schema }) => (schema ? { data: ballot } : 'I sell more bread on market days.')),
}));

describe('scripted', () => {
  const { signal } = new AbortController();
  const request = contractRequest(scriptedProvider([]));

  it('says its lines in order and keeps the requests', async () => {
    const provider = scriptedProvider([
      { expect: 'turn/1/p1', reply: 'one' },
      { expect: /p1$/, reply: { text: 'two', cut: true } },
    ]);
    expect(await provider.generate(request, signal)).toMatchObject({ text: 'one', model: request.model });
    expect(await provider.generate(request, signal)).toMatchObject({ text: 'two', cut: true });
    expect(provider.requests).toEqual([request, request]);
  });

  it('throws at a call that is not in the script, as a bug and no error of a vendor', async () => {
    const provider = scriptedProvider([{ expect: 'turn/9/p9', reply: 'one' }]);
    await expect(provider.generate(request, signal)).rejects.toThrow(
      'expected a call for "turn/9/p9"; call 1 was for "turn/1/p1"',
    );
    await expect(provider.generate(request, signal)).rejects.toThrow('has 1 replies; call 2 was for "turn/1/p1"');
    await expect(provider.generate(request, signal)).rejects.not.toBeInstanceOf(RetryError);
  });

  it('throws the errors of its script, and refuses data of another form as the vendors’ adapters do', async () => {
    const error = new RetryError('later', { retryAfterMs: 5 });
    const provider = scriptedProvider((_, n) => (n === 0 ? error : '{"a":"no number"}'));
    await expect(provider.generate(request, signal)).rejects.toBe(error);
    const schema = { name: 'a', type: z.object({ a: z.number() }) };
    await expect(provider.generate({ ...request, schema }, signal)).rejects.toBeInstanceOf(RetryError);
  });

  it('takes its time, and stops when it is told to', async () => {
    const provider = scriptedProvider(() => 'late', { latencyMs: 5000 });
    const controller = new AbortController();
    const reason = new Error('stop');
    setTimeout(() => controller.abort(reason), 10);
    await expect(provider.generate(request, controller.signal)).rejects.toBe(reason);
  });
});
