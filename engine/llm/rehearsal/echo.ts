import { sentences, words } from '../../text.ts';
import type { Turn } from '../../types.ts';
import { aspectsOf } from './aspects/index.ts';
import { BASE_VERBS, STOP_WORDS } from './english.ts';
import { gistsOf } from './gists.ts';
import { knownIn } from './recognise.ts';

const DETERMINER = /^(?:the|our|my|your|their|his|her)$/i;
const INDEFINITE = /^(?:a|an)$/i;
const NO_NOUN =
  /(?:ed|ly|ing|est)$|^(?:same|own|first|last|right|wrong|whole|real|bit|slice|lot|way|kind|sort|kept|went|felt|ran|lost|old|new|big|small|good|bad|looks|means|comes|works|needs|gets|counts|matters|failed|worse|better|likely|simple|quick|likes|left|long|late|early|simpler|fewer|plainer|gentler|duller|other|shared)$/i;
const TIMES =
  /^(?:time|times|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|morning|evening|night|spring|summer|autumn|winter|season|quarter|decade|moment|end|start|beginning|middle|side|part|point|reason|room|rest|others|one|ones|idea|plan|proposal|step|claim|question|matter|choice|word|sentence|man|woman|people|person)$/i;
const TURNED: Record<string, string> = { my: 'your', our: 'your', your: 'my' };

/**
 * What somebody who answers a turn would call its point: names that belong to our own lines, then the aspects that those
 * lines are about. Nothing is cut out of what was said; of a turn that has none of our lines there may be no name.
 */
export function echoesOf(turn: Turn): string[] {
  const gists = gistsOf(turn.text);
  if (gists.length > 0) return gists;
  const own = knownIn(turn).flatMap(({ aspect }) => (aspect ? [aspect] : []));
  return [...new Set([...own, ...aspectsOf(turn.text).slice(0, 1)])].map(({ noun }) => noun);
}

/** "the morning queue" from "I hate the morning queue", "your sister" from "my sister"; those of two words first. */
export function nounPhrases(text: string): string[] {
  const found = new Map<string, number>();
  for (const sentence of sentences(text))
    for (const clause of sentence.split(/[^\p{L}\p{M}\p{N}'’\s-]+/u)) {
      const list = words(clause);
      list.forEach((word, i) => {
        if (!DETERMINER.test(word) && !INDEFINITE.test(word)) return;
        const noun = nounAfter(list, i + 1);
        if (noun.length === 0) return;
        if (INDEFINITE.test(word) && (noun.length < 2 || /[^s]s$/.test(noun.at(-1) ?? ''))) return;
        const determiner = TURNED[word.toLowerCase()] ?? word.toLowerCase();
        found.set([determiner, ...noun].join(' '), noun.join('').length + (noun.length === 2 ? 6 : 0));
      });
    }
  return [...found].sort((a, b) => b[1] - a[1]).map(([phrase]) => phrase);
}

function nounAfter(list: readonly string[], from: number): string[] {
  const noun: string[] = [];
  let ends = true;
  for (const word of list.slice(from, from + 3)) {
    const lower = word.toLowerCase();
    if (STOP_WORDS.has(lower) || !/^\p{L}[\p{L}\p{M}'’]+$/u.test(word)) break;
    if (noun.length > 0 && (BASE_VERBS.has(lower) || /ed$/.test(lower))) break;
    if (noun.length === 2) ends = false;
    noun.push(word);
  }
  const last = noun.at(-1);
  if (noun.length === 2 && /[^s]s$/.test(last ?? '')) return [];
  if (!ends || last === undefined || NO_NOUN.test(last) || TIMES.test(last) || last.length < 4) return [];
  return noun;
}
