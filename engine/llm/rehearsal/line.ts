import type { Dice } from './dice.ts';
import { tokens } from './english.ts';
import { expand, type Slots } from './expand.ts';
import { gramsOf, KNOWN_BY, type Said, startOf, tellingOf } from './said.ts';

/** A sentence that could be said next. */
export type Line = {
  text: string;
  count: number;
  grams: readonly string[];
  start: string;
  /** Its telling words. */
  telling: readonly string[];
  /** Has the topic's own words. */
  topical?: boolean;
  /** The template that it was made from; a turn takes each once. */
  from?: string;
  /** Lower is better: what was said before, or begins like it, costs. */
  cost: number;
};

export const GRAM_SAID = 4;
const TEMPLATE_USED = 2;
/** One fixed word tells little. */
const LIKELY_USED = 0.6;
const WORN = 0.12;

export function lineOf(text: string, said: Said, first = false): Line {
  const list = tokens(text);
  const grams = gramsOf(list, Math.min(4, Math.max(1, list.length)));
  const telling = tellingOf(list);
  const old = grams.filter((gram) => said.grams.has(gram)).length;
  const start = startOf(list);
  const begun = Math.min(3, said.starts.get(start) ?? 0) + (first ? 2 * Math.min(3, said.openings.get(start) ?? 0) : 0);
  const worn = telling.reduce((sum, word) => sum + Math.min(4, said.words.get(word) ?? 0), 0) / Math.max(3, telling.length);
  const shortAgain = list.length < 4 && begun > 0 ? 1 : 0;
  return { text, count: list.length, grams, start, telling, cost: GRAM_SAID * old + 0.4 * begun + WORN * worn * 3 + shortAgain };
}

/** The telling words that every sentence from a template has. */
const skeletons = new Map<string, readonly string[]>();

function skeletonOf(template: string): readonly string[] {
  const known = skeletons.get(template);
  if (known) return known;
  const fixed = template.replace(/\{[^{}]*\}|\[[^[\]]*\]|<\w+>/g, ' ');
  const skeleton = [...new Set(tellingOf(tokens(fixed), KNOWN_BY))];
  skeletons.set(template, skeleton);
  return skeleton;
}

/** How often a sentence from this template has been said, as far as its fixed words tell. */
function timesUsed(template: string, said: Said): number {
  const skeleton = skeletonOf(template);
  if (skeleton.length === 0 || skeleton.some((word) => !said.words.has(word))) return 0;
  let times = 0;
  for (const sentence of said.sentences) if (skeleton.every((word) => sentence.has(word))) times++;
  return times;
}

/** Each template once or several times, without those whose slots stay empty. */
export function linesOf(
  templates: readonly string[],
  dice: Dice,
  slots: Slots,
  said: Said,
  style: (text: string) => string,
  times = 1,
): Line[] {
  const lines: Line[] = [];
  for (const template of templates) {
    const again = Math.min(3, timesUsed(template, said)) * (skeletonOf(template).length < 2 ? LIKELY_USED : TEMPLATE_USED);
    for (let i = 0; i < times; i++) {
      const text = expand(template, dice, slots);
      if (text === undefined) continue;
      const line = lineOf(style(text), said);
      lines.push({ ...line, from: template, cost: line.cost + again });
    }
  }
  return lines;
}
