import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { readMasterKey } from './master-key.ts';

const idOf = (text: string): string => {
  const key = readMasterKey(text);
  return typeof key === 'string' ? `refused: ${key}` : key.id;
};

describe('a master key', () => {
  it('is read from base64, base64url and hex, and is the same key', () => {
    const bytes = randomBytes(32);
    const forms = [
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
    ];
    expect(new Set(forms.map(idOf)).size).toBe(1);
    expect(idOf(forms[0]!)).toMatch(/^[0-9a-f]{12}$/);
    expect(idOf(randomBytes(32).toString('hex'))).not.toBe(idOf(forms[0]!));
  });

  it('is never refused when it is random', () => {
    for (let n = 0; n < 2_000; n++) {
      const bytes = randomBytes(32);
      expect(idOf(bytes.toString('base64'))).toMatch(/^[0-9a-f]{12}$/);
      expect(idOf(bytes.toString('hex'))).toMatch(/^[0-9a-f]{12}$/);
    }
  });

  it.each([
    ['a passphrase', 'correct horse battery staple', /32 random bytes/],
    [
      'a long passphrase without spaces',
      'correcthorsebatterystapleandacatinthehatwas',
      /looks like a passphrase|32 random bytes/,
    ],
    ['a pattern in hex', '0123456789abcdef'.repeat(4), /not random/],
    ['zeros', '00'.repeat(32), /not random/],
    ['one byte too few', randomBytes(31).toString('base64'), /holds 31 bytes/],
    ['sixteen bytes in hex', randomBytes(16).toString('hex'), /holds 16 bytes/],
    ['a word', 'secret', /passphrase does not do/],
  ])('is not %s', (_what, text, told) => {
    const reason = readMasterKey(text);
    expect(reason).toMatch(told);
    expect(reason).not.toContain(text);
  });

  it('is refused by the settings in plain words, without being repeated', () => {
    expect(() => readConfig({ MASTER_KEY: 'my dog is called Rex' })).toThrow(
      /^The setting MASTER_KEY is not usable: it must be 32 random bytes .* openssl rand -base64 32/,
    );
    expect(() => readConfig({ MASTER_KEY: 'my dog is called Rex' })).not.toThrow(/Rex/);
    expect(() => readConfig({ ALLOW_PRIVATE_BASE_URLS: 'perhaps' })).toThrow(
      /ALLOW_PRIVATE_BASE_URLS is not usable: must be true or false/,
    );
    expect(readConfig({ ALLOW_PRIVATE_BASE_URLS: 'false' }).allowPrivateBaseUrls).toBe(false);
    expect(readConfig({}).allowPrivateBaseUrls).toBeUndefined();
  });

  it('does not show in whatever prints the settings', () => {
    const bytes = randomBytes(32);
    const config = readConfig({ MASTER_KEY: bytes.toString('hex') });
    const shown = `${JSON.stringify(config)} ${inspect(config, { depth: 9, showHidden: true })}`;
    for (const form of ['hex', 'base64', 'base64url'] as const) expect(shown).not.toContain(bytes.toString(form));
    expect(shown).toContain(idOf(bytes.toString('hex')));
  });
});
