import { sentences, words } from '../../text.ts';
import { BASE_VERBS, STOP_WORDS } from './english.ts';
import { gistsOf } from './gists.ts';

const DETERMINER = /^(?:the|our|my|your|their|his|her)$/i;
const INDEFINITE = /^(?:a|an)$/i;
const NO_NOUN =
  /(?:ed|ly|ing|est)$|^(?:same|own|first|last|right|wrong|whole|real|bit|slice|lot|way|kind|sort|kept|went|felt|ran|lost|old|new|big|small|good|bad|looks|means|comes|works|needs|gets|counts|matters|failed|worse|better|likely|simple|quick|likes|left|long|late|early|simpler|fewer|plainer|gentler|duller|other|shared)$/i;
const TIMES =
  /^(?:time|times|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|morning|evening|night|spring|summer|autumn|winter|season|quarter|decade|moment|end|start|beginning|middle|side|part|point|reason|room|rest|others|one|ones|idea|plan|proposal|step|claim|question|matter|choice|word|sentence|man|woman|people|person)$/i;
const TURNED: Record<string, string> = { my: 'your', our: 'your', your: 'my' };

/** What somebody who answers a turn would call its point: by the list where it fits, else a noun phrase of the turn. */
export function echoesOf(text: string, avoid: ReadonlySet<string> = new Set()): string[] {
  const gists = gistsOf(text);
  return gists.length > 0 ? gists : nounPhrases(text, avoid);
}

/** "the morning queue" from "I hate the morning queue", "your sister" from "my sister"; those of two words first. */
export function nounPhrases(text: string, avoid: ReadonlySet<string> = new Set()): string[] {
  const found = new Map<string, number>();
  for (const sentence of sentences(text))
    for (const clause of sentence.split(/[^\p{L}\p{M}\p{N}'’\s-]+/u)) {
      const list = words(clause);
      list.forEach((word, i) => {
        if (!DETERMINER.test(word) && !INDEFINITE.test(word)) return;
        const noun = nounAfter(list, i + 1);
        if (noun.length === 0 || noun.some((part) => avoid.has(part.toLowerCase()))) return;
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
  if (!ends || last === undefined || NO_NOUN.test(last) || TIMES.test(last) || last.length < 4) return [];
  return noun;
}

const HAN_STOP = new Set(
  '我们 你们 他们 大家 应该 可以 能够 需要 是否 什么 怎么 怎样 如何 为什么 这个 那个 没有 进行'.split(' '),
);

/** Content words for a text without such phrases: a question of a few words, or one in another script. */
export function keywordsOf(text: string): string[] {
  const list = [...new Set(words(text))].filter(
    (word) => !STOP_WORDS.has(word.toLowerCase()) && !BASE_VERBS.has(word.toLowerCase()),
  );
  return list.filter((word) => !/^\p{N}+$/u.test(word) && !HAN_STOP.has(word)).sort((a, b) => b.length - a.length);
}
