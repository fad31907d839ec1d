import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RetryError } from '../errors.ts';
import { anthropicProvider } from './anthropic.ts';
import { cacheMarks, messagesBody } from './anthropic-request.ts';
import { troublesOf } from './model-server.fixture.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { contractRequest, deadAddress, providerContract } from './provider.contract.ts';

const models = { speak: 'claude-sonnet-4-6', small: 'claude-haiku-4-5', report: 'claude-opus-4-6' };

providerContract('anthropic', async () => {
  const server = await startModelServer();
  const baseUrl = server.url;
  return {
    provider: anthropicProvider({ apiKey: 'sk-ant-good', baseUrl, models }),
    caches: true,
    streams: true,
    trouble: troublesOf(server, {
      'rate-limit': { kind: 'status', status: 429, headers: { 'retry-after': '2' }, type: 'rate_limit_error' },
      'server-error': { kind: 'status', status: 529, type: 'overloaded_error' },
    }),
    faulty: {
      key: anthropicProvider({ apiKey: 'sk-ant-bad-0123456789', baseUrl, models }),
      keyText: 'sk-ant-bad-0123456789',
      credit: anthropicProvider({ apiKey: 'sk-ant-quota', baseUrl, models }),
      model: anthropicProvider({ apiKey: 'sk-ant-good', baseUrl, model: 'claude-0' }),
      address: anthropicProvider({ apiKey: 'sk-ant-good', baseUrl: await deadAddress(), models }),
    },
    close: server.close,
  };
});

describe('anthropic', () => {
  let server: ModelServer;
  const signal = AbortSignal.timeout(10_000);
  const provider = (): ReturnType<typeof anthropicProvider> =>
    anthropicProvider({ apiKey: 'sk-ant-good', baseUrl: `${server.url}/v1/` });
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(() => server.close());

  it('counts what was written to the cache apart, and charges it at its own rate', async () => {
    const { usage } = await provider().generate(contractRequest(provider(), { own: 'Say it in about 20 words.' }), signal);
    expect(usage.cacheWrite).toBeGreaterThan(2048);
    expect(usage.cost).toBeCloseTo((usage.input * 3 + usage.cacheWrite * 3.75 + usage.output * 15) / 1e6, 10);
  });

  it('reads a wait given as a date', async () => {
    const at = new Date(Date.now() + 3000).toUTCString();
    server.trouble({ kind: 'status', status: 429, type: 'rate_limit_error', headers: { 'retry-after': at } });
    const error = await provider()
      .generate(contractRequest(provider()), signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RetryError);
    expect((error as RetryError).retryAfterMs).toBeGreaterThan(1000);
    expect((error as RetryError).retryAfterMs).toBeLessThanOrEqual(3000);
  });

  it('says when the answer was cut at the limit, and retries one that breaks off', async () => {
    server.trouble({ kind: 'cut' }, { kind: 'truncated' });
    expect(await provider().generate(contractRequest(provider()), signal)).toMatchObject({ cut: true });
    await expect(provider().generate(contractRequest(provider()), signal)).rejects.toBeInstanceOf(RetryError);
  });
});

describe('anthropic: the body of a request', () => {
  const request = contractRequest({ models } as never, { shared: ['x'.repeat(30_000), ...'abcdef'], model: models.speak });
  const blocks = (change: object = {}): { text: string; cache_control?: unknown }[] =>
    messagesBody({ ...request, ...change }).messages[0]?.content as { text: string; cache_control?: unknown }[];

  it('has no temperature and no blank block', () => {
    expect(messagesBody(request)).not.toHaveProperty('temperature');
    expect(blocks({ shared: ['head', ' \n', '', 'tail'] }).map(({ text }) => text)).toEqual(['head', 'tail', request.own]);
    expect(messagesBody({ ...request, system: '' })).not.toHaveProperty('system');
  });

  it('marks the head and the last three shared blocks, never the last block', () => {
    expect(blocks().map((block) => 'cache_control' in block)).toEqual([true, false, false, false, true, true, true, false]);
  });

  it('marks only prefixes that are long enough for the model to keep', () => {
    const shared = ['y'.repeat(4000), 'y'.repeat(4000), 'y'.repeat(4000)];
    expect([...cacheMarks('claude-sonnet-4-6', '', shared)]).toEqual([2]);
    expect([...cacheMarks('claude-sonnet-4-5', '', shared)]).toEqual([1, 2]);
    expect([...cacheMarks('claude-haiku-4-5', '', shared)]).toEqual([]);
    expect([...cacheMarks('claude-sonnet-4-5', '', [])]).toEqual([]);
  });

  it('turns thinking off where it is on by default, and leaves room where it cannot be', () => {
    expect(messagesBody({ ...request, model: 'claude-sonnet-5' })).toMatchObject({
      thinking: { type: 'disabled' },
      max_tokens: 600,
    });
    expect(messagesBody({ ...request, model: 'claude-opus-5-5' })).toMatchObject({
      output_config: { effort: 'low' },
      max_tokens: 4696,
    });
    expect(messagesBody(request)).not.toHaveProperty('thinking');
  });
});
