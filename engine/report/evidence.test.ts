import { describe, expect, it } from 'vitest';
import { findQuote, locateQuote, quoteIn } from './evidence.ts';
import { type Line, talk, transcriptOf } from './report.fixture.ts';

const room = transcriptOf({ lines: talk });
const of = (lines: readonly Line[]) => transcriptOf({ lines });

describe('findQuote', () => {
  it('finds words as they stand in the turn and names who said them', () => {
    expect(findQuote(room, 'close the shop on Fridays', 2)).toEqual({
      turn: 2,
      quote: 'close the shop on Fridays',
      speaker: 'Ana Lima',
    });
  });

  it('prints the characters of the turn, not those of the model', () => {
    expect(findQuote(room, 'did it for a year... sick days fell by a third - nobody', 3)?.quote).toBe(
      'did it for a year… sick days fell by a third — nobody',
    );
    expect(findQuote(of([{ by: 'ana', text: 'We  said\n“too  dear” and left' }]), 'said "too dear" and', 1)?.quote).toBe(
      'said\n“too  dear” and',
    );
    expect(findQuote(of([{ by: 'ana', text: 'The ﬁne print is ½ the price' }]), 'fine print is 1⁄2 the', 1)?.quote).toBe(
      'ﬁne print is ½ the',
    );
  });

  it('strips quotation marks and ellipses that a model puts round a quote', () => {
    for (const quote of [
      '"close the shop on Fridays"',
      '“close the shop on Fridays…”',
      '...close the shop on Fridays...',
      '«close the shop on Fridays».',
    ]) {
      expect(findQuote(room, quote, 2)?.quote).toBe('close the shop on Fridays');
    }
  });

  it.each(['.', '…', ' ', '"', '“', "'", '`', '. ', '."', '。', '「', '.,', '..x'])(
    'takes little time for runs of %j',
    (mark) => {
      const run = mark.repeat(100_000 / mark.length);
      const started = performance.now();
      for (const quote of [run, `close the shop ${run}x on Fridays`]) expect(findQuote(room, quote, 2)).toBeUndefined();
      findQuote(room, `${run}close the shop on Fridays${run}`, 2);
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );

  it.each(['.', '…', ' ', '"', '“', "'", '`', '「', '" … '])('strips runs of %j', (mark) => {
    const run = mark.repeat(10_000);
    expect(findQuote(room, `${run}close the shop on Fridays${run}`, 2)?.quote).toBe('close the shop on Fridays');
  });

  it('does not find what was not said', () => {
    for (const quote of [
      'close the shop on Mondays',
      'Close the shop on Fridays',
      'close the shop ... Friday is when people come in',
      'close shop on Fridays',
    ]) {
      expect(findQuote(room, quote, 2)).toBeUndefined();
    }
  });

  it('takes whole words only, so that a quote cannot turn into its contrary', () => {
    const turns = of([{ by: 'ana', text: "I said I can't; unpaid work costs 3.5 times more, I wouldn't." }]);
    expect(findQuote(turns, 'I said I can', 1)).toBeUndefined();
    expect(findQuote(turns, 'paid work costs', 1)).toBeUndefined();
    expect(findQuote(turns, 'unpaid work costs 3', 1)).toBeUndefined();
    expect(findQuote(turns, 'times more, I would', 1)).toBeUndefined();
    expect(findQuote(turns, 'unpaid work costs 3.5 times', 1)?.quote).toBe('unpaid work costs 3.5 times');
  });

  it('passes over a place inside a word to a later one', () => {
    const turns = of([{ by: 'ana', text: 'We repaid them all of it, and paid them all of it again' }]);
    expect(findQuote(turns, 'paid them all of it', 1)?.quote).toBe('paid them all of it');
  });

  it('corrects a wrong number when one other turn alone has the words', () => {
    expect(findQuote(room, 'sick days fell by a third', 2)?.turn).toBe(3);
    expect(findQuote(room, 'sick days fell by a third', 99)?.turn).toBe(3);
    expect(findQuote(room, 'are they paid less', 5)).toEqual({
      turn: 4,
      quote: 'are they paid less',
      speaker: 'Kim (asked from outside)',
    });
  });

  it('does not choose between several turns', () => {
    const twice = of([
      { by: 'ana', text: 'That is too dear for me' },
      { by: 'ben', text: 'Yes, that is too dear' },
      { by: 'cy', text: 'Hm, is too dear the word?' },
    ]);
    expect(locateQuote(twice, 'is too dear', 7).problem).toContain('in turns 1, 2, 3');
    expect(findQuote(twice, 'is too dear', 2)?.speaker).toBe('Ben Okoye');
  });

  it('never takes the moderator for evidence, whatever is quoted or named', () => {
    expect(locateQuote(room, 'would a four-day week change', 1).problem).toContain("moderator's");
    const echo = of([
      { by: 'moderator', text: 'So sick days fell by a third' },
      { by: 'ben', text: 'Well, sick days fell by a third' },
    ]);
    expect(findQuote(echo, 'sick days fell by a third', 1)?.turn).toBe(2);
  });

  it('wants three words, or all that the turn says', () => {
    expect(findQuote(room, 'the shop', 2)).toBeUndefined();
    expect(locateQuote(room, 'the shop', 2).problem).toContain('too short');
    expect(findQuote(room, 'No', 6)).toEqual({ turn: 6, quote: 'No', speaker: 'Ana Lima' });
    expect(findQuote(room, '"No."', 6)?.quote).toBe('No.');
    for (const empty of ['', '   ', '""', '...', '—']) expect(findQuote(room, empty, 2)).toBeUndefined();
  });

  it('cuts a long quote to at most forty words that still stand there', () => {
    const text = `${'one two three four five six seven eight nine ten. '.repeat(5)}end`;
    const turns = of([{ by: 'ana', text }]);
    const quote = findQuote(turns, text, 1)?.quote ?? '';
    expect(quote.split(' ')).toHaveLength(40);
    expect(text).toContain(quote);
  });

  it('reads Chinese, where words have no spaces between them', () => {
    const turns = of([
      { by: 'ana', text: '我觉得价格太高了，学生根本买不起。' },
      { by: 'ben', text: '我不同意，质量更重要。' },
    ]);
    expect(findQuote(turns, '「价格太高了,学生根本买不起」', 1)?.quote).toBe('价格太高了，学生根本买不起');
    expect(findQuote(turns, '质量更重要', 1)?.turn).toBe(2);
    expect(findQuote(turns, '价格太低了', 1)).toBeUndefined();
  });

  it('keeps to turns that may be quoted', () => {
    const bens = (turn: { speaker: { id: string } }) => turn.speaker.id === 'ben';
    expect(locateQuote(room, 'close the shop on Fridays', 2, bens).problem).toContain("Ana Lima's");
    expect(findQuote(room, 'nobody wanted to go back', 2, bens)?.turn).toBe(3);
  });

  it('finds nothing where nobody spoke', () => {
    expect(findQuote(of([]), 'anything at all here', 1)).toBeUndefined();
    expect(findQuote(of([{ by: 'moderator', text: 'Hello to all of you' }]), 'Hello to all', 1)).toBeUndefined();
  });

  it('finds again what it printed, whatever the text', () => {
    for (const text of [
      'Don´t ask me – I´m  new',
      'ﷺ is said so',
      'e\u0301te\u0301 was hot here',
      '👩‍👩‍👧 we are three here',
      '\u0301odd start of it',
    ]) {
      const turns = of([{ by: 'ana', text }]);
      const found = findQuote(turns, text, 1);
      expect(text).toContain(found?.quote ?? 'not found');
      const [turn] = turns.turns;
      expect(turn && quoteIn(turn, found?.quote ?? '')).toBe(found?.quote);
    }
  });
});
