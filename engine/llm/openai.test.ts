import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { usageOf } from './billed-errors.ts';
import { troublesOf } from './model-server.fixture.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { openAiProvider } from './openai.ts';
import { chatBody } from './openai-request.ts';
import { contractRequest, deadAddress, providerContract } from './provider.contract.ts';

const models = { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' };

providerContract('openai', async () => {
  const server = await startModelServer();
  const baseUrl = `${server.url}/v1`;
  return {
    provider: openAiProvider({ apiKey: 'sk-good', baseUrl, models }),
    caches: true,
    streams: true,
    trouble: troublesOf(server, {
      'rate-limit': { kind: 'status', status: 429, headers: { 'retry-after': '2' }, type: 'rate_limit_exceeded' },
      'server-error': { kind: 'status', status: 503 },
    }),
    faulty: {
      key: openAiProvider({ apiKey: 'sk-bad-0123456789', baseUrl, models }),
      keyText: 'sk-bad-0123456789',
      credit: openAiProvider({ apiKey: 'sk-quota', baseUrl, models }),
      model: openAiProvider({ apiKey: 'sk-good', baseUrl, model: 'gpt-17' }),
      address: openAiProvider({ apiKey: 'sk-good', baseUrl: `${await deadAddress()}/v1`, models }),
    },
    close: server.close,
  };
});

describe('openai', () => {
  let server: ModelServer;
  const provider = (chosen?: string): ReturnType<typeof openAiProvider> =>
    openAiProvider({ apiKey: 'sk-good', baseUrl: server.url, ...(chosen && { model: chosen }) });
  const signal = AbortSignal.timeout(10_000);
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(() => server.close());

  it('sends system, then one user message with a part for each block, byte for byte', async () => {
    const request = contractRequest(provider(), { shared: ['  head \n', '[1] A: é', ' '], own: 'own\n' });
    await provider().generate(request, signal);
    expect(server.stats().bodies.at(-1)?.messages).toEqual([
      { role: 'system', content: request.system },
      {
        role: 'user',
        content: [
          { type: 'text', text: '  head \n' },
          { type: 'text', text: '[1] A: é' },
          { type: 'text', text: 'own\n' },
        ],
      },
    ]);
  });

  it('counts cached tokens apart from the rest of the input and charges them as such', async () => {
    const request = contractRequest(provider(), { own: 'Twice the same, in about 20 words.' });
    await provider().generate(request, signal);
    const { usage } = await provider().generate(request, signal);
    expect(usage).toMatchObject({ input: 0, cacheWrite: 0 });
    expect(usage.cost).toBeCloseTo((usage.cached * 0.075 + usage.output * 4.5) / 1e6, 10);
  });

  it('says when the answer was cut at the limit', async () => {
    const one = provider();
    server.trouble({ kind: 'cut' });
    expect(await one.generate(contractRequest(one), signal)).toMatchObject({ cut: true });
    expect(await one.generate(contractRequest(one), signal)).not.toHaveProperty('cut');
  });

  it('keeps the usage of an answer that was billed for nothing', async () => {
    const one = provider();
    server.trouble({ kind: 'empty' });
    const error = await one.generate(contractRequest(one), signal).catch((thrown: unknown) => thrown);
    expect(usageOf(error)?.cost).toBeGreaterThan(0);
    expect(usageOf(new Error('no call'))).toBeUndefined();
  });

  it('leaves a field out on the next attempt when the model refuses it', async () => {
    const one = provider('gpt-4o');
    server.trouble({ kind: 'status', status: 400, type: 'unsupported_value', message: 'no temperature', param: 'temperature' });
    await expect(one.generate(contractRequest(one), signal)).rejects.toBeInstanceOf(RetryError);
    expect(server.stats().bodies.at(-1)).toHaveProperty('temperature', 0.9);
    await one.generate(contractRequest(one), signal);
    expect(server.stats().bodies.at(-1)).not.toHaveProperty('temperature');
  });

  it('tells when the discussion no longer fits the model', async () => {
    const one = provider();
    server.trouble({
      kind: 'status',
      status: 400,
      type: 'context_length_exceeded',
      message: 'maximum context length is 10 tokens',
    });
    await expect(one.generate(contractRequest(one), signal)).rejects.toThrow(/too long for the model "gpt-5.4-mini"/);
  });

  it('names the models of an endpoint that has not the one asked for', async () => {
    await expect(provider('gpt-17').check(signal)).rejects.toThrow(/has no model "gpt-17"\. It offers: gpt-4\.1/);
  });

  it('names the address at which nobody answers', async () => {
    const address = await deadAddress();
    const nobody = openAiProvider({ apiKey: '', baseUrl: address });
    const told = `The model server at ${address}/v1 cannot be reached (ECONNREFUSED). Check the address`;
    await expect(nobody.check(signal)).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(told) });
    expect(() => openAiProvider({ apiKey: '', baseUrl: 'localhost' })).toThrow(UserError);
    expect(() => openAiProvider({ apiKey: '', baseUrl: 'http://user:secret@host/v1' })).toThrow(/^An address cannot carry/);
  });

  it('lets one model do all at an own endpoint, and keeps the small one at the vendor’s', () => {
    expect(provider('llama3').models).toEqual({ speak: 'llama3', small: 'llama3', report: 'llama3' });
    expect(openAiProvider({ apiKey: 'sk', baseUrl: server.url, models: { speak: 'a', small: 'b' } }).models).toEqual({
      speak: 'a',
      small: 'b',
      report: 'a',
    });
    expect(openAiProvider({ apiKey: 'sk', models: { small: 'gpt-5-mini' } }).models.small).toBe('gpt-5-mini');
    expect(openAiProvider({ apiKey: 'sk', model: 'gpt-5.5' }).models).toEqual({
      speak: 'gpt-5.5',
      small: 'gpt-5-nano',
      report: 'gpt-5.5',
    });
  });
});

