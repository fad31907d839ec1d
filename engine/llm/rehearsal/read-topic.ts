import { countWords } from '../../text.ts';
import { BASE_VERBS, common, gerund, lowerFirst, upperFirst } from './english.ts';
import { languageOf } from './language.ts';
import { openQuestion, unsettled } from './open-question.ts';
import type { Topic } from './topic.ts';
import { claim, DEED_BRIEF, deed, LABEL, objectOf, open, quoted, shortened } from './topic-forms.ts';

/** A topic without its last mark; `asked` where that was a question mark. */
type Typed = { text: string; words: readonly string[]; first: string; asked: boolean };
type Reader = (typed: Typed) => Topic | undefined;

const MODAL = /^(?:should|shall|must|could|can|would|will|may|might)$/i;
const END = /[\s.!?。！？؟…]+$/u;
const EMOJI = /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f)/gu;
const SUBJECT = String.raw`we|i|you|they|our \p{L}+|the \p{L}+`;
const HOW = new RegExp(
  String.raw`^how\s+(?:(?:might|can|could|should|do|would|will|shall)\s+)?(?:to|${SUBJECT})\s+(\S+)\s*(.*)$`,
  'iu',
);
const isVerb = (word: string | undefined): boolean => word !== undefined && BASE_VERBS.has(word.toLowerCase());
const idea = (body: string, proposition: string): Topic => {
  const title = `the idea that ${lowerFirst(body)}`;
  return { ...claim(body), proposition, title, full: countWords(body) <= 9 ? [title] : [] };
};
const yes = (text: string) => open(text, `The answer to “${text}?” is yes.`);

const wordless: Reader = ({ text }) => {
  if (countWords(text) > 0) return undefined;
  const label = text === '' ? 'this' : quoted(text);
  return {
    proposition: text === '' ? 'We should act on this.' : `We should act on ${label}.`,
    title: label,
    full: [label],
    brief: ['this'],
    deed: false,
    thing: label,
  };
};

const chineseYesNo: Reader = ({ text }) => (/吗$/u.test(text) ? open(text, `${text.slice(0, -1)}。`) : undefined);

/** A question in a language of which only the letters are known. */
const foreign: Reader = ({ text, asked }) => {
  if (languageOf(text) === 'english') return undefined;
  return open(text, asked ? unsettled(text) : `We should act on: ${text}.`);
};

/** "Should our city make buses free?" */
const modalQuestion: Reader = ({ text, words, first }) => {
  if (!MODAL.test(first)) return undefined;
  const at = words.slice(1).findIndex((word, i) => i > 0 && i <= 6 && isVerb(word)) + 1;
  if (at < 2) return yes(text);
  const subject = words.slice(1, at).join(' ');
  const verb = (words[at] ?? '').toLowerCase();
  const rest = words.slice(at + 1).join(' ');
  const proposition = `${upperFirst(subject)} ${first} ${verb}${rest && ` ${rest}`}.`;
  return verb === 'be' ? idea(`${subject} ${first} be ${rest}`.trim(), proposition) : deed(verb, rest, proposition, subject);
};

/** "How might we improve onboarding?" */
const how: Reader = ({ text }) => {
  const [, found = '', rest = ''] = HOW.exec(text) ?? [];
  const verb = found.toLowerCase();
  if (!isVerb(verb) || verb === 'be') return undefined;
  const proposition = `We should put ${`${gerund(verb)} ${rest}`.trim()} first, even if other work has to wait.`;
  return { ...deed(verb, rest, proposition), brief: ['this', 'the work', 'the effort'] };
};

/** "Do schools kill creativity?" and other questions of yes or no. */
const yesNoQuestion: Reader = ({ text, words, first, asked }) => {
  if (!asked) return undefined;
  if (first === 'do' && words.length > 2) return claim(words.slice(1).join(' '));
  return /^(?:is|are|was|were|does|did|has|have|had|do)$/.test(first) ? yes(text) : undefined;
};

