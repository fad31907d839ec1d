import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { breakers } from './breaker.ts';
import type { OpenedKey, StoredKeys } from './index.ts';
import { limiter } from './limits.ts';
import { memoryWindows } from './limits-memory.ts';
import { providerOpener } from './open-provider.ts';
import type { ModelRequest, Models } from './provider.ts';
import { modelsFor } from './quality.ts';

const env = { OPENAI_API_KEY: 'sk-0123456789', ANTHROPIC_API_KEY: 'sk-ant-0123456789' };
const opener = (more: NodeJS.ProcessEnv = {}) => providerOpener(readConfig({ ...env, ...more }));

describe('who speaks', () => {
  it.each(['openai', 'anthropic'])('with a quality, %s has its own three models', (provider) => {
    const open = opener({ OPENAI_MODEL: 'gpt-4.1', ANTHROPIC_MODEL: 'claude-opus-5' });
    for (const quality of ['economy', 'balanced', 'best'] as const) {
      expect(open({ provider, quality }).models).toEqual(modelsFor(provider, quality));
      expect(open({ provider, quality, model: 'mine' }).models).toEqual({ ...modelsFor(provider, quality), speak: 'mine' });
    }
  });

  it('without one speaks with the model of the settings, unless a person named one', () => {
    const open = opener({ OPENAI_MODEL: 'gpt-4.1' });
    expect(open({ provider: 'openai' }).models).toEqual({ speak: 'gpt-4.1', small: 'gpt-5-nano', report: 'gpt-4.1' });
    expect(open({ provider: 'openai', model: 'gpt-5.5' }).models).toMatchObject({ speak: 'gpt-5.5', report: 'gpt-5.5' });
    expect(open({ provider: 'openai' })).toBe(open({ provider: 'openai' }));
    expect(open({ provider: 'openai', quality: 'best' })).not.toBe(open({ provider: 'openai' }));
  });

  it('is the rehearsal whatever the quality', () => {
    const open = opener();
    expect(open({ provider: 'rehearsal', quality: 'best' }).models).toEqual(open({ provider: 'rehearsal' }).models);
  });
});

describe('a stored key', () => {
  /** The model that a call for each kind of work goes to. */
  async function asked(key: OpenedKey, voice: Parameters<ReturnType<typeof providerOpener>>[0]) {
    const models: string[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      models.push((JSON.parse(String(init?.body)) as { model: string }).model);
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Yes.' } }];
      const answer = { id: '1', object: 'chat.completion', model: models.at(-1), choices, usage: {} };
      return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
    };
    const { apiKey: _apiKey, keyName, ...shown } = key;
    const keys: StoredKeys = {
      list: (provider) =>
        provider === 'openai' ? [{ id: 'k1', team: 'default', name: keyName, masked: 'sk-…', position: 0, ...shown }] : [],
      open: (_id, _purpose, use) => use({ ...key, fetch }),
      limiter: limiter(memoryWindows()),
      breakers: breakers(),
    };
    const provider = providerOpener(readConfig({}), keys)(voice);
    for (const [role, model] of Object.entries(provider.models)) {
      const request = {
        key: 's',
        role: role as keyof Models,
        model,
        system: '',
        shared: [],
        own: 'Speak.',
        maxOutputTokens: 9,
        scene: { transcript: { id: 'd' } },
      };
      await provider.generate(request as unknown as ModelRequest, new AbortController().signal);
    }
    return { models, planned: Object.values(provider.models) };
  }
  const key = { apiKey: 'sk-0123456789', keyName: 'ours' };
  const best = Object.values(modelsFor('openai', 'best')!);

  it('of the vendor speaks in the quality that was asked for', async () => {
    const { models, planned } = await asked({ ...key, model: 'gpt-4.1' }, { provider: 'openai', quality: 'best' });
    expect(models).toEqual(best);
    expect(planned).toEqual(best);
  });

  it('of a server of one’s own speaks with the model that it names, and so it is planned', async () => {
    const own = { ...key, baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama3' };
    const { models, planned } = await asked(own, { provider: 'openai', quality: 'best' });
    expect(models).toEqual(['llama3', 'llama3', 'llama3']);
    expect(planned).toEqual(models);
    const named = await asked(own, { provider: 'openai', quality: 'best', model: 'phi' });
    expect(named.models[0]).toBe('phi');
  });

  it('whose model has no known price does not step in for one that has', () => {
    const rows = [
      { team: 'default', id: 'k1', name: 'ours', masked: 'sk-…', position: 0 },
      {
        team: 'default',
        id: 'k2',
        name: 'local',
        masked: '…',
        position: 1,
        baseUrl: 'http://127.0.0.1:11434/v1',
        model: 'llama3',
      },
      { team: 'default', id: 'k3', name: 'dear', masked: 'sk-…', position: 2, model: 'gpt-5.5' },
    ];
    const keys = (list: typeof rows): StoredKeys => ({
      list: (provider) => (provider === 'openai' ? list : []),
      open: () => Promise.reject(new Error('not opened')),
      limiter: limiter(memoryWindows()),
      breakers: breakers(),
    });
    const speaking = (list: typeof rows) =>
      providerOpener(readConfig({}), keys(list))({ provider: 'openai' }).answering?.('speak');
    expect(speaking(rows)).toEqual(['gpt-5.4-mini', 'gpt-5.5']);
    expect(speaking(rows.slice(1))).toEqual(['llama3', 'gpt-5.5']);
  });
});
