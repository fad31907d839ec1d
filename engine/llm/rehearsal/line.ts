import type { Dice } from './dice.ts';
import { tokens } from './english.ts';
import { expand, type Slots } from './expand.ts';
import { gramsOf, type Said, startOf } from './said.ts';

/** A sentence that could be said next. */
export type Line = {
  text: string;
  count: number;
  grams: readonly string[];
  start: string;
  /** Lower is better: what was said before, or begins like it, costs. */
  cost: number;
};

export function lineOf(text: string, said: Said, first = false): Line {
  const list = tokens(text);
  const grams = gramsOf(list, Math.min(4, Math.max(1, list.length)));
  const old = grams.filter((gram) => said.grams.has(gram)).length;
  const start = startOf(list);
  const begun = Math.min(3, said.starts.get(start) ?? 0) + (first ? 2 * Math.min(3, said.openings.get(start) ?? 0) : 0);
  const shortAgain = list.length < 4 && begun > 0 ? 1 : 0;
  return { text, count: list.length, grams, start, cost: 4 * old + 0.4 * begun + shortAgain };
}

/** Each template once or several times, without those whose slots stay empty. */
export function linesOf(templates: readonly string[], dice: Dice, slots: Slots, said: Said, style: (text: string) => string, times = 1): Line[] {
  const lines: Line[] = [];
  for (const template of templates)
    for (let i = 0; i < times; i++) {
      const text = expand(template, dice, slots);
      if (text !== undefined) lines.push(lineOf(style(text), said));
    }
  return lines;
}
