import { countWords, cutAtSentence, normalise } from '../text.ts';
import type { Transcript, Turn } from '../types.ts';
import type { Evidence } from './section.ts';
import { shownName, speakerOf } from './shown-names.ts';
import { trimEndOf, trimQuote } from './trim.ts';
import { findVerbatim } from './verbatim.ts';

export const QUOTE_WORDS = { min: 3, max: 40 } as const;

/** What was found, or what is wrong, as a request to the model. */
export type Located = { evidence: Evidence; problem?: undefined } | { evidence?: undefined; problem: string };

/** Whose turns may be quoted. The moderator's are never evidence. */
export type Quotable = (turn: Turn) => boolean;

/** The quote as it stands in a turn, if it does, word for word: see `locateQuote`. */
export function findQuote(transcript: Transcript, quote: string, turn: number, quotable?: Quotable): Evidence | undefined {
  return locateQuote(transcript, quote, turn, quotable).evidence;
}

/**
 * Looks for a quote word for word in the turn that is named; when it is not there but in exactly one other turn, that
 * turn's number is given. What is printed is always the turn's own text, never the model's.
 */
export function locateQuote(transcript: Transcript, quote: string, turn: number, quotable: Quotable = () => true): Located {
  const forms = formsOf(quote);
  const shown = `"${quote.length > 200 ? `${quote.slice(0, 200)}…` : quote}"`;
  if (forms.length === 0) return { problem: `The quote for turn ${turn} is empty or far too long. Quote word for word.` };

  const turns = transcript.turns.filter((one) => one.kind !== 'moderator');
  const open = turns.filter(quotable);
  const hits = open.flatMap((one) => {
    const found = standsIn(one, forms);
    return found === undefined ? [] : [{ turn: one.n, quote: found, speaker: speakerOf(one) }];
  });
  const named = hits.find((hit) => hit.turn === turn);
  const only = hits.length === 1 ? hits[0] : undefined;
  const evidence = named ?? only;
  if (evidence) return { evidence };

  if (hits.length > 1) {
    const numbers = hits.map((hit) => hit.turn).join(', ');
    return { problem: `The quote ${shown} is not in turn ${turn} but in turns ${numbers}. Give the number of the one you mean.` };
  }
  if (countWords(forms[0] ?? '') < QUOTE_WORDS.min) {
    return { problem: `The quote ${shown} is too short. Quote at least ${QUOTE_WORDS.min} words, word for word.` };
  }
  const place = transcript.turns.find((one) => one.n === turn);
  if (!place)
    return { problem: `There is no turn ${turn} with the quote ${shown}. Quote word for word, with the turn's number.` };
  if (place.kind === 'moderator') {
    return { problem: `Turn ${turn} is the moderator's, who is not quoted. Quote what a participant said, word for word.` };
  }
  if (!quotable(place)) {
    return {
      problem: `Turn ${turn} is ${place.kind === 'person' ? 'a question from outside the group' : `${shownName(place.speaker.name)}'s`} and cannot back this claim. Quote the one it is about, word for word.`,
    };
  }
  return { problem: `The quote ${shown} is not in turn ${turn}. Quote word for word.` };
}

/** Longer than any turn that could be quoted; the segmenter takes quadratic time for runs of some marks. */
const MOST_CHARACTERS = 4000;

/** What a model puts round a quote; after `normalise` there is one kind of space. */
const MARKS = '"\'`*「」『』 ';

/** The quote as given, then without the marks that a model may have put round it, then without a full stop of its own. */
function formsOf(quote: string): string[] {
  const given = normalise(quote);
  const bare = trimQuote(given, MARKS);
  const forms = [given, bare, trimEndOf(bare, `${MARKS}.,。`)];
  return [...new Set(forms)].filter((form) => form.length <= MOST_CHARACTERS && countWords(form) > 0);
}

/** The quote as it stands in this turn, if it does and the turn is a participant's. */
export const quoteIn = (turn: Turn, quote: string): string | undefined =>
  turn.kind === 'moderator' ? undefined : standsIn(turn, formsOf(quote));

/** A few words are evidence only when they are all that the turn says. */
function standsIn(turn: Turn, forms: readonly string[]): string | undefined {
  for (const form of forms) {
    const found = plain(turn).includes(form) ? findVerbatim(turn.text, form) : undefined;
    if (found === undefined) continue;
    const n = countWords(found);
    if (n < QUOTE_WORDS.min && n !== countWords(turn.text)) continue;
    return n > QUOTE_WORDS.max ? shortened(turn.text, found) : found;
  }
  return undefined;
}

const plainTexts = new WeakMap<Turn, string>();

/** Each turn is looked through for many quotes: normalised once. */
function plain(turn: Turn): string {
  const known = plainTexts.get(turn) ?? normalise(turn.text);
  plainTexts.set(turn, known);
  return known;
}

/** Whole sentences of a long quote, or its first words: still as they stand in the turn. */
function shortened(text: string, quote: string): string | undefined {
  return findVerbatim(text, normalise(cutAtSentence(quote, QUOTE_WORDS.max).replace(/…$/u, '')));
}
