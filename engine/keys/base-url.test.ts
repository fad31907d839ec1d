import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { checkBaseUrl } from './base-url.ts';
import { isPrivateAddress } from './private-address.ts';

const names: Record<string, string[]> = {
  'models.example.com': ['93.184.216.34', '2606:2800:220:1::1'],
  'inside.example.com': ['93.184.216.34', '10.0.0.7'],
  'localhost.example.com': ['::1'],
  'metadata.internal': ['169.254.169.254'],
};
const lookup = async (host: string) => {
  const found = names[host];
  if (!found) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  return found.map((address) => ({ address }));
};
const strict = { allowPrivate: false, lookup };

describe('a base URL', () => {
  it.each([
    ['https://models.example.com/v1/', 'https://models.example.com/v1'],
    [' HTTP://Models.Example.com:8080 ', 'http://models.example.com:8080'],
    ['https://models.example.com', 'https://models.example.com'],
    ['https://93.184.216.34/v1', 'https://93.184.216.34/v1'],
  ])('may be %s', async (text, stored) => expect(await checkBaseUrl(text, strict)).toBe(stored));

  it.each([
    ['models.example.com', /is not a web address/],
    ['', /is not a web address/],
    ['ftp://models.example.com', /is not a web address/],
    ['file:///etc/passwd', /is not a web address/],
    ['https:models.example.com', /is not a web address/],
    ['https://ann:secret@models.example.com', /cannot carry a user and password/],
    ['https://models.example.com/v1?key=sk-planted', /cannot carry a question mark/],
    ['https://models.example.com/v1#sk-planted', /cannot carry a question mark/],
    ['sk-planted-0123456789', /^This is not a web address/],
    ['https://unknown.example.com', /The host unknown\.example\.com cannot be found/],
    ['http://127.0.0.1:11434/v1', /private network, which is forbidden here.*ALLOW_PRIVATE_BASE_URLS=true/],
    ['http://2130706433/', /127\.0\.0\.1 is an address in a private network/],
    ['http://0x7f.1/', /private network/],
    ['http://[::1]:8080', /private network/],
    ['http://[::ffff:10.0.0.1]', /private network/],
    ['http://[fd00::1]', /private network/],
    ['http://[64:ff9b::7f00:1]', /private network/],
    ['http://0.0.0.0', /private network/],
    ['https://inside.example.com', /inside\.example\.com \(10\.0\.0\.7\) is an address in a private network/],
    ['https://inside.example.com.', /private network/],
    ['https://localhost.example.com', /private network/],
    ['http://metadata.internal/latest', /private network/],
  ])('may not be %s', async (text, told) => {
    const error = await checkBaseUrl(text, strict).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(told);
    expect((error as UserError).message).not.toMatch(/secret|planted/);
  });

  it('may be private where that is allowed, and nothing is looked up', async () => {
    const rules = { allowPrivate: true, lookup: () => Promise.reject(new Error('looked up')) };
    expect(await checkBaseUrl('http://127.0.0.1:11434/v1', rules)).toBe('http://127.0.0.1:11434/v1');
    expect(await checkBaseUrl('http://ollama:11434', rules)).toBe('http://ollama:11434');
    await expect(checkBaseUrl('http://a:b@ollama:11434', rules)).rejects.toThrow(UserError);
  });

  it('is found out by DNS as it is', async () => {
    await expect(checkBaseUrl('http://localhost:11434', { allowPrivate: false })).rejects.toThrow(/private network/);
  });
});

describe('a private address', () => {
  it.each([
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:192.168.0.1',
    '::ffff:7f00:1',
    'fc00::1',
    'fdff::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:0:4136:e378::',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    'nonsense',
    '',
  ])('is %s', (ip) => expect(isPrivateAddress(ip)).toBe(true));
  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '169.253.0.1',
    '::ffff:8.8.8.8',
    '2606:4700::1111',
    '2a00:1450::1',
    '64:ff9b::808:808',
  ])('is not %s', (ip) => expect(isPrivateAddress(ip)).toBe(false));
});
