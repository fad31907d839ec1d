import type { Style } from '../../types.ts';
import { upperFirst } from './english.ts';

const FULL: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/gi, 'cannot'],
  [/\bwon't\b/gi, 'will not'],
  [/\blet's\b/gi, 'let us'],
  [/\b(is|are|was|were|do|does|did|has|have|had|would|could|should)n't\b/gi, '$1 not'],
  [/\b(I|we|you|they|he|she|it)'d\b/gi, '$1 would'],
  [/\b(I|we|you|they)'ve\b/gi, '$1 have'],
  [/\b(we|you|they)'re\b/gi, '$1 are'],
  [/\b(I|we|you|they|it|that)'ll\b/gi, '$1 will'],
  [/\bI'm\b/g, 'I am'],
  [/\b(it|that|what|who|here|there|where)'s\b/gi, '$1 is'],
];

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bcannot\b/g, "can't"],
  [/\b(do|does|did|would|could|should) not\b/gi, "$1n't"],
  [/\bI would(?= [a-z])/g, "I'd"],
  [/\b(that|it) is (?=[a-z])/gi, "$1's "],
  [/\b(we) are(?= [a-z])/gi, "$1're"],
  [/\bI am\b/g, "I'm"],
];

/** Formal speakers write words in full, casual ones shorten them; the others speak as the lines are written. */
export function inStyle(text: string, style: Style): string {
  const changes = style === 'formal' ? FULL : style === 'casual' ? SHORT : [];
  let styled = text;
  for (const [from, to] of changes) {
    // A word that begins a sentence still does.
    styled = styled.replace(from, (...found) => {
      const [word, kept] = found as [string, string | undefined];
      const text = to.replace('$1', kept ?? '');
      return /^\p{Lu}/u.test(word) ? upperFirst(text) : text;
    });
  }
  return styled;
}
