import { sentences } from '../../text.ts';
import type { Transcript, Turn } from '../../types.ts';
import { tokens } from './english.ts';

/** What was said so far, in the pieces by which a new sentence can be told from an old one. */
export type Said = {
  /** Runs of four words. */
  grams: ReadonlySet<string>;
  /** The first two words of each sentence, and how often. */
  starts: ReadonlyMap<string, number>;
  /** The first two words of each turn, and how often. */
  openings: ReadonlyMap<string, number>;
  /** The longer words of each sentence. */
  sentences: readonly ReadonlySet<string>[];
  /** In how many sentences each of them stands. */
  words: ReadonlyMap<string, number>;
};

type Growing = {
  grams: Set<string>;
  starts: Map<string, number>;
  openings: Map<string, number>;
  sentences: Set<string>[];
  words: Map<string, number>;
  turns: number;
};

/** One for each list of turns: a list that grows is read once. */
const read = new WeakMap<readonly Turn[], Growing>();
const TELLING = 5;
/** By words of this length a sentence is known again. */
export const KNOWN_BY = 4;

export function gramsOf(list: readonly string[], n = 4): string[] {
  const grams: string[] = [];
  for (let i = 0; i + n <= list.length; i++) {
    let gram = list[i] ?? '';
    for (let k = i + 1; k < i + n; k++) gram += ` ${list[k]}`;
    grams.push(gram);
  }
  return grams;
}

export const startOf = (list: readonly string[]): string => list.slice(0, 2).join(' ');
export const tellingOf = (list: readonly string[], least = TELLING): string[] => list.filter((word) => word.length >= least);

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

export function saidIn({ turns }: Transcript): Said {
  const said: Growing = read.get(turns) ?? {
    grams: new Set(),
    starts: new Map(),
    openings: new Map(),
    sentences: [],
    words: new Map(),
    turns: 0,
  };
  for (const turn of turns.slice(said.turns)) {
    const all = tokens(turn.text);
    for (const gram of gramsOf(all)) said.grams.add(gram);
    count(said.openings, startOf(all));
    for (const sentence of sentences(turn.text)) {
      const list = tokens(sentence);
      const telling = new Set(tellingOf(list, KNOWN_BY));
      count(said.starts, startOf(list));
      said.sentences.push(telling);
      for (const word of telling) count(said.words, word);
    }
  }
  said.turns = turns.length;
  read.set(turns, said);
  return said;
}
