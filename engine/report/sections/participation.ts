import { z } from 'zod';
import { countWords } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import { type Block, chartBlock, heading, type Inline, type Line, list, paragraph, table, turnLinks } from '../blocks.ts';
import { integer, percent } from '../plain.ts';
import type { ComputedSection, ReportInput } from '../section.ts';

const speakerSchema = z.object({ id: z.string(), name: z.string(), turns: z.int(), words: z.int() });
const schema = z.object({
  personas: z.array(speakerSchema.extend({ share: z.number().nullable() })),
  moderator: speakerSchema,
  questions: z.array(
    z.object({
      turn: z.int(),
      asker: z.string(),
      text: z.string(),
      answers: z.array(z.object({ turn: z.int(), speaker: z.string() })),
    }),
  ),
});
type Participation = z.infer<typeof schema>;

/** Who said how much, and who answered the people who asked. `share`: of the words of all personas. */
export const participation: ComputedSection = {
  name: 'participation',
  title: 'Participation',
  facts: { schema, of: ({ transcript }) => participationOf(transcript) },
  blocks,
};

export const moderatorName = (name: string): string => (/^moderator$/iu.test(name) ? name : `${name} (moderator)`);

export function participationOf(transcript: Transcript): Participation {
  const { turns, moderator, questions } = transcript;
  const said = (id: string) => {
    const own = turns.filter(({ kind, speaker }) => kind !== 'person' && speaker.id === id);
    return { turns: own.length, words: own.reduce((sum, { text }) => sum + countWords(text), 0) };
  };
  const personas = transcript.personas.map(({ id, name }) => ({ id, name, ...said(id) }));
  const total = personas.reduce((sum, { words }) => sum + words, 0);
  return {
    personas: personas.map((persona) => ({ ...persona, share: total === 0 ? null : persona.words / total })),
    moderator: { ...moderator, ...said(moderator.id) },
    questions: questions.map(({ turn }) => ({
      turn: turn.n,
      asker: turn.speaker.name,
      text: turn.text,
      answers: turns
        .filter(({ kind, replyTo }) => kind === 'persona' && replyTo === turn.n)
        .map(({ n, speaker }) => ({ turn: n, speaker: speaker.name })),
    })),
  };
}

function blocks({ transcript }: ReportInput): Block[] {
  const { personas, moderator, questions } = participationOf(transcript);
  const rows = personas.map(({ name, turns, words, share }): Line[] => [
    [name],
    [integer(turns)],
    [integer(words)],
    [share === null ? '' : percent(share)],
  ]);
  const last: Line[] = [[moderatorName(moderator.name)], [integer(moderator.turns)], [integer(moderator.words)], ['']];
  return [
    chartBlock('participation'),
    table(['Speaker', 'Turns', 'Words', "Share of the personas' words"], [...rows, last]),
    chartBlock('replies'),
    ...(questions.length > 0 ? [heading('Questions from people'), list(questions.map(questionLine))] : [paragraph(NO_QUESTIONS)]),
  ];
}

const NO_QUESTIONS = 'No person asked a question.';

function questionLine({ turn, asker, text, answers }: Participation['questions'][number]): Inline[] {
  const names = [...new Set(answers.map(({ speaker }) => speaker))].join(', ');
  const asked: Inline[] = [{ strong: asker }, ` asked "${text}" `, { turn }];
  if (answers.length === 0) return [...asked, ': nobody answered.'];
  return [...asked, `: answered by ${names} in `, ...turnLinks(answers.map((answer) => answer.turn)), '.'];
}
