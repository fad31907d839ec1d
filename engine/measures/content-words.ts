import { foldCase } from '../formats/names.ts';
import { stem } from '../personas/terms.ts';
import { normalise, words } from '../text.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Letters of a word that count: endings of inflected languages are mostly behind them. */
const ROOT = 7;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;

/** The words of a text that tell what it is about: a common root, and the word as it first stands there. */
export function contentWords(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const word of words(normalise(text))) {
    const root = rootOf(word);
    if (root !== undefined && !found.has(root)) found.set(root, word.toLowerCase());
  }
  return found;
}

function rootOf(word: string): string | undefined {
  const folded = foldCase(word);
  const letters = [...folded].length;
  if (/\p{N}/u.test(folded) || STOP_WORDS.has(folded) || STOP_WORDS.has(word.toLowerCase())) return undefined;
  if (letters < (UNSPACED.test(word) ? 2 : 3)) return undefined;
  const bare = withoutArticle(folded);
  if (STOP_WORDS.has(bare)) return undefined;
  return [...stem(bare)].slice(0, ROOT).join('');
}

/** Arabic and Hebrew write articles and short words into the next one. */
function withoutArticle(word: string): string {
  const arabic = /^[وفبكل]?ال(?=\p{L}{3})|^لل(?=\p{L}{3})|^و(?=\p{L}{4})/u;
  const hebrew = /^[ושבלמכ]?ה(?=\p{L}{3})|^[ושבלמכ](?=\p{L}{4})/u;
  if (/^\p{Script=Arabic}/u.test(word)) return word.replace(arabic, '').replace(/(?<=\p{L}{3})(?:ات|ين|ون|ها|هم|ه|ة|ية)$/u, '');
  if (/^\p{Script=Hebrew}/u.test(word)) return word.replace(hebrew, '').replace(/(?<=\p{L}{3})(?:ים|ות|ה)$/u, '');
  return word;
}
