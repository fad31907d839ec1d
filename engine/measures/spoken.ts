import { countWords, normalise, words } from '../text.ts';
import type { Turn } from '../types.ts';

/** The turns that the measures count: those of personas, in order. */
export const personaTurns = (turns: readonly Turn[]): Turn[] => turns.filter((turn) => turn.kind === 'persona');

/** The turn's words for comparing: case, quotation marks and width do not tell them apart. */
export const foldedWords = oncePerTurn((turn) => words(normalise(turn.text).toLowerCase()));

export const wordCount = oncePerTurn((turn) => countWords(turn.text));

/** Segmenting is nearly all of the work, several measures need it, and a turn does not change: it is done once. */
function oncePerTurn<T>(read: (turn: Turn) => T): (turn: Turn) => T {
  const known = new WeakMap<Turn, { text: string; found: T }>();
  return (turn) => {
    const kept = known.get(turn);
    if (kept?.text === turn.text) return kept.found;
    const found = read(turn);
    known.set(turn, { text: turn.text, found });
    return found;
  };
}
