import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { blockedIn, checkBlocked } from './blocked-words.ts';

describe('blocked words', () => {
  it.each([
    ['Is the casino open?', 'casino'],
    ['CASINO nights', 'casino'],
    ['ｃａｓｉｎｏ nights', 'casino'],
    ['the ca\u200bsino', 'casino'],
    ['a “casino”, then', 'Casino'],
    ['buy  now\nplease', 'buy now'],
    ['我们的赌场很大', '赌场'],
    ['is C++ better?', 'c++'],
    ['der STRASSE nach', 'strasse'],
  ])('finds in %j the word %j', (text, word) => {
    expect(blockedIn(text, ['nothing', word])).toBe(word);
  });

  it.each([
    ['Casinos are casinoesque', 'casino'],
    ['classical music', 'ass'],
    ['a grass roof', 'ass'],
    ['buy it now', 'buy now'],
    ['anything', ''],
    ['anything', '  '],
  ])('does not find in %j the word %j', (text, word) => {
    expect(blockedIn(text, [word])).toBeUndefined();
  });

  it('refuses in plain words that do not repeat the word', () => {
    expect(() => checkBlocked({ topic: 'a casino' }, ['casino'])).toThrow(UserError);
    expect(() => checkBlocked({ question: 'a casino' }, ['casino'])).toThrow(/^(?!.*casino)/);
    expect(() => checkBlocked({ topic: 'a park', context: undefined }, ['casino'])).not.toThrow();
  });
});
