import { expect, it } from 'vitest';
import { webhookName } from './names.ts';

it('is a name that Discord takes, and that reads as it was meant', () => {
  expect(webhookName('Maria Lopez')).toBe('Maria Lopez');
  expect(webhookName('Discord Clyde @everyone')).toBe('D\u200aiscord C\u200alyde ＠everyone');
  for (const name of [
    'everyone',
    'HERE',
    'discord',
    'xCLYDEx',
    'ｄｉｓｃｏｒｄ',
    'dis\u200bcord',
    'clyde'.repeat(30),
    '```',
    '',
    ' \u200b ',
  ]) {
    const taken = webhookName(name);
    expect(taken.toLowerCase(), name).not.toMatch(/discord|clyde|^everyone$|^here$|@|#|```/);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThanOrEqual(80);
  }
  expect(webhookName('Everyone Matters')).toBe('Everyone Matters');
  expect(webhookName(`${'Anna '.repeat(20)}end`)).toMatch(/Anna…$/);
});