describe('openai: the body of a request', () => {
  const at = (model: string, official: boolean, refused: string[] = []): Record<string, unknown> => ({
    ...chatBody({ ...contractRequest({ models } as never), model }, { official, refused: (field) => refused.includes(field) }),
  });

  it('asks reasoning models for the least reasoning that they know, with room for it', () => {
    expect(at('gpt-5-nano', true)).toMatchObject({ reasoning_effort: 'minimal', max_completion_tokens: 600 + 1024 });
    expect(at('gpt-5.4-mini', true)).toMatchObject({ reasoning_effort: 'none', max_completion_tokens: 600 });
    expect(at('o4-mini', false)).toMatchObject({ reasoning_effort: 'low', max_completion_tokens: 600 + 4096 });
    for (const model of ['gpt-5-nano', 'gpt-5.4-mini', 'o4-mini']) expect(at(model, true)).not.toHaveProperty('temperature');
  });

  it('speaks to other servers in the fields that they know', () => {
    expect(at('llama3.2:3b', false)).toMatchObject({ max_tokens: 600, temperature: 0.9 });
    for (const field of ['max_completion_tokens', 'reasoning_effort', 'prompt_cache_key', 'prompt_cache_options']) {
      expect(at('llama3.2:3b', false)).not.toHaveProperty(field);
    }
    expect(at('gpt-4o', true)).toMatchObject({ max_completion_tokens: 600, temperature: 0.9, prompt_cache_key: 'contract' });
    expect(at('my-deployment', false, ['max_tokens'])).toMatchObject({ max_completion_tokens: 600 });
  });

  it('marks every shared block from 5.6 on, never the last, and none before', () => {
    const marks = (model: string): boolean[] => {
      const { messages } = chatBody({ ...contractRequest({ models } as never), model }, { official: true, refused: () => false });
      const content = messages.at(-1)?.content;
      return Array.isArray(content) ? content.map((part) => 'prompt_cache_breakpoint' in part) : [];
    };
    expect(marks('gpt-5.6-luna')).toEqual([true, true, true, true, false]);
    expect(marks('gpt-5.5')).toEqual([false, false, false, false, false]);
    expect(at('gpt-5.6-luna', true)).toMatchObject({ prompt_cache_options: { mode: 'explicit' } });
  });
});
