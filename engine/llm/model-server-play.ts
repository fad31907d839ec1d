import { chance } from '../seed.ts';
import { words } from '../text.ts';

/** How the stand-in for a model speaks: deterministic, from a hash of the request alone. */

type Json = Record<string, unknown>;
export type Line = { turn: number; name: string; text: string };

const OPENERS = [
  'Honestly,',
  'In my work,',
  'Last year',
  'For me',
  'What I keep seeing is that',
  'On Mondays',
  'I doubt it, because',
  'Still,',
  'Where I live',
  'My neighbour says',
];
const SUBJECTS = [
  'the small shops',
  'our night shift',
  'people with children',
  'the newest customers',
  'my own team',
  'two of my clients',
  'half the street',
  'the budget office',
  'anybody over sixty',
  'the drivers',
];
const VERBS = [
  'would pay for',
  'never asked for',
  'quietly avoid',
  'can live with',
  'lost money on',
  'spend an hour a day on',
  'might test',
  'would miss',
  'put off',
  'learned to trust',
];
const OBJECTS = [
  'a fixed price',
  'the longer trial',
  'another login',
  'a plain receipt',
  'the paper form',
  'delivery after six',
  'a refund in cash',
  'the second reminder',
  'shared storage',
  'a voice at the counter',
];
const REASONS = [
  'because the first bill was a shock',
  'until somebody shows the numbers',
  'and that cost us 300 euros',
  'as long as it stays optional',
  'which nobody had planned',
  'since the old way took a whole week',
  'unless the rules change again',
  'and I would do the same',
];

/** Lines of a transcript, written `[12] Name: text`. */
export function linesOf(text: string): Line[] {
  return [...text.matchAll(/^\[(\d+)\] ([^:\n]{1,80}): (.+)$/gm)].map(([, turn, name, said]) => ({
    turn: Number(turn),
    name: name ?? '',
    text: said ?? '',
  }));
}

/** How many words a task asks for. */
export function wordsAskedFor(task: string): number {
  const between = /between (\d+) and (\d+) words/i.exec(task);
  if (between) return Math.round((Number(between[1]) + Number(between[2])) / 2);
  return Number(/(?:about|around|at most|up to|at least) (\d+) words/i.exec(task)?.[1] ?? 60);
}

/** Plain sentences, `count` words in all give or take a sentence's half. */
export function prose(seed: string, count: number): string {
  const sentences: string[] = [];
  for (let n = 0, i = 0; n < count - 5 || i === 0; i++) {
    const pick = (list: readonly string[], what: string): string => list[Math.floor(chance(seed, i, what) * list.length)] ?? '';
    const short = count - n < 9;
    const parts = short
      ? [pick(SUBJECTS, 's'), pick(VERBS, 'v'), pick(OBJECTS, 'o')]
      : [pick(OPENERS, 'a'), pick(SUBJECTS, 's'), pick(VERBS, 'v'), pick(OBJECTS, 'o'), pick(REASONS, 'r')];
    const sentence = parts.join(' ');
    sentences.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`);
    n += words(sentence).length;
  }
  return sentences.join(' ');
}

/** Data that fits a JSON schema of the kind that adapters send; `quote` and `turn` are of a line that was really said. */
export function filled(schema: Json, seed: string, lines: readonly Line[], name = 'answer'): unknown {
  const line = lines[Math.floor(chance(seed, 'line') * lines.length)];
  return fill(schema, seed, lines, line, name);
}

function fill(schema: Json, seed: string, lines: readonly Line[], line: Line | undefined, name: string): unknown {
  if (name === 'quote' && line) return piece(line.text, seed);
  if (name === 'turn' && line) return line.turn;
  if (name === 'speaker' && line && schema.type === 'string' && !schema.enum) return line.name;
  if (Array.isArray(schema.enum)) return schema.enum[Math.floor(chance(seed, name) * schema.enum.length)];
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.anyOf)) {
    const variants = schema.anyOf as Json[];
    const solid = variants.filter(({ type }) => type !== 'null');
    const none = solid.length < variants.length && (name === 'turn' || chance(seed, name, 'null') < 0.3);
    const variant = solid[Math.floor(chance(seed, name, 'of') * solid.length)];
    return none || !variant ? null : fill(variant, seed, lines, line, name);
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([key, child]) => [
          key,
          fill(child, `${seed}/${key}`, lines, line, key),
        ]),
      );
    case 'array': {
      const least = bound(schema, 'minItems', /at least (\d+) items/) ?? 1;
      const most = bound(schema, 'maxItems', /at most (\d+) items/) ?? Math.max(least, 3);
      const size = least + Math.floor(chance(seed, 'size') * (Math.min(most, least + 2) - least + 1));
      return Array.from({ length: size }, (_, i) => filled((schema.items ?? {}) as Json, `${seed}/${i}`, lines, name));
    }
    case 'integer':
    case 'number': {
      const least = bound(schema, 'minimum', /at least (-?[\d.]+)/) ?? 0;
      const most = bound(schema, 'maximum', /at most (-?[\d.]+)/) ?? least + 10;
      const value = least + chance(seed, name) * (most - least);
      return schema.type === 'integer' ? Math.round(value) : value;
    }
    case 'boolean':
      return chance(seed, name) < 0.7;
    case 'null':
      return null;
    default: {
      const most = bound(schema, 'maxLength', /at most (\d+) characters/) ?? 400;
      return prose(seed, 14).slice(0, most);
    }
  }
}

/** A bound as a keyword, or in words at the end of the description. */
function bound(schema: Json, keyword: string, inWords: RegExp): number | undefined {
  const value = schema[keyword] ?? inWords.exec(String(schema.description ?? ''))?.[1];
  return value === undefined ? undefined : Number(value);
}

/** Some words in a row, byte for byte as they stand. */
function piece(text: string, seed: string): string {
  const starts = [...text.matchAll(/\S+/g)];
  const from = Math.floor(chance(seed, 'from') * Math.max(1, starts.length - 8));
  const last = starts[Math.min(starts.length - 1, from + 7)];
  return last ? text.slice(starts[from]?.index ?? 0, last.index + last[0].length) : text;
}
