import { contentWords } from '../measures/content-words.ts';
import type { Transcript } from '../types.ts';
import { oncePer } from './once.ts';

/** `turns[i]`: in how many persona turns of `rounds[i]` the word came up. */
export type Topics = { rounds: number[]; topics: { word: string; turns: number[] }[] };

const MOST = 8;
/** A word that fewer turns share is no topic. */
const FEWEST_TURNS = 3;

/** The content words that most persona turns share, and when they came up. Forms of a word count together, under the one used most. */
export const topicsOf = oncePer(({ turns, personas, moderator }: Transcript): Topics => {
  const names = contentWords([...personas, moderator].map(({ name }) => name).join(' '));
  const spoken: { round: number; forms: Map<string, string> }[] = [];
  let round = 1;
  for (const turn of turns) {
    round = turn.round ?? round;
    if (turn.kind === 'persona') spoken.push({ round, forms: contentWords(turn.text) });
  }
  const rounds = [...new Set(spoken.map((turn) => turn.round))].sort((a, b) => a - b);
  const surfaces = new Map<string, Map<string, number>>();
  for (const { forms } of spoken) {
    for (const [root, form] of forms) {
      const counts = surfaces.get(root) ?? new Map<string, number>();
      surfaces.set(root, counts.set(form, (counts.get(form) ?? 0) + 1));
    }
  }
  const found = [...surfaces].map(([root, counts]) => ({
    root,
    word: [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? root,
    total: [...counts.values()].reduce((sum, n) => sum + n, 0),
  }));
  const top = found
    .filter(({ root, total }) => total >= FEWEST_TURNS && !names.has(root))
    .sort((a, b) => b.total - a.total || (a.root < b.root ? -1 : 1))
    .slice(0, MOST);
  return {
    rounds,
    topics: top.map(({ root, word }) => ({
      word,
      turns: rounds.map((one) => spoken.filter((turn) => turn.round === one && turn.forms.has(root)).length),
    })),
  };
});
