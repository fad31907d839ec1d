import { sentences, words } from '../../text.ts';
import { BASE_VERBS, STOP_WORDS } from './english.ts';

const DETERMINER = /^(?:the|a|an|our|my|your|their|his|her|its|every|each|no|two|three|four|five|six|ten|twelve)$/i;
const NO_NOUN = /(?:ed|ly|ing)$|^(?:same|own|first|last|most|least|right|wrong|whole|only|best|worst|real|bit|lot|way|thing|things|kind|sort|kept|went|said|felt|ran|came|took|left|lost|old|new|big|small|good|bad|mine|ours|looks|means|comes|works|needs|gets|counts|matters|failed|worse|better|likely|simple|quick|likes)$/i;
const TURNED: Record<string, string> = { my: 'your', our: 'your', your: 'my', me: 'you' };

/**
 * Noun phrases of a turn as somebody else would take them up: "the morning queue" from "I hate the morning queue",
 * "your sister" from "my sister". The longest words first, since they say most.
 */
export function echoesOf(text: string, avoid: ReadonlySet<string> = new Set()): string[] {
  const found = new Map<string, number>();
  for (const sentence of sentences(text))
    for (const clause of sentence.split(/[^\p{L}\p{M}\p{N}'’\s-]+/u)) {
      const list = words(clause);
      list.forEach((word, i) => {
        if (!DETERMINER.test(word)) return;
        const noun = nounAfter(list, i + 1);
        if (noun.length === 0 || noun.some((part) => avoid.has(part.toLowerCase()))) return;
        const determiner = TURNED[word.toLowerCase()] ?? word.toLowerCase();
        found.set([determiner, ...noun].join(' '), noun.join('').length + (noun.length === 2 ? 6 : 0));
      });
    }
  return [...found].sort((a, b) => b[1] - a[1]).map(([phrase]) => phrase);
}

function nounAfter(list: readonly string[], from: number): string[] {
  const noun: string[] = [];
  for (const word of list.slice(from, from + 3)) {
    const lower = word.toLowerCase();
    if (STOP_WORDS.has(lower) || !/^\p{L}[\p{L}\p{M}'’]+$/u.test(word)) break;
    if (noun.length > 0 && (BASE_VERBS.has(lower) || /ed$/.test(lower))) break;
    noun.push(word);
  }
  while (noun.length > 0 && NO_NOUN.test(noun.at(-1) ?? '')) noun.pop();
  const [only] = noun;
  return noun.length === 1 && only !== undefined && (only.length < 4 || NO_NOUN.test(only)) ? [] : noun;
}

/** Content words for a text without such phrases: a question of a few words, or one in another script. */
export function keywordsOf(text: string): string[] {
  const list = [...new Set(words(text))].filter((word) => !STOP_WORDS.has(word.toLowerCase()) && !BASE_VERBS.has(word.toLowerCase()));
  return list.filter((word) => !/^\p{N}+$/u.test(word)).sort((a, b) => b.length - a.length);
}
