import type { Persona } from '../types.ts';
import { terms } from './terms.ts';

/** What a persona has to do with a topic. */
export type Relevance = {
  /** From 0 to 1, where 1 is the nearest of all. */
  score: number;
  /** The part of their knowledge, or the profession, that the topic touches most; undefined when it touches none. */
  knows?: string;
};

/** What somebody knows says more than what they have said. */
const WEIGHTS = { knowledge: 3, profession: 2, field: 1, views: 1 } as const;
const CONTEXT_WEIGHT = 0.25;
/** The background may be a book: its beginning says what it is about. */
const CONTEXT_CHARACTERS = 20_000;
/** A word that more than this share of them know of makes nobody an expert. */
const COMMONPLACE = 0.25;

/**
 * How near each persona is to the topic: the words that both use, each by its place on the sheet and its idf,
 * ln(1 + N ÷ df), where df is how many of the N personas use it. All 0 when they share no word with the topic.
 */
export function relevanceOf(topic: string, context: string, personas: readonly Persona[]): Map<string, Relevance> {
  const asked = new Map(terms(context.slice(0, CONTEXT_CHARACTERS)).map((term) => [term, CONTEXT_WEIGHT]));
  const named = new Set(terms(topic));
  for (const term of named) asked.set(term, 1);
  const sheets = personas.map(sheetTerms);
  const idf = new Map<string, number>();
  const expert = new Set<string>();
  for (const term of asked.keys()) {
    const using = sheets.filter(({ weight }) => weight.has(term)).length;
    const knowing = sheets.filter(({ topics }) => topics.some((one) => one.terms.has(term))).length;
    if (using > 0) idf.set(term, Math.log(1 + personas.length / using));
    if (named.has(term) && knowing <= Math.max(1, personas.length * COMMONPLACE)) expert.add(term);
  }
  const raw = sheets.map(({ weight }) => {
    let sum = 0;
    for (const [term, value] of idf) sum += value * (asked.get(term) ?? 0) * (weight.get(term) ?? 0);
    return sum;
  });
  const most = Math.max(0, ...raw);
  return new Map(
    personas.map((persona, i) => {
      const score = most > 0 ? (raw[i] ?? 0) / most : 0;
      const knows = nearestTopic(sheets[i]?.topics ?? [], (term) => (expert.has(term) ? (idf.get(term) ?? 0) : 0));
      return [persona.id, { score, ...(knows !== undefined && { knows }) }];
    }),
  );
}

type SheetTerms = { weight: ReadonlyMap<string, number>; topics: readonly { text: string; terms: ReadonlySet<string> }[] };

const known = new WeakMap<Persona, SheetTerms>();

/** Each word of a sheet with the weight of the best place where it stands. Kept, since segmenting is nearly all of the work. */
function sheetTerms(persona: Persona): SheetTerms {
  const kept = known.get(persona);
  if (kept) return kept;
  const topics = [...persona.knowledge, persona.profession].map((text) => ({ text, terms: new Set(terms(text)) }));
  const weight = new Map<string, number>();
  const add = (text: string, value: number) => {
    for (const term of terms(text)) weight.set(term, Math.max(value, weight.get(term) ?? 0));
  };
  add(persona.knowledge.join('\n'), WEIGHTS.knowledge);
  add(persona.profession, WEIGHTS.profession);
  add(persona.field, WEIGHTS.field);
  add(persona.views.join('\n'), WEIGHTS.views);
  const made = { weight, topics };
  known.set(persona, made);
  return made;
}

function nearestTopic(topics: SheetTerms['topics'], value: (term: string) => number): string | undefined {
  let best: { text: string; sum: number } | undefined;
  for (const topic of topics) {
    let sum = 0;
    for (const term of topic.terms) sum += value(term);
    if (sum > 0 && (!best || sum > best.sum)) best = { text: topic.text, sum };
  }
  return best?.text;
}
