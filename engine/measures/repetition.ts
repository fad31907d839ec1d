import type { Turn } from '../types.ts';
import { foldedWords } from './spoken.ts';

const GRAM = 4;

/**
 * Mean, over the persona turns of at least four words, of the share of the turn's word 4-grams that were said in an
 * earlier turn, by anybody. Each occurrence counts; what a turn repeats of itself does not. Null without such a turn.
 */
export function repetition(turns: readonly Turn[]): number | null {
  const said = new Set<string>();
  let sum = 0;
  let counted = 0;
  for (const turn of turns) {
    const grams = fourGrams(foldedWords(turn));
    if (turn.kind === 'persona' && grams.length > 0) {
      sum += grams.filter((gram) => said.has(gram)).length / grams.length;
      counted++;
    }
    for (const gram of grams) said.add(gram);
  }
  return counted === 0 ? null : sum / counted;
}

function fourGrams(words: readonly string[]): string[] {
  const grams: string[] = [];
  for (let at = 0; at + GRAM <= words.length; at++) grams.push(words.slice(at, at + GRAM).join(' '));
  return grams;
}
