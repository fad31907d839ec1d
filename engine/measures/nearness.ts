import type { Turn } from '../types.ts';
import { contentWords } from './content-words.ts';

/**
 * Share of the persona turns with content words that have one in common with the topic, or with what they answer: the turn
 * that is named, else the last turn of the moderator or of a person before it. Null without such a turn.
 */
export function nearness(turns: readonly Turn[], topic: string): number | null {
  const about = contentWords(topic);
  const byNumber = new Map(turns.map((turn) => [turn.n, turn]));
  const read = new Map<Turn, Map<string, string>>();
  const wordsOf = (turn: Turn) => {
    const known = read.get(turn) ?? contentWords(turn.text);
    read.set(turn, known);
    return known;
  };
  let prompt: Turn | undefined;
  let near = 0;
  let counted = 0;
  for (const turn of turns) {
    if (turn.kind !== 'persona') {
      prompt = turn;
      continue;
    }
    const own = wordsOf(turn);
    if (own.size === 0) continue;
    counted++;
    const named = turn.replyTo === undefined || turn.replyTo >= turn.n ? undefined : byNumber.get(turn.replyTo);
    const answered = named ?? prompt;
    const theirs = answered ? wordsOf(answered) : undefined;
    if ([...own.keys()].some((root) => about.has(root) || theirs?.has(root))) near++;
  }
  return counted === 0 ? null : near / counted;
}
