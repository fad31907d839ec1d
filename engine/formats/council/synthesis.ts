import { z } from 'zod';

/** What a chair writes of the answers: each sentence names those that it rests on. */

const sentence = z.object({ text: z.string(), answers: z.array(z.string()) });

/** As the model gives it, and as the log keeps it: there `answers` are keys of turns. */
export const synthesisSchema = z.object({
  agreements: z.array(sentence).describe('what two or more answers say alike'),
  contradictions: z
    .array(z.object({ text: z.string(), sides: z.array(z.object({ position: z.string(), answers: z.array(z.string()) })) }))
    .describe('where answers contradict each other, with who is on which side'),
  onlyOne: z.array(sentence).describe('what only one answer saw'),
  blindSpots: z.array(sentence).describe('what the named answers all miss'),
  minority: z.array(sentence).describe('what the smaller side of each contradiction holds, fairly put'),
});
export type Synthesis = z.infer<typeof synthesisSchema>;
type Sentence = Synthesis['agreements'][number];

/**
 * The synthesis with names of answers made keys: a sentence that names none that exist is left out, and a smaller side that
 * no minority report speaks for is reported by its own position. `problems`: what to ask the chair for again.
 */
export function checkedSynthesis(
  raw: Synthesis,
  byLabel: ReadonlyMap<string, string>,
): { synthesis: Synthesis; problems: string[] } {
  const problems = new Set<string>();
  const labels = [...byLabel.keys()].join(', ');
  const keysOf = (names: readonly string[]): string[] => {
    const keys = names.flatMap((name) => byLabel.get(labelOf(name)) ?? []);
    if (keys.length < names.length || keys.length === 0)
      problems.add(`Each sentence must name its answers, and there are only: ${labels}.`);
    return [...new Set(keys)];
  };
  const checked = (list: readonly Sentence[], least: number, most: number, told: string): Sentence[] =>
    list.flatMap(({ text, answers }) => {
      const keys = keysOf(answers);
      if (text.trim() === '' || keys.length === 0) return [];
      if (keys.length >= least && keys.length <= most) return [{ text: text.trim(), answers: keys }];
      problems.add(told);
      return [];
    });
  const all = byLabel.size;
  const contradictions = raw.contradictions.flatMap(({ text, sides }) => {
    const named = sides.map(({ position, answers }) => ({ position: position.trim(), answers: keysOf(answers) }));
    const kept = named.filter(({ answers, position }) => answers.length > 0 && position !== '');
    if (kept.length >= 2 && text.trim() !== '') return [{ text: text.trim(), sides: kept }];
    problems.add('Each contradiction has two or more sides, each with its position and its answers.');
    return [];
  });
  const said = checked(raw.minority, 1, all, '');
  const { minority, added } = withMinorities(said, contradictions);
  if (added) problems.add('Write a minority report for the smaller side of each contradiction.');
  const synthesis: Synthesis = {
    agreements: checked(raw.agreements, 2, all, 'An agreement names two or more answers.'),
    contradictions,
    onlyOne: checked(raw.onlyOne, 1, 1, 'What only one saw names exactly one answer.'),
    blindSpots: checked(raw.blindSpots, 1, all, ''),
    minority,
  };
  return { synthesis, problems: [...problems].filter((problem) => problem !== '') };
}

/** A model may write `Answer B`. */
const labelOf = (name: string): string =>
  name
    .trim()
    .replace(/^answer\s+/i, '')
    .toUpperCase();

/** A minority report is not optional: a smaller side that nobody speaks for speaks by its position. */
function withMinorities(said: readonly Sentence[], contradictions: Synthesis['contradictions']) {
  const missing = contradictions.flatMap(({ sides }) => {
    const most = Math.max(...sides.map(({ answers }) => answers.length));
    const smaller = sides.filter(({ answers }) => answers.length < most);
    return smaller.filter(({ answers }) => !said.some((one) => answers.some((key) => one.answers.includes(key))));
  });
  const own = missing.map(({ position, answers }): Sentence => ({ text: position, answers }));
  return { minority: [...said, ...own], added: own.length > 0 };
}

/** Without the sentences that rest on an answer which is no more. */
export function without(synthesis: Synthesis, isGone: (key: string) => boolean): Synthesis {
  const stands = ({ answers }: { answers: readonly string[] }) => !answers.some(isGone);
  return {
    agreements: synthesis.agreements.filter(stands),
    contradictions: synthesis.contradictions.filter(({ sides }) => sides.every(stands)),
    onlyOne: synthesis.onlyOne.filter(stands),
    blindSpots: synthesis.blindSpots.filter(stands),
    minority: synthesis.minority.filter(stands),
  };
}
