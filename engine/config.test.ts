import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the settings', () => {
  it('need not be set, and an empty value is not set', () => {
    expect(readConfig({ OPENAI_API_KEY: ' ', TEAM_BUDGET: '' })).toMatchObject({ port: 3000, maxRounds: 20, logLevel: 'info' });
    expect(readConfig({ OPENAI_API_KEY: ' sk-abc\n', TEAM_BUDGET: '5' })).toMatchObject({
      openaiApiKey: 'sk-abc',
      teamBudget: 5,
    });
  });

  it.each([
    ['OPENAI_API_KEY', 'sk-pröjekt-0123', /has a character in it that no key has/],
    ['ANTHROPIC_API_KEY', 'sk-ant-0123\u200b4567', /has a character in it that no key has/],
    ['OPENAI_API_KEY', 'sk-one sk-two', /has a space in it/],
    ['ANTHROPIC_API_KEY', 'one\ntwo', /has a line break in it/],
    ['DATA_DIR', join(tmpdir(), 'one\ntwo'), /line breaks or other control characters/],
    ['PORT', 'abc', /must be a number/],
    ['TEAM_BUDGET', '0', /must be more than zero/],
    ['TEAM_BUDGET', '-3', /must be more than zero/],
    ['MEMBER_BUDGET', 'NaN', /must be a number of US dollars/],
    ['MEMBER_BUDGET', 'Infinity', /must be a(t most| number)/],
    ['TEAM_BUDGET', '1e9', /must be at most 100000/],
  ])('%s=%j is refused in plain words, by its name and without the value', (name, value, told) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(expect.objectContaining({ name: 'UserError', field: name, message: expect.stringMatching(told) }));
    expect(read).not.toThrow(value);
    expect(read).toThrow(
      new RegExp(`^The setting ${name} is not usable: [^\\n]*[^.]\\. Change it in the environment or in \\.env\\.$`),
    );
  });
});
