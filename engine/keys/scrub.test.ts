import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { scrub } from './scrub.ts';

const secret = 'planted-secret';
const everything = (error: unknown) => inspect(error, { depth: 20, showHidden: true });

describe('taking a secret out of an error', () => {
  it('reaches message, stack, causes, gathered errors and what they carry', () => {
    const deep = Object.assign(new Error(`deep ${secret}`), {
      request: { headers: { authorization: `Bearer ${secret}`, n: 1 } },
    });
    const all = new AggregateError([new TypeError(`one ${secret}`), deep], `all ${secret}`);
    const error = new Error(`top ${secret}`, { cause: all });
    expect(everything(error)).toContain(secret);
    expect(scrub(error, secret)).toBe(error);
    expect(everything(error)).not.toContain(secret);
    expect(error.message).toBe('top [key]');
    expect(error.stack).toContain('scrub.test.ts');
  });

  it('takes circles, text, and what is frozen or no error', () => {
    const circle = new Error(secret) as Error & { self?: unknown };
    circle.self = circle;
    expect(everything(scrub(circle, secret))).not.toContain(secret);
    expect(scrub(`a ${secret} b`, secret)).toBe('a [key] b');
    expect(scrub(undefined, secret)).toBeUndefined();
    expect(scrub(7, secret)).toBe(7);
    expect(everything(scrub(Object.freeze({ is: 'frozen' }), secret))).toContain('frozen');
    const whole = new Error('nothing in it');
    expect(scrub(whole, '')).toBe(whole);
  });
});
