import { foldCase } from '../formats/names.ts';
import { sentences } from '../text.ts';
import type { Transcript, Turn } from '../types.ts';
import { latestSummary, type Summarised, type Summary, summaryBlock } from './summary.ts';

/** Whether a summary keeps what the talk still turns on. Pure. */

/** Told to the model at once; those that are referred to most come first. */
const MOST_TOLD = 15;
/** Above this share of capitals within sentences the language writes all its nouns so (German): they tell no names. */
const CAPITALS_IN_PROSE = 0.18;

type Term = { term: string; turn: number; cited: number };

/**
 * What is wrong with a summary, as a request to the model: numbers and names of the covered turns that later turns repeat,
 * or that stand in a turn which a later one answers or cites, and that are not in it. Undefined when nothing is.
 * Names are found where a language marks them by capitals; those of the cast stand in every prompt anyway.
 */
export function summaryProblem(transcript: Transcript, upTo: number, data: Summary): string | undefined {
  const missing = missingFrom(transcript, upTo, data);
  if (missing.length === 0) return undefined;
  const told = missing.slice(0, MOST_TOLD).map(({ term, turn }) => `"${term}" [${turn}]`);
  return `It leaves out what later turns refer to: ${told.join(', ')}. Name each of them, as it was said, with its turn.`;
}

export function missingFrom(transcript: Transcript, upTo: number, data: Summary): Term[] {
  const earlier = before(transcript, upTo);
  const covered = transcript.turns.slice(earlier?.upTo ?? 0, upTo);
  const later = transcript.turns.slice(upTo);
  const cited = citations(later);
  const repeated = new Map<string, number>();
  const people = knownNames(transcript);
  const withNames = marksNames(transcript.turns, people);
  const termsOf = (text: string): string[] => [...numbersOf(text), ...(withNames ? namesOf(text, people) : [])];
  for (const turn of later) for (const term of new Set(termsOf(turn.text))) count(repeated, plain(term));

  const wanted = new Map<string, Term>();
  const want = (term: string, turn: number) => {
    const key = plain(term);
    const times = (repeated.get(key) ?? 0) + (cited.get(turn) ?? 0);
    const known = wanted.get(key);
    if (times > 0 && (!known || known.cited < times)) wanted.set(key, { term, turn, cited: times });
  };
  for (const { text, turn } of earlier ? itemsOf(earlier.data) : []) for (const term of termsOf(text)) want(term, turn);
  for (const { n, text } of covered) for (const term of termsOf(text)) want(term, n);

  const kept = new Set(numbersOf(summaryBlock({ upTo, data })));
  const text = plain(summaryBlock({ upTo, data }));
  return [...wanted.values()]
    .filter(({ term }) => (/^\d/u.test(term) ? !kept.has(term) : !text.includes(plain(term))))
    .sort((a, b) => b.cited - a.cited || a.turn - b.turn);
}

/** The summary that the new one takes over from. */
function before(transcript: Transcript, upTo: number): Summarised | undefined {
  const latest = latestSummary(transcript);
  return latest && latest.upTo < upTo ? latest : undefined;
}

const itemsOf = ({ summary, names, numbers, commitments, openQuestions }: Summary) => [
  ...names,
  ...numbers,
  ...commitments,
  ...openQuestions,
  { text: summary, turn: 0 },
];

/** How often each turn is answered by these, or cited as [n]. */
function citations(turns: readonly Turn[]): Map<number, number> {
  const cited = new Map<number, number>();
  for (const { text, replyTo } of turns) {
    const named = [...text.matchAll(CITATION)].map(([, n]) => Number(n));
    for (const n of new Set(replyTo === undefined ? named : [...named, replyTo])) count(cited, n);
  }
  return cited;
}

const CITATION = /\[(\d+)\]/gu;

/** Digits as they were written, without the punctuation round them and without citations of turns. */
const numbersOf = (text: string): string[] => text.replace(CITATION, ' ').match(/(?<![\p{L}\d])\d+(?:[.,:/]\d+)*/gu) ?? [];

/** Capitalised words, and runs of them, that do not open a sentence; all of them names of nobody in the room. */
const namesOf = (text: string, people: ReadonlySet<string>): string[] =>
  insides(text)
    .flatMap((rest) => [...rest.matchAll(CAPITALISED)].map(([run]) => run.replace(/[’']s$/u, '')))
    .filter((name) => !name.split(/[ -]/u).every((word) => people.has(plain(word))));

const CAPITALISED = /(?<![\p{L}\d’'])\p{Lu}[\p{L}’'-]{2,}(?: \p{Lu}[\p{L}’'-]+)*/gu;

/** Sentences without their first words. */
const insides = (text: string): string[] => sentences(text).map((sentence) => sentence.replace(/^\P{L}*\S+/u, ''));

/** Whether capitals tell names in this language; where there are none the answer does not matter. */
function marksNames(turns: readonly Turn[], people: ReadonlySet<string>): boolean {
  const inside = turns.flatMap(({ text }) => insides(text)).flatMap((rest) => rest.match(/\p{L}[\p{L}’'-]*/gu) ?? []);
  const capitals = inside.filter((word) => /^\p{Lu}.{2}/u.test(word) && !people.has(plain(word)));
  return capitals.length <= CAPITALS_IN_PROSE * inside.length;
}

const knownNames = ({ personas, moderator }: Transcript): Set<string> =>
  new Set([...personas, moderator].flatMap(({ name }) => name.split(/[\s-]+/u).map(plain)));

const plain = (text: string): string => foldCase(text).replace(/[’]/gu, "'");
const count = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
