import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { checkKeyFormat, checkKeyName, checkModelName, type KeyEntry } from './key-format.ts';

const openai = `sk-proj-${'a'.repeat(40)}`;
const anthropic = `sk-ant-api03-${'b'.repeat(40)}`;

function told(entry: KeyEntry): string {
  try {
    checkKeyFormat(entry);
    return 'fine';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe('the format of a key', () => {
  it.each<[string, KeyEntry]>([
    ['OpenAI', { provider: 'openai', secret: openai }],
    ['OpenAI, named', { provider: 'openai', secret: openai, baseUrl: 'https://api.openai.com/v1' }],
    ['Anthropic', { provider: 'anthropic', secret: anthropic }],
    ['Anthropic, as it speaks like OpenAI', { provider: 'openai', secret: anthropic, baseUrl: 'https://api.anthropic.com/v1' }],
    ['a server of one’s own', { provider: 'openai', secret: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' }],
    ['Groq', { provider: 'openai', secret: `gsk_${'c'.repeat(40)}`, baseUrl: 'https://api.groq.com/openai/v1' }],
    ['a proxy that speaks like Anthropic', { provider: 'anthropic', secret: 'sk-1234', baseUrl: 'https://proxy.example.com' }],
  ])('is fine for %s', (_what, entry) => expect(told(entry)).toBe('fine'));

  it.each<[KeyEntry, string]>([
    [{ provider: 'openai', secret: anthropic }, 'This looks like an Anthropic key (sk-ant-…): add it under anthropic.'],
    [
      { provider: 'openai', secret: anthropic, baseUrl: 'https://api.openai.com/v1' },
      'This looks like an Anthropic key (sk-ant-…): add it under anthropic.',
    ],
    [
      { provider: 'openai', secret: anthropic, baseUrl: 'https://proxy.example.com' },
      'This looks like an Anthropic key (sk-ant-…): add it under anthropic.',
    ],
    [{ provider: 'anthropic', secret: openai }, 'This looks like an OpenAI key (sk-…): add it under openai.'],
    [
      { provider: 'openai', secret: `gsk_${'c'.repeat(40)}` },
      'This looks like a Groq key (gsk_…): add it under openai with the base URL https://api.groq.com/openai/v1.',
    ],
    [
      { provider: 'anthropic', secret: `sk-ant-admin01-${'d'.repeat(40)}` },
      'This is an admin key, which cannot ask models (sk-ant-admin…): make an ordinary API key.',
    ],
    [
      { provider: 'openai', secret: 'a-password-of-mine-that-is-long' },
      'This does not look like an OpenAI key: those begin with sk-. Copy it again, or give the base URL of the server it is for.',
    ],
    [{ provider: 'openai', secret: 'sk-short' }, 'This is too short for an OpenAI key. Copy the whole key.'],
    [{ provider: 'openai', secret: '' }, 'There is no key. Paste it, or send it to standard input.'],
    [
      { provider: 'openai', secret: `${openai.slice(0, 20)} ${openai.slice(20)}` },
      'The key has a space in it. Copy it again, without spaces.',
    ],
    [{ provider: 'openai', secret: ` ${openai}` }, 'The key has a space in it. Copy it again, without spaces.'],
    [{ provider: 'openai', secret: `${openai}\n` }, 'The key has a line break in it. Copy it as one line, and only one key.'],
    [
      { provider: 'openai', secret: `${openai}\r\n${openai}` },
      'The key has a line break in it. Copy it as one line, and only one key.',
    ],
    [{ provider: 'openai', secret: `"${openai}"` }, 'The key has quotation marks around it. Leave them out.'],
    [{ provider: 'openai', secret: `“${openai}”` }, 'The key has quotation marks around it. Leave them out.'],
    [{ provider: 'openai', secret: `Bearer ${openai}` }, 'Leave out the word Bearer: only the key itself.'],
    [
      { provider: 'openai', secret: `OPENAI_API_KEY=${openai}` },
      'This is a whole setting. Leave out what stands before the key, up to the equals sign.',
    ],
    [
      { provider: 'openai', secret: 'sk-proj-…a1b2' },
      'This is a key with its middle left out, as it is shown. Copy the whole key.',
    ],
    [
      { provider: 'openai', secret: `${openai}\u200b` },
      'The key has a character in it that no key has, perhaps one that does not show. Copy it again.',
    ],
    [{ provider: 'openai', secret: `sk-${'e'.repeat(2_000)}` }, 'This is too long for a key. Copy only the key.'],
    [{ provider: 'rehearsal', secret: openai }, 'Rehearsal asks no model and takes no key. There is: openai, anthropic.'],
    [{ provider: 'gemini', secret: openai }, 'No key can be kept for that provider. There is: openai, anthropic.'],
  ])('is refused in plain words: %j', (entry, message) => expect(told(entry)).toBe(message));
});

describe('names beside a key', () => {
  it.each(['marketing', 'Team 2 (old)'.replace(/[()]/g, ''), 'été-2026', 'a.b_c'])('may be %s', (name) => checkKeyName(name));
  it.each(['', ' a', 'a/b', 'a\nb', 'a'.repeat(61), '\u001b[31mred'])('may not be %j', (name) => {
    expect(() => checkKeyName(name)).toThrow(UserError);
  });
  it('may not be a key, and then does not repeat it', () => {
    for (const check of [checkKeyName, checkModelName]) {
      expect(() => check(openai)).toThrow(UserError);
      expect(() => check(openai)).not.toThrow(/aaaa/);
    }
    for (const model of ['gpt-5.4-mini', 'meta-llama/Llama-3.1:8b', 'claude-opus-4-6']) checkModelName(model);
    expect(() => checkModelName('a b')).toThrow(UserError);
  });
});
