import { describe, expect, it } from 'vitest';
import { RetryError, UserError } from '../errors.ts';
import { breakers } from './breaker.ts';
import { LastingFailure, NotNow, PassingFailure } from './failure.ts';
import { limiter } from './limits.ts';
import { memoryWindows } from './limits-memory.ts';
import { contractRequest } from './provider.contract.ts';
import type { Models, Provider } from './provider.ts';
import { scriptedProvider } from './scripted.ts';
import { type KeyLine, withKeys } from './with-keys.ts';

const models: Models = { speak: 'a-speak', small: 'a-small', report: 'a-report' };
const never = new AbortController().signal;

type Told = { log: string[]; lines: KeyLine[]; provider: Provider };

/** A provider with these keys; what each of them does when it is called. */
function keys(behaviour: Record<string, () => string | Error>, more: Record<string, Partial<KeyLine>> = {}): Told {
  const log: string[] = [];
  const lines = Object.entries(behaviour).map(([id, act]): KeyLine => {
    const inner = scriptedProvider(() => act(), {
      models: { speak: `${id}-speak`, small: `${id}-small`, report: `${id}-report` },
    });
    return {
      id,
      models: inner.models,
      use: (purpose, call) => {
        log.push(`${id} for ${purpose}`);
        return call(inner);
      },
      ...more[id],
    };
  });
  const parts = {
    name: 'openai',
    models: () => models,
    lines: () => lines,
    breakers: breakers(),
    limiter: limiter(memoryWindows()),
    missing: 'The provider openai has no key.',
  };
  return { log, lines, provider: withKeys(parts) };
}

const ask = ({ provider }: Told) => provider.generate(contractRequest(provider), never);

