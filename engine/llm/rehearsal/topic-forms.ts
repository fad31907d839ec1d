import { countWords } from '../../text.ts';
import { BASE_VERBS, common, gerund, lowerFirst, STOP_WORDS, upperFirst } from './english.ts';
import type { Topic } from './topic.ts';

const MODAL = /^(should|shall|must|could|can|would|will|may|might)$/i;
const END = /[\s.!?。！？؟…]+$/u;
const ADJECTIVES = new Set(
  'free cheap cheaper mandatory compulsory legal illegal optional public private open safe safer easy easier fast faster better fair fairer affordable accessible available voluntary remote green greener local simple simpler'.split(
    ' ',
  ),
);
const NOUNS: Record<string, string> = { ban: 'a ban on', switch: 'the switch', move: 'the move', tax: 'a tax on', limit: 'a limit on', cut: 'cuts to' };
const OWNERS = /^(?:we|i|you|they|one|people|(?:our|the|my|your|their|this|every|a|an)\s+(?:\p{L}+\s+){0,2}?(?:city|town|village|council|government|state|country|company|team|school|university|office|club|board|department|parliament|community))$/iu;

const DEED_BRIEF = ['this', 'the idea', 'the plan', 'a step like this', 'the proposal'];
const CLAIM_BRIEF = ['this', 'the claim', 'the idea', 'a sentence like that'];
const OPEN_BRIEF = ['this', 'the question', 'the matter'];

/** Where the verb stands, counted in words, when a subject comes first. */
function verbAt(words: readonly string[]): number {
  const at = words.findIndex((word, i) => i > 0 && BASE_VERBS.has(word.toLowerCase()));
  return at > 0 && at <= 6 ? at : -1;
}

/** At most six words, cut before a word that opens a new clause. */
function shortened(phrase: string): string {
  const words = phrase.split(' ');
  const clause = words.findIndex((word, i) => i > 1 && /^(?:and|or|so|because|when|while|that|which|who|if|to|by|instead|without|before|after)$/i.test(word));
  const kept = words.slice(0, Math.min(clause > 0 ? clause : words.length, 6));
  while (kept.length > 2 && STOP_WORDS.has((kept.at(-1) ?? '').toLowerCase())) kept.pop();
  return kept.join(' ').replace(/[,;]+$/, '');
}

const neutral = (phrase: string) => phrase.replace(/\b(?:your|my)\b/gi, 'the');

/** What a verb phrase is about: "buses" from "make buses free". */
function objectOf(rest: string): string | undefined {
  const words = shortened(rest).split(' ').filter(Boolean);
  const stop = words.findIndex((word, i) => i > 0 && (STOP_WORDS.has(word.toLowerCase()) || ADJECTIVES.has(word.toLowerCase())));
  const noun = words.slice(0, stop > 0 ? stop : words.length).filter((word) => !/^(?:a|an|more|less|all)$/i.test(word));
  const phrase = neutral(noun.slice(0, 3).join(' '));
  return phrase !== '' && noun.some((word) => !STOP_WORDS.has(word.toLowerCase())) ? phrase : undefined;
}

function deed(verb: string, rest: string, proposition: string, subject?: string): Topic {
  const tail = neutral(shortened(rest));
  const own = subject && !OWNERS.test(subject) ? `${lowerFirst(subject)} ` : '';
  const full = [`${own}${gerund(verb)} ${tail}`.trim()];
  const words = tail.split(' ');
  const last = words.at(-1) ?? '';
  if (verb === 'make' && ADJECTIVES.has(last) && words.length > 1 && words.length <= 4) full.push(`the idea of ${last} ${words.slice(0, -1).join(' ')}`);
  const noun = NOUNS[verb];
  if (noun && tail !== '' && own === '' && (/ on$/.test(noun) || /^to\b/.test(tail))) full.push(`${noun} ${tail}`);
  const thing = objectOf(rest) ?? (own === '' ? undefined : own.trim());
  return { proposition, full, brief: DEED_BRIEF, deed: true, ...(thing && { thing }) };
}

function claim(statement: string): Topic {
  const body = lowerFirst(statement);
  const thing = objectOf(statement);
  return {
    proposition: `${upperFirst(statement)}.`,
    full: countWords(body) <= 9 ? [`the claim that ${body}`] : [],
    brief: CLAIM_BRIEF,
    deed: false,
    ...(thing && { thing: lowerFirst(thing) }),
  };
}

const quoted = (text: string) => `“${[...text].length > 60 ? `${[...text].slice(0, 58).join('').replace(/\s+\S*$/, '')}…` : text}”`;

function open(text: string, proposition: string, thing?: string): Topic {
  const label = quoted(text);
  return { proposition, full: [`the question ${label}`, label], brief: OPEN_BRIEF, deed: false, thing: thing ?? label };
}

