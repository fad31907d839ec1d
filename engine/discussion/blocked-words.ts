import { UserError } from '../errors.ts';
import { normalise, withoutInvisible } from '../text.ts';

/** Scripts that put no space between words: there a word is found wherever it stands. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const PART_OF_WORD = /[\p{L}\p{N}\p{M}]/u;

/** The first of the blocked words and phrases that stands in the text whole, in whatever case and width; pure. */
export function blockedIn(text: string, blocked: readonly string[]): string | undefined {
  const plain = plainForm(text);
  return blocked.find((word) => standsIn(plain, plainForm(word)));
}

/** Throws UserError where the team has blocked a word. It is not repeated: those who may read the list know it. */
export function checkBlocked(texts: Readonly<Record<string, string | undefined>>, blocked: readonly string[]): void {
  for (const [what, text] of Object.entries(texts)) {
    if (text === undefined || blockedIn(text, blocked) === undefined) continue;
    const told = `There is a word in the ${what} that this team has blocked. Say it in other words.`;
    throw new UserError(told, 'VALIDATION_ERROR', { field: what });
  }
}

const plainForm = (text: string): string => normalise(withoutInvisible(text)).toLowerCase();

function standsIn(text: string, word: string): boolean {
  if (word === '') return false;
  const [first = ''] = word;
  const last = [...word].at(-1) ?? '';
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1);
    const [after] = text.slice(at + word.length, at + word.length + 2);
    if (isEdge(first, before) && isEdge(last, after)) return true;
  }
  return false;
}

/** Whether a word may begin or end between these two characters. */
const isEdge = (inside: string, outside: string | undefined): boolean =>
  outside === undefined || UNSPACED.test(inside) || !PART_OF_WORD.test(inside) || !PART_OF_WORD.test(outside);
