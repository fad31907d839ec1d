import { words } from '../../text.ts';
import { BASE_VERBS, lowerFirst, upperFirst } from './english.ts';
import type { Topic } from './topic.ts';
import { open, quoted } from './topic-forms.ts';

/** What a vote can be about where a question asks for no yes or no: whether to change something at all. */
const RATHER = 'rather than leave things as they are';

const ASKS = /^(?:how|what|why|who|whom|whose|when|where|which)$/i;
const MODAL = /^(?:should|shall|can|could|might|will|would|must)$/i;
const DETERMINER = /^(?:the|our|my|your|their|this|these|a|an|every)$/i;

type Parts = { asks: string; what: string; subject: string; modal: string; verb: string; rest: string };

/** "Which cuts" "should" "the Hillford library" "make" "next year"; undefined where the verb cannot be told. */
function partsOf(text: string): Parts | undefined {
  const list = text.split(' ').filter(Boolean);
  const at = list.findIndex((word, i) => i > 0 && i <= 6 && MODAL.test(word));
  if (at < 1) return undefined;
  const from = at + 1;
  const least = DETERMINER.test(list[from] ?? '') ? from + 2 : from + 1;
  const verb = list.findIndex((word, i) => i >= least && i <= from + 7 && BASE_VERBS.has(word.toLowerCase()));
  if (verb < 0) return undefined;
  return {
    asks: (list[0] ?? '').toLowerCase(),
    what: list.slice(1, at).join(' '),
    modal: (list[at] ?? '').toLowerCase(),
    subject: list.slice(from, verb).join(' '),
    verb: (list[verb] ?? '').toLowerCase(),
    rest: list.slice(verb + 1).join(' '),
  };
}

const joined = (...parts: string[]): string => parts.filter(Boolean).join(' ');

export const unsettled = (text: string): string => `On ${quoted(`${text}?`)}, things should change rather than stay as they are.`;

function propositionOf(text: string, parts: Parts | undefined): string {
  const [first = '', second = ''] = text.toLowerCase().split(' ');
  if (parts) {
    const { asks, what, subject, verb, rest } = parts;
    const should = `${upperFirst(subject)} should`;
    if ((asks === 'what' || asks === 'which') && what === '' && verb === 'do' && !/^with\b/.test(rest))
      return `${joined(should, 'do something', rest)} ${RATHER}.`;
    if (asks === 'what' || asks === 'which')
      return `${joined(should, verb, what === '' ? 'something' : lowerFirst(what), rest)} ${RATHER}.`;
    if (asks === 'when') return `${joined(should, verb, rest)} soon ${RATHER}.`;
    if (asks === 'how' || asks === 'where') return `${joined(should, verb, rest)} ${RATHER}.`;
  }
  if (/^(?:who|which|what)$/.test(first) && words(text).some((word) => MODAL.test(word)))
    return `We should settle now ${lowerFirst(text)}, ${RATHER}.`;
  if (first === 'what' && /^(?:makes|causes|drives|motivates|keeps|helps|brings|holds|stops)$/.test(second))
    return `We should agree on ${lowerFirst(text)} and act on that ${RATHER}.`;
  return unsettled(text);
}

/** "What makes a good teacher?" */
export function openQuestion(text: string): Topic | undefined {
  if (!ASKS.test(text.split(' ')[0] ?? '')) return undefined;
  const parts = partsOf(text);
  const topic: Topic = { ...open(text, propositionOf(text, parts)), open: true };
  if (!parts) return topic;
  const { asks, what, subject, modal, verb, rest } = parts;
  const title = `the question of ${joined(asks, what, lowerFirst(subject), modal, verb, rest)}`;
  return { ...topic, title, full: [title] };
}