/** Reads a cleaned topic: question, statement, order, a few words, or text that is no English at all. */
export function readTopic(clean: string): Topic {
  const text = clean.replace(END, '').replace(/^[¿¡\s.,;-]+/u, '');
  const asked = /[?？؟]\s*$/u.test(clean);
  const words = text.split(' ').filter(Boolean);
  const first = (words[0] ?? '').toLowerCase();
  if (countWords(text) === 0) return open(text || '…', `We should act on: ${text || 'this'}.`, text ? quoted(text) : 'this');

  if (/吗$/u.test(text)) return open(text, `${text.slice(0, -1)}。`);
  if (MODAL.test(first)) {
    const at = verbAt(words.slice(1));
    if (at > 0) {
      const subject = words.slice(1, at + 1).join(' ');
      const verb = (words[at + 1] ?? '').toLowerCase();
      const rest = words.slice(at + 2).join(' ');
      const proposition = `${upperFirst(subject)} ${first} ${verb}${rest && ` ${rest}`}.`;
      if (verb === 'be') return { ...claim(`${subject} ${first} be ${rest}`), proposition };
      return deed(verb, rest, proposition, subject);
    }
    return open(text, `The answer to “${text}?” is yes.`);
  }
  const how = /^how\s+(?:(?:might|can|could|should|do|would|will|shall)\s+)?(?:to|(we|i|you|they|our \p{L}+|the \p{L}+))\s+(.+)$/iu.exec(text);
  if (how) {
    const verb = how[2]?.split(' ')[0]?.toLowerCase() ?? '';
    const rest = how[2]?.slice(verb.length + 1) ?? '';
    if (BASE_VERBS.has(verb) && verb !== 'be') {
      const act = `${gerund(verb)} ${rest}`.trim();
      return { ...deed(verb, rest, `We should put ${act} first, even if other work has to wait.`), brief: ['this', 'the work', 'the effort'] };
    }
  }
  if (/^do\s/i.test(text) && asked && words.length > 2) return claim(words.slice(1).join(' '));
  if (/^(?:is|are|was|were|does|did|has|have|had|do)$/.test(first) && asked) return open(text, `The answer to “${text}?” is yes.`);
  if (/^(?:how|what|why|who|whom|whose|when|where|which)$/.test(first)) {
    const turned = /^(what|how|why|when|where|who|which\s+\p{L}+)\s+(should|can|could|might|will|would)\s+(we|i|you|they|our \p{L}+|the \p{L}+)\s+(.+)$/iu.exec(text);
    const embedded = turned ? `${turned[1]} ${turned[3]} ${turned[2]} ${turned[4]}` : text;
    return { ...open(text, `We should act now on the question ${quoted(text)}.`), full: [turned ? `the question of ${lowerFirst(embedded)}` : `the question ${quoted(text)}`] };
  }
  const choice = /^(.+?)\s+(?:or|vs\.?|versus)\s+(.+)$/i.exec(text);
  if (choice?.[1] && choice[2] && words.length <= 7) {
    const [a, b] = [common(choice[1]), common(choice[2])];
    return { proposition: `We should choose ${a} over ${b}.`, full: [`choosing ${a} over ${b}`], brief: ['this', 'the choice'], deed: true, thing: a };
  }
  const modalAt = words.findIndex((word, i) => i > 0 && i <= 6 && MODAL.test(word));
  if (modalAt > 0 && BASE_VERBS.has((words[modalAt + 1] ?? '').toLowerCase()) && words[modalAt + 1]?.toLowerCase() !== 'be')
    return deed((words[modalAt + 1] ?? '').toLowerCase(), words.slice(modalAt + 2).join(' '), `${upperFirst(text)}.`, words.slice(0, modalAt).join(' '));
  const order = first === "let's" || first === 'let’s' || (first === 'please' && words.length > 2) ? words.slice(1) : words;
  const verb = (order[0] ?? '').toLowerCase();
  if (order.length > 1 && BASE_VERBS.has(verb) && verb !== 'be') {
    const rest = order.slice(1).join(' ');
    return deed(verb, rest, `We should ${verb} ${rest}.`);
  }
  if (words.length >= 3 && words.some((word, i) => i > 0 && /^(?:is|are|was|were|will|should|must|can|cannot|has|have|needs?|makes?|does|do)$/i.test(word)))
    return claim(text);
  if (/^\p{L}+ing$/u.test(words[0] ?? '') && words.length > 1 && words.length <= 8) {
    const act = lowerFirst(text);
    return { proposition: `We should go ahead with ${act}.`, full: [shortened(act)], brief: DEED_BRIEF, deed: true, thing: objectOf(words.slice(1).join(' ')) ?? act };
  }
  if (words.length <= 6 && /^[\p{Script=Latin}\p{N}\p{P}\s]+$/u.test(text)) {
    const noun = words.length === 1 ? lowerFirst(text) : /^(?:the|a|an|our|my|more|less|free)$/i.test(first) ? lowerFirst(text) : common(text);
    return { proposition: `We should act on ${noun} now.`, full: [`acting on ${noun}`, `a real step on ${noun}`], brief: ['this', 'a step like this', 'the matter'], deed: true, thing: noun };
  }
  return open(text, `We should act on: ${text}.`);
}
