import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { anthropicProvider } from '../llm/anthropic.ts';
import { type ModelServer, startModelServer } from '../llm/model-server.ts';
import { openAiProvider } from '../llm/openai.ts';
import { deadAddress } from '../llm/provider.contract.ts';
import { type CheckRules, checkKey } from './check-key.ts';
import type { KeyEntry } from './key-format.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

let opened = 0;
const rules: CheckRules = {
  allowPrivate: true,
  open({ provider, secret, baseUrl, model }: KeyEntry) {
    opened++;
    const options = { apiKey: secret, ...(baseUrl && { baseUrl }), ...(model && { model }) };
    return provider === 'anthropic' ? anthropicProvider(options) : openAiProvider(options);
  },
};
const entry = (given: Partial<KeyEntry> = {}): KeyEntry => ({
  provider: 'openai',
  secret: 'sk-planted-0123456789abcdef',
  baseUrl: `${server.url}/v1`,
  model: 'gpt-5.4-mini',
  ...given,
});
const check = (given?: Partial<KeyEntry>, over: Partial<CheckRules> = {}) =>
  checkKey(entry(given), { ...rules, ...over }, AbortSignal.timeout(5_000));
const refusal = async (work: Promise<unknown>): Promise<UserError> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  for (let at: unknown = error; at instanceof Error; at = at.cause) expect(`${at.message} ${at.stack}`).not.toContain('planted');
  return error as UserError;
};

describe('the check of a key', () => {
  it('lets a good one pass, with the address as it is stored', async () => {
    expect(await check({ baseUrl: `${server.url}/v1/` })).toEqual(entry());
    const claude = { provider: 'anthropic', secret: `sk-ant-${'a'.repeat(30)}`, baseUrl: server.url, model: 'claude-haiku-4-5' };
    expect(await check(claude)).toEqual(claude);
  });

  it('stops before anything is sent when the format or the address is wrong', async () => {
    opened = 0;
    expect((await refusal(check({ secret: 'sk-ant-planted-0123456789' }))).message).toMatch(/add it under anthropic/);
    expect((await refusal(check({ baseUrl: 'models' }))).message).toMatch(/not a web address/);
    expect((await refusal(check({ model: 'sk-planted-0123456789' }))).message).toMatch(/not the name of a model/);
    expect((await refusal(check({}, { allowPrivate: false }))).message).toMatch(/private network/);
    expect(opened).toBe(0);
  });

  it.each([
    ['openai', 'sk-bad-planted-0123456789', 'gpt-5.4-mini'],
    ['anthropic', 'sk-ant-bad-planted-0123456789', 'claude-haiku-4-5'],
  ])('says that a revoked key of %s was refused, and not what to set in the environment', async (provider, secret, model) => {
    const baseUrl = provider === 'openai' ? `${server.url}/v1` : server.url;
    const error = await refusal(check({ provider, secret, model, baseUrl }));
    expect(error.code).toBe('API_KEY_INVALID');
    expect(error.message).toBe(`The model server at ${baseUrl} refused the key (401). Copy it again, or make a new one.`);
  });

  it('says that the key has no access to the model', async () => {
    expect((await refusal(check({ model: 'gpt-17' }))).message).toMatch(/has no model "gpt-17"/);
  });

  it('says when nobody is there', async () => {
    expect((await refusal(check({ baseUrl: await deadAddress() }))).message).toMatch(/cannot be reached \(ECONNREFUSED\)/);
  });

  it('does not follow a server that sends on, and sends it no key', async () => {
    const keys: unknown[] = [];
    const moved = createServer((request, response) => {
      keys.push(request.headers.authorization ?? request.headers['x-api-key']);
      response.writeHead(308, { location: `${server.url}${request.url}` }).end();
    });
    await new Promise<void>((done) => moved.listen(0, '127.0.0.1', done));
    const host = `127.0.0.1:${(moved.address() as AddressInfo).port}`;
    for (const given of [
      { baseUrl: `http://${host}/v1` },
      { baseUrl: `http://${host}` },
      { provider: 'anthropic', secret: 'sk-ant-planted-0123456789', baseUrl: `http://${host}`, model: 'claude-haiku-4-5' },
    ]) {
      const told = `${host} sends on to ${server.url}, and keys are not sent on. Give the final address as the base URL.`;
      expect((await refusal(check(given))).message).toBe(told);
    }
    expect(keys).toEqual([undefined, undefined, undefined]);
    moved.close();
  });

  it('tells what time may mend from what a person must', async () => {
    const slow = { ...rules.open(entry()), check: () => Promise.reject(new RetryError('It is limiting requests (429).')) };
    const error = await check({}, { open: () => slow }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RetryError);
    expect((error as Error).message).toBe('The key could not be tried just now. It is limiting requests (429).');
    const hanging = {
      ...slow,
      check: (signal: AbortSignal) => new Promise<void>((_, no) => signal.addEventListener('abort', () => no(signal.reason))),
    };
    const late = checkKey(entry(), { ...rules, open: () => hanging }, AbortSignal.timeout(200)).catch(
      (thrown: unknown) => thrown,
    );
    expect(await late).toMatchObject({ name: 'RetryError', message: 'The key could not be tried: there was no answer in time.' });
  });
});