/** "Tabs or spaces?" */
const choice: Reader = ({ text, words }) => {
  const [, a, b] = /^(.+?)\s+(?:or|vs\.?|versus)\s+(.+)$/i.exec(text) ?? [];
  if (a === undefined || b === undefined || words.length > 7) return undefined;
  const title = `choosing ${common(a)} over ${common(b)}`;
  return {
    proposition: `We should choose ${common(a)} over ${common(b)}.`,
    title,
    full: [title],
    brief: ['this', 'the choice'],
    deed: true,
    thing: common(a),
  };
};

/** "We should make buses free." */
const demand: Reader = ({ text, words }) => {
  const at = words.findIndex((word, i) => i > 0 && i <= 6 && MODAL.test(word));
  const verb = words[at + 1]?.toLowerCase();
  if (at < 1 || verb === undefined || !isVerb(verb) || verb === 'be') return undefined;
  return deed(verb, words.slice(at + 2).join(' '), `${upperFirst(text)}.`, words.slice(0, at).join(' '));
};

/** "Improve onboarding", "Let's improve onboarding". */
const order: Reader = ({ words, first }) => {
  const rest = /^(?:let['’]s|please)$/.test(first) ? words.slice(1) : words;
  const verb = rest[0]?.toLowerCase() ?? '';
  if (rest.length < 2 || !isVerb(verb) || verb === 'be') return undefined;
  return deed(verb, rest.slice(1).join(' '), `We should ${verb} ${rest.slice(1).join(' ')}.`);
};

/** "Remote work is better than office work." */
const statement: Reader = ({ text, words }) => {
  const verb = /^(?:is|are|was|were|will|should|must|can|cannot|has|have|needs?|makes?|does|do)$/i;
  return words.length >= 3 && words.some((word, i) => i > 0 && verb.test(word)) ? claim(text) : undefined;
};

/** "Making buses free" */
const activity: Reader = ({ text, words }) => {
  if (!/^\p{L}+ing$/u.test(words[0] ?? '') || words.length < 2 || words.length > 8) return undefined;
  const act = lowerFirst(text);
  const thing = objectOf(words.slice(1).join(' ')) ?? act;
  return {
    proposition: `We should go ahead with ${act}.`,
    title: act,
    full: [shortened(act)],
    brief: DEED_BRIEF,
    deed: true,
    thing,
  };
};

/** "Remote work" */
const fewWords: Reader = ({ text, words, asked }) => {
  if (words.length > (asked ? 3 : 6) || text.length > LABEL || !/^[\p{Script=Latin}\p{N}\p{P}\s]+$/u.test(text)) return undefined;
  const noun = words.length > 2 && words.every((word) => /^\p{Lu}/u.test(word)) ? common(text) : lowerFirst(text);
  const full = [`acting on ${noun}`, `a real step on ${noun}`];
  return {
    proposition: `We should act on ${noun} now.`,
    title: noun,
    full,
    brief: ['this', 'a step like this', 'the matter'],
    deed: true,
    thing: noun,
  };
};

const READERS: readonly Reader[] = [
  wordless,
  chineseYesNo,
  foreign,
  modalQuestion,
  how,
  yesNoQuestion,
  ({ text }) => openQuestion(text),
  choice,
  demand,
  order,
  statement,
  activity,
  fewWords,
];

/** Reads a cleaned topic: question, statement, order, a few words, or text that is no English at all. */
export function readTopic(clean: string): Topic {
  const typedText = clean.replace(END, '').replace(/^[¿¡\s.,;-]+/u, '');
  const bare = typedText.replace(EMOJI, ' ').replace(/\s+/g, ' ').replace(END, '').trim();
  const text = countWords(bare) > 0 ? bare : typedText;
  const words = text.split(' ').filter(Boolean);
  const typed = { text, words, first: (words[0] ?? '').toLowerCase(), asked: /[?？؟]\s*$/u.test(clean) };
  for (const read of READERS) {
    const topic = read(typed);
    if (topic) return topic;
  }
  return { ...open(text, `We should act on: ${text}.`), ...(typed.asked && { open: true }) };
}
