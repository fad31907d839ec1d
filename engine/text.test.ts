import { describe, expect, it } from 'vitest';
import { chance } from './seed.ts';
import { countWords, cutAtSentence, normalise, sentences, words } from './text.ts';

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
