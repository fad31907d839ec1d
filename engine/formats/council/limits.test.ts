import { describe, expect, it } from 'vitest';
import { chance } from '../../seed.ts';
import { countWords } from '../../text.ts';
import { isFinished, REASONING_WORDS, SUMMARY_WORDS, shortened } from './limits.ts';

const LANGUAGES = {
  en: {
    words: 'a careful team could choose the older database because it keeps data safe and costs little'.split(' '),
    space: ' ',
    stop: '.',
    comma: ',',
  },
  de: {
    words: 'ein kleines Team sollte zunächst die bewährte Datenbank wählen weil sie sicher und günstig bleibt'.split(' '),
    space: ' ',
    stop: '.',
    comma: ',',
  },
  zh: { words: '小 团队 应该 选择 成熟 的 数据库 因为 它 安全 而且 便宜'.split(' '), space: '', stop: '。', comma: '，' },
  ja: {
    words: '小さな チーム は 実績 の ある データベース を 選ぶ べき です 安全 だから'.split(' '),
    space: '',
    stop: '。',
    comma: '、',
  },
  ar: {
    words: 'على الفريق الصغير أن يختار قاعدة بيانات مجربة لأنها آمنة وقليلة التكلفة'.split(' '),
    space: ' ',
    stop: '.',
    comma: '،',
  },
} as const;

function text(language: keyof typeof LANGUAGES, n: number): string {
  const { words, space, stop, comma } = LANGUAGES[language];
  const count = 1 + Math.floor(chance(language, n, 'sentences') * 9);
  const made = Array.from({ length: count }, (_, s) => {
    const length = 3 + Math.floor(chance(language, n, s) * (n % 9 === 0 ? 90 : 30));
    const picked = Array.from({ length }, (_word, w) => {
      const word = words[Math.floor(chance(language, n, s, w) * words.length)] ?? '';
      return w % 11 === 10 && w < length - 1 ? `${word}${comma}` : word;
    });
    const joined = picked.join(space);
    return joined.charAt(0).toUpperCase() + joined.slice(1);
  });
  return made.map((sentence, s) => sentence + (s === made.length - 1 && n % 7 === 0 ? '' : stop)).join(space);
}

describe('what people are shown of an answer at first', () => {
  it.each(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])('keeps to its words and ends with a sentence: %s', (language) => {
    for (let n = 0; n < 100; n++) {
      const given = text(language, n);
      for (const most of [SUMMARY_WORDS, REASONING_WORDS]) {
        const shown = shortened(given, most) ?? '';
        expect(shown, given).not.toBe('');
        expect(countWords(shown), given).toBeLessThanOrEqual(most);
        expect(isFinished(shown), shown).toBe(true);
      }
    }
  });
});
