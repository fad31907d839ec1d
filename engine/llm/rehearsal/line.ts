import type { Dice } from './dice.ts';
import { tokens } from './english.ts';
import { expand, type Slots } from './expand.ts';
import { gramsOf, type Said, startOf, tellingOf } from './said.ts';

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

const GRAM_SAID = 4;
const TEMPLATE_USED = 2.5;
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
  const skeleton = [...new Set(tellingOf(tokens(fixed)))];
  skeletons.set(template, skeleton);
  return skeleton;
}

/** Whether a sentence from this template has been said, as far as its fixed words tell. */
function used(template: string, said: Said): boolean {
  const skeleton = skeletonOf(template);
  if (skeleton.length < 2) return false;
  if (skeleton.some((word) => !said.words.has(word))) return false;
  return said.sentences.some((sentence) => skeleton.every((word) => sentence.has(word)));
}

/** Each template once or several times, without those whose slots stay empty. */
export function linesOf(templates: readonly string[], dice: Dice, slots: Slots, said: Said, style: (text: string) => string, times = 1): Line[] {
  const lines: Line[] = [];
  for (const template of templates) {
    const again = used(template, said) ? TEMPLATE_USED : 0;
    for (let i = 0; i < times; i++) {
      const text = expand(template, dice, slots);
      if (text === undefined) continue;
      const line = lineOf(style(text), said);
      lines.push({ ...line, from: template, cost: line.cost + again });
    }
  }
  return lines;
}
