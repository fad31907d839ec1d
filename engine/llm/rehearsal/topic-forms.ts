import { countWords } from '../../text.ts';
import { nounPhrases } from './echo.ts';
import { BASE_VERBS, gerund, lowerFirst, STOP_WORDS, upperFirst } from './english.ts';
import { languageOf } from './language.ts';
import type { Topic } from './topic.ts';

/** Ways in which what somebody typed becomes a topic, once its kind is known. */

const ADJECTIVES = new Set(
  (
    'free cheap cheaper mandatory compulsory legal illegal optional public private open safe safer easy easier fast faster better fair ' +
    'fairer affordable accessible available voluntary remote green greener local simple simpler fun'
  ).split(' '),
);
const NOUNS: Record<string, string> = {
  ban: 'a ban on',
  switch: 'the switch',
  move: 'the move',
  tax: 'a tax on',
  limit: 'a limit on',
  cut: 'cuts to',
};
const OWNER =
  /^(?:we|i|you|they|one|people|(?:our|the|my|your|their|this|every|a|an)\s+(?:\p{L}+\s+){0,2}?(?:city|town|village|council|government|state|country|company|team|school|university|office|club|board|department|parliament|community))$/iu;
const CLAUSE = /^(?:and|or|so|because|when|while|that|which|who|if|to|by|instead|without|before|after)$/i;
const LED_IN = /^(?:to|for|from|of|in|on|with|at|about)\s+/i;
export const LABEL = 60;

export const DEED_BRIEF = ['this', 'the idea', 'the plan', 'a step like this', 'the proposal'];
const CLAIM_BRIEF = ['this', 'the claim', 'the idea', 'a sentence like that'];
const OPEN_BRIEF = ['this', 'the question', 'the matter'];
const FOREIGN = 'this question';

/** At most six words, cut before a word that opens a new clause. */
export function shortened(phrase: string): string {
  const words = phrase.split(' ');
  const clause = words.findIndex((word, i) => i > 1 && CLAUSE.test(word));
  const kept = words.slice(0, Math.min(clause > 0 ? clause : words.length, 6));
  while (kept.length > 2 && STOP_WORDS.has((kept.at(-1) ?? '').toLowerCase())) kept.pop();
  return kept.join(' ').replace(/[,;]+$/, '');
}

const neutral = (phrase: string) => phrase.replace(/\b(?:your|my)\b/gi, 'the');

/** What a verb phrase is about: "buses" from "make buses free". */
export function objectOf(rest: string): string | undefined {
  const words = shortened(rest.replace(LED_IN, '')).split(' ').filter(Boolean);
  const ends = (word: string) => [STOP_WORDS, ADJECTIVES, BASE_VERBS].some((known) => known.has(word.toLowerCase()));
  const stop = words.findIndex((word, i) => i > 0 && ends(word));
  const noun = words.slice(0, stop > 0 ? stop : words.length).filter((word) => !/^(?:more|less|all)$/i.test(word));
  const phrase = neutral(noun.slice(0, 4).join(' '));
  return phrase !== '' && noun.some((word) => !STOP_WORDS.has(word.toLowerCase())) ? phrase : undefined;
}

/** Something to be done: "make buses free". */
export function deed(verb: string, rest: string, proposition: string, subject?: string): Topic {
  const tail = neutral(shortened(rest));
  const own = subject && !OWNER.test(subject) ? `${lowerFirst(subject)} ` : '';
  const title = `${own}${gerund(verb)} ${tail}`.trim();
  const full = [title];
  const words = tail.split(' ');
  const last = words.at(-1) ?? '';
  if (verb === 'make' && ADJECTIVES.has(last) && words.length > 1 && words.length <= 4)
    full.push(`the idea of ${last} ${words.slice(0, -1).join(' ')}`);
  const noun = NOUNS[verb];
  if (noun && tail !== '' && own === '' && (/ on$/.test(noun) || /^to\b/.test(tail))) full.push(`${noun} ${tail}`);
  const thing = objectOf(rest) ?? (own === '' ? undefined : own.trim());
  return { proposition, title, full, brief: DEED_BRIEF, deed: true, ...(thing && { thing }) };
}

/** Something to be believed or not. */
export function claim(statement: string): Topic {
  const body = lowerFirst(statement);
  const thing = objectOf(statement);
  const said = `the claim that ${body}`;
  return {
    proposition: `${upperFirst(statement)}.`,
    title: said,
    full: countWords(body) <= 9 ? [said] : [],
    brief: CLAIM_BRIEF,
    deed: false,
    ...(thing && { thing: lowerFirst(thing) }),
  };
}

export function quoted(text: string): string {
  const characters = [...text];
  return characters.length <= LABEL
    ? `“${text}”`
    : `“${characters
        .slice(0, LABEL - 2)
        .join('')
        .replace(/\s+\S*$/, '')}…”`;
}

/** A question without a yes or no, or a text that is no English: named by its own words. */
export function open(text: string, proposition: string): Topic {
  const label = quoted(text);
  return {
    proposition,
    title: label,
    full: [`the question ${label}`, label],
    brief: OPEN_BRIEF,
    deed: false,
    thing: (languageOf(text) === 'english' && nounPhrases(text).find((phrase) => phrase.length <= LABEL)) || FOREIGN,
  };
}