describe('a provider with several keys', () => {
  it('speaks with the first, for the discussion that asks, and with the model of that key', async () => {
    const told = keys({ one: () => 'hello', two: () => 'never' });
    const reply = await ask(told);
    expect(reply.text).toBe('hello');
    expect(reply.model).toBe('one-speak');
    expect(told.log).toHaveLength(1);
  });

  it('goes on to the next key when one is refused, used up, at its limit or down', async () => {
    for (const kind of ['bad-key', 'no-quota', 'no-model'] as const) {
      const told = keys({ one: () => new LastingFailure(kind, 'no'), two: () => 'hello' });
      expect((await ask(told)).text).toBe('hello');
    }
    for (const kind of ['rate-limit', 'server', 'unreachable'] as const) {
      const told = keys({ one: () => new PassingFailure(kind, 'not now'), two: () => 'hello' });
      expect((await ask(told)).text).toBe('hello');
    }
  });

  it('asks a key for another model what is too long for the first, and not one for the same model', async () => {
    const long = new LastingFailure('context-too-long', 'long');
    expect((await ask(keys({ one: () => long, two: () => 'hello' }))).text).toBe('hello');
    const same = { speak: 'one-speak', small: 'one-small', report: 'one-report' };
    const told = keys({ one: () => long, two: () => 'hello' }, { two: { models: same } });
    await expect(ask(told)).rejects.toBe(long);
    // The key itself is well.
    expect(told.provider.cannot?.()).toBeUndefined();
  });

  it('asks no other key what may have been billed, or what no key would answer', async () => {
    for (const error of [
      new PassingFailure('timeout', 'late', { unanswered: true }),
      new PassingFailure('unreachable', 'broke off', { unanswered: true }),
      new LastingFailure('refused', 'no'),
    ]) {
      const told = keys({ one: () => error, two: () => 'hello' });
      await expect(ask(told)).rejects.toBe(error);
      expect(told.log).toHaveLength(1);
    }
  });

  it('says that time may mend it when only some keys need a person', async () => {
    const told = keys({ one: () => new LastingFailure('bad-key', 'refused'), two: () => new PassingFailure('server', 'busy') });
    await expect(ask(told)).rejects.toThrow(RetryError);
    const alone = keys({ one: () => new LastingFailure('bad-key', 'The key "one" was refused.') });
    await expect(ask(alone)).rejects.toMatchObject({ code: 'API_KEY_INVALID', message: 'The key "one" was refused.' });
    await expect(ask(keys({}))).rejects.toMatchObject({ code: 'API_KEY_INVALID', message: 'The provider openai has no key.' });
  });

  it('calls no key whose breaker is open, and comes back later without an attempt', async () => {
    const told = keys({ one: () => new PassingFailure('server', 'down') });
    for (let n = 0; n < 5; n++) await expect(ask(told)).rejects.toThrow('down');
    await expect(ask(told)).rejects.toThrow(NotNow);
    expect(told.log).toHaveLength(5);
  });

  it('leaves a key alone that was refused three times in a row, unless it was replaced', async () => {
    const line = { version: 'sk-…1' };
    let refused = true;
    const told = keys(
      { one: () => (refused ? new LastingFailure('bad-key', 'The key "one" was refused.') : 'hello'), two: () => 'from two' },
      { one: line },
    );
    for (let n = 0; n < 5; n++) expect((await ask(told)).text).toBe('from two');
    expect(told.log.map((entry) => entry.split(' ')[0])).toEqual(['one', 'two', 'one', 'two', 'one', 'two', 'two', 'two']);
    refused = false;
    told.lines[0] = { ...told.lines[0]!, version: 'sk-…2' };
    expect((await ask(told)).text).toBe('hello');
  });

  it('says beforehand that none of its keys can speak, and why', async () => {
    const told = keys({ one: () => new LastingFailure('bad-key', 'The key "one" was refused.') });
    expect(told.provider.cannot?.()).toBeUndefined();
    for (let n = 0; n < 3; n++) await expect(ask(told)).rejects.toThrow(LastingFailure);
    expect(told.provider.cannot?.()).toMatchObject({ because: 'refused', message: 'The key "one" was refused.' });
    await expect(ask(told)).rejects.toMatchObject({ name: 'RetryError', because: 'refused' });
    expect(told.log).toHaveLength(3);
    const down = keys({ one: () => new PassingFailure('server', 'OpenAI is having trouble (503).') });
    for (let n = 0; n < 5; n++) await expect(ask(down)).rejects.toThrow('503');
    expect(down.provider.cannot?.()).toMatchObject({ because: 'resting', message: 'OpenAI is having trouble (503).' });
    expect(keys({}).provider.cannot?.()).toMatchObject({ because: 'refused', message: 'The provider openai has no key.' });
  });

  it('goes on to the next key when one cannot be opened', async () => {
    const sealed = new UserError('The openai key "one" cannot be used. It is sealed under another master key.', 'UNAVAILABLE');
    const told = keys({ one: () => 'never', two: () => 'hello' }, { one: { use: () => Promise.reject(sealed) } });
    expect((await ask(told)).text).toBe('hello');
    const alone = keys({ one: () => 'never' }, { one: { use: () => Promise.reject(sealed) } });
    await expect(ask(alone)).rejects.toMatchObject({ kind: 'bad-key', message: sealed.message });
  });

  it('asks a key for its own model of the same work, and says which that was', async () => {
    const told = keys({ one: () => 'hello' });
    expect(told.provider.answering?.('report')).toEqual(['a-report', 'one-report']);
    const report = { ...contractRequest(told.provider), role: 'report' as const, model: 'a-report' };
    expect(await told.provider.generate(report, never)).toMatchObject({ model: 'one-report', asked: 'one-report' });
  });

  it('keeps to the limit of a key, takes the next one, and waits when all are at theirs', async () => {
    const told = keys(
      { one: () => 'from one', two: () => 'from two' },
      { one: { requestsPerMinute: 2 }, two: { requestsPerMinute: 1 } },
    );
    const replies = [];
    for (let n = 0; n < 3; n++) replies.push((await ask(told)).text);
    expect(replies).toEqual(['from one', 'from one', 'from two']);
    const refused = await ask(told).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotNow);
    expect((refused as NotNow).retryAfterMs).toBeGreaterThan(0);
    expect(told.log).toHaveLength(3);
  });
});
