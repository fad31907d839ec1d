import { describe, expect, it } from 'vitest';
import { talk, transcriptOf } from './report.fixture.ts';
import { unsaidIn } from './unsaid.ts';

const room = transcriptOf({ lines: talk });

describe('unsaidIn', () => {
  it.each([
    ['"', '"'],
    ['“', '”'],
    ['„', '“'],
    ['«', '»'],
    ['»', '«'],
    ['‹', '›'],
    ["'", "'"],
    ['‘', '’'],
    ['`', '`'],
    ['``', "''"],
    ['「', '」'],
    ['『', '』'],
    ['＂', '＂'],
  ])('finds between %s and %s what nobody said', (open, close) => {
    expect(unsaidIn(room, `Ana said ${open}I will burn it down${close} and left.`)).toBe('I will burn it down');
    expect(unsaidIn(room, `Ana said ${open}close the shop on Fridays,${close} and left.`)).toBeUndefined();
    expect(unsaidIn(room, `Ana called it ${open}too dear${close}, and ${open}unfair${close}.`)).toBeUndefined();
  });

  it('takes apostrophes for what they are', () => {
    for (const text of [
      "The shops' owners can't say what the workers' pay will be.",
      "Ana wants 'fair' pay and doesn't want to close.",
      "Ana would not 'close the shop on Fridays' for the workers' sake.",
      'Ben’s team didn’t want to go back; Ana’s did.',
    ]) {
      expect(unsaidIn(room, text)).toBeUndefined();
    }
    expect(unsaidIn(room, "Ana said 'the workers' pay will burn the hall' and left.")).toBe(
      "the workers' pay will burn the hall",
    );
    expect(unsaidIn(room, "Ana said 'I can't stand any of you' and left.")).toBe("I can't stand any of you");
  });

  it('reads a quote that is never closed to the end, and every one of several', () => {
    expect(unsaidIn(room, 'Ana said "I will burn it down')).toBe('I will burn it down');
    expect(unsaidIn(room, 'Ana: "close the shop on Fridays", Ben: "we are all for it"')).toBe('we are all for it');
  });

  it('does not take the moderator for somebody who said it', () => {
    expect(unsaidIn(room, 'Asked "would a four-day week change", all nodded.')).toBe('would a four-day week change');
    expect(unsaidIn(room, 'Kim asked "are they paid less?" of all.')).toBeUndefined();
  });

  it('is fast whatever the marks', () => {
    const started = performance.now();
    for (const mark of ['"', "'", " '", "' ", '“', '`', "a' "]) unsaidIn(room, `"a b c d ${mark.repeat(1000 / mark.length)}`);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
