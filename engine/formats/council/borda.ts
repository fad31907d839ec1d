/** Ranking by Borda count. Nobody's own answer stands in their ballot. */

/** What one judge made of the answers of others: the best first. */
export type Ballot = { judge: string; order: readonly string[] };

export type Standing = {
  answer: string;
  /** Of the answers that it was compared with, the share that it was put before: from 0 to 1. */
  score: number;
  /** The lowest and the highest of single judges. */
  spread: { least: number; most: number };
  /** Judges who ranked it. */
  judges: number;
  /** 1 for the first; those with the same score share a place. */
  place: number;
};

/** Scores are fractions of small whole numbers: those that differ do so by more than this. */
const SAME = 1e-9;
export const sign = (difference: number): -1 | 0 | 1 => (Math.abs(difference) < SAME ? 0 : difference < 0 ? -1 : 1);

/** Of `m` answers in a ballot the first gets 1, the last 0. */
export const points = (position: number, m: number): number => (m <= 1 ? 0 : (m - 1 - position) / (m - 1));

/**
 * The answers from the first place to the last, each by the mean of its points: so that it does not matter who was ranked
 * by how many. One that nobody ranked is left out.
 */
export function standings(answers: readonly string[], ballots: readonly Ballot[]): Standing[] {
  const scored = answers.flatMap((answer) => {
    const each = ballots.flatMap(({ order }) => {
      const among = order.filter((one) => answers.includes(one));
      const at = among.indexOf(answer);
      return at < 0 || among.length < 2 ? [] : [points(at, among.length)];
    });
    if (each.length === 0) return [];
    const score = each.reduce((sum, one) => sum + one, 0) / each.length;
    return [{ answer, score, spread: { least: Math.min(...each), most: Math.max(...each) }, judges: each.length }];
  });
  return scored
    .sort((a, b) => sign(b.score - a.score))
    .map((one) => ({ ...one, place: 1 + scored.filter((other) => sign(other.score - one.score) > 0).length }));
}
