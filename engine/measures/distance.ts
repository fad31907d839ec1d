import type { Turn } from '../types.ts';
import { foldedWords, personaTurns } from './spoken.ts';

/**
 * Mean of 1 − cosine over all pairs of speakers, each speaker one TF-IDF vector of all that he or she said.
 * Weight of a word: times said × idf, idf = ln((1 + N) ÷ (1 + df)) + 1, where N is the number of speakers and df how many
 * of them said the word. Only personas with words are speakers; null with fewer than two.
 */
export function speakerDistance(turns: readonly Turn[]): number | null {
  const speakers = [...wordsBySpeaker(turns).values()];
  const n = speakers.length;
  if (n < 2) return null;
  const df = new Map<string, number>();
  for (const counts of speakers) for (const word of counts.keys()) df.set(word, (df.get(word) ?? 0) + 1);

  // For vectors of length 1, |Σ v|² = n + 2 Σ cos over the pairs: all pairs at the price of one pass over the words.
  const sum = new Map<string, number>();
  for (const counts of speakers) {
    const weights = new Map([...counts].map(([word, tf]) => [word, tf * (Math.log((1 + n) / (1 + (df.get(word) ?? 0))) + 1)]));
    const length = Math.sqrt(squares(weights.values()));
    for (const [word, weight] of weights) sum.set(word, (sum.get(word) ?? 0) + weight / length);
  }
  const meanCosine = (squares(sum.values()) - n) / (n * (n - 1));
  return Math.min(1, Math.max(0, 1 - meanCosine)); // rounding may step over the ends
}

/** How often each speaker said each word, by the speaker's id. */
function wordsBySpeaker(turns: readonly Turn[]): Map<string, Map<string, number>> {
  const bySpeaker = new Map<string, Map<string, number>>();
  for (const turn of personaTurns(turns)) {
    for (const word of foldedWords(turn)) {
      const counts = bySpeaker.get(turn.speaker.id) ?? new Map<string, number>();
      bySpeaker.set(turn.speaker.id, counts.set(word, (counts.get(word) ?? 0) + 1));
    }
  }
  return bySpeaker;
}

function squares(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value ** 2;
  return sum;
}
