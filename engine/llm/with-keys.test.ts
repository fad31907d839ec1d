import { describe, expect, it } from 'vitest';
import { RetryError } from '../errors.ts';
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

type Told = { log: string[]; provider: Provider };

/** A provider with these keys; what each of them does when it is called. */
function keys(behaviour: Record<string, () => string | Error>, more: Record<string, Partial<KeyLine>> = {}): Told {
  const log: string[] = [];
  const lines = Object.entries(behaviour).map(([id, act]): KeyLine => {
    const inner = scriptedProvider(() => act(), {
      models: { speak: `${id}-speak`, small: `${id}-small`, report: `${id}-report` },
    });
    return {
      id,
      ...more[id],
      use: (purpose, call) => {
        log.push(`${id} for ${purpose}`);
        return call(inner);
      },
    };
  });
  const parts = {
    name: 'openai',
    models,
    lines: () => lines,
    breakers: breakers(),
    limiter: limiter(memoryWindows()),
    missing: 'The provider openai has no key.',
  };
  return { log, provider: withKeys(parts) };
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

  it('asks no other key what may have been billed, or what no key would answer', async () => {
    for (const error of [
      new PassingFailure('timeout', 'late'),
      new LastingFailure('refused', 'no'),
      new LastingFailure('context-too-long', 'long'),
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
