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
  for (const word of joined(words(normalise(text)))) {
    const root = rootOf(word);
    if (root !== undefined && !found.has(root)) found.set(root, word.toLowerCase());
  }
  return found;
}

/** Han characters that the segmenter leaves alone, and that are no short words, are parts of a word that it does not know: 公 交 车. */
function joined(found: readonly string[]): string[] {
  const out: string[] = [];
  let run = '';
  for (const word of found) {
    const lone = HAN.test(word) && !SHORT_WORDS.has(word);
    if (lone && [...run].length < LONGEST_JOINED) run += word;
    else {
      if (run !== '') out.push(run);
      run = lone ? word : '';
      if (!lone) out.push(word);
    }
  }
  return run === '' ? out : [...out, run];
}

const HAN = /^\p{Script=Han}$/u;
const LONGEST_JOINED = 4;
const SHORT_WORDS = new Set(
  '我你您他她它咱们們的地得了着著过過是在有和就不也都很吗嗎呢吧啊这這那哪个個一二两兩三四五六七八九十百千万萬几幾每各上下里裡中外前后後为為要会會能说說去到来來对對从從先再还還让讓给給把被与與及等或但而其之以所可没沒多少大小好太更最只才又向往用做看想谁誰什么么麼怎人年月日天次时時',
);

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
