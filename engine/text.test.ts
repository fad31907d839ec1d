import { describe, expect, it } from 'vitest';
import { chance } from './seed.ts';
import { countWords, cutAtSentence, normalise, pieces, sentences, words } from './text.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const segmented = (text: string) => [...segmenter.segment(text)].flatMap((part) => (part.isWordLike ? [part.segment] : []));

describe('words', () => {
  it('are those of Intl.Segmenter, whatever the text is made of', () => {
    const characters = [...'abZ019 \'.,;:-!?()"’“”—–…\n/@#$%&*+=<>[]{}|~^`\\\t_éßçñ中文日本語กขאבعر🚌\u200d\u0301'];
    for (let n = 0; n < 20_000; n++) {
      const length = 1 + Math.floor(chance('length', n) * 10);
      const alphabet = n % 3 === 0 ? characters : characters.slice(0, n % 3 === 1 ? 12 : 43);
      const text = Array.from({ length }, (_, i) => alphabet[Math.floor(chance(n, i) * alphabet.length)]).join('');
      expect(words(text), JSON.stringify(text)).toEqual(segmented(text));
    }
  });

  it('are counted in any language', () => {
    expect(countWords('')).toBe(0);
    expect(countWords("It's 3.5 km, isn't it?")).toBe(5);
    expect(countWords('公交车应该免费吗？')).toBeGreaterThan(3);
    expect(countWords('هل يجب أن تكون الحافلات مجانية؟')).toBe(6);
  });
});

describe('sentences', () => {
  it('are kept whole when a text is cut', () => {
    const text = 'One two three. Four five six! Seven eight nine?';
    expect(sentences(text)).toEqual(['One two three.', 'Four five six!', 'Seven eight nine?']);
    expect(cutAtSentence(text, 9)).toBe(text);
    expect(cutAtSentence(text, 8)).toBe('One two three. Four five six!');
    expect(cutAtSentence(text, 3)).toBe('One two three.');
    expect(cutAtSentence(text, 2)).toBe('One two…');
    expect(cutAtSentence('公交车应该免费。我不同意。', 5)).toBe('公交车应该免费。');
  });
});

describe('a long text', () => {
  const long = Array.from({ length: 400 }, (_, n) => `Élan ${n} can’t wait: 3.5 km, ça va? “Où—là!” said №${n}.`).join(' ');
  it('has the words and sentences that it has as a whole', () => {
    expect(long.length).toBeGreaterThan(15_000);
    expect(words(long)).toEqual(segmented(long));
    const whole = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(long);
    expect(sentences(long)).toEqual([...whole].map(({ segment }) => segment.trim()));
  });
  it('loses nothing where one word or sentence is longer than what is looked at', () => {
    expect(words('é'.repeat(5_000)).join('')).toBe('é'.repeat(5_000));
    expect(sentences('🚌'.repeat(5_000)).join('')).toBe('🚌'.repeat(5_000));
  });
});

describe('normalise', () => {
  it('makes alike what people would call the same words', () => {
    expect(normalise('“It’s   free” — ﬁne…')).toBe('"It\'s free" - fine...');
  });
});

describe('pieces', () => {
  const bare = (text: string) => text.replace(/\s+/g, '');

  it('leave alone what is short enough', () => {
    expect(pieces('  One. Two.\n', 20)).toEqual(['One. Two.']);
    expect(pieces('', 20)).toEqual(['']);
  });

  it('are cut between sentences, and lose and repeat nothing', () => {
    const text = Array.from({ length: 40 }, (_, n) => `Sentence ${n} says a thing or two${n % 7 === 0 ? '.\n\n' : '. '}`).join(
      '',
    );
    const found = pieces(text, 200);
    expect(found.length).toBeGreaterThan(6);
    for (const piece of found) {
      expect(piece.length).toBeLessThanOrEqual(200);
      expect(piece).toMatch(/^Sentence .*\.$/s);
    }
    expect(bare(found.join(''))).toBe(bare(text));
  });

  it.each([
    ['a sentence without an end', 'word '.repeat(300)],
    ['punctuation that belongs to its word', '“wordy,” (really) '.repeat(60)],
  ])('never cut a word: %s', (_, text) => {
    const found = pieces(text, 120);
    const known = new Set(text.split(/\s+/));
    for (const piece of found) for (const word of piece.split(/\s+/)) expect(known.has(word)).toBe(true);
    expect(bare(found.join(''))).toBe(bare(text));
  });

  it.each([
    ['one endless word', 'x'.repeat(1_000)],
    ['emoji', '🚌'.repeat(300)],
    ['a language without spaces', '我们觉得公共汽车应该免费'.repeat(40)],
    ['an endless address', `See https://example.org/${'a/b-c'.repeat(150)} for more.`],
  ])('keep to the limit and break no character: %s', (_, text) => {
    const found = pieces(text, 100);
    for (const piece of found) {
      expect(piece.length).toBeLessThanOrEqual(100);
      expect(piece.isWellFormed()).toBe(true);
    }
    expect(bare(found.join(''))).toBe(bare(text));
  });

  it('close a code block that is cut, and open it again', () => {
    const text = `Look:\n\`\`\`ts\n${'const a = 1;\n'.repeat(30)}\`\`\`\nThat is all.`;
    const found = pieces(text, 150);
    expect(found.length).toBeGreaterThan(2);
    for (const piece of found) {
      expect(piece.length).toBeLessThanOrEqual(150);
      expect(piece.match(/^```/gm)?.length ?? 0).toBeOneOf([0, 2]);
    }
    expect(found[1]).toMatch(/^```ts\n/);
    expect(found.join('\n').match(/const a = 1;/g)).toHaveLength(30);
    expect(found.at(-1)).toMatch(/That is all\.$/);
  });
});
