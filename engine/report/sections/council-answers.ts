import { z } from 'zod';
import { type Answer, type CouncilQuestion, councilOf, hasAnswered } from '../../formats/council/fold.ts';
import { answeredWords, changeWords, cutWords, placeWords, shareWords } from '../../formats/council/in-short.ts';
import { type Block, heading, type Line, list, paragraph, table } from '../blocks.ts';
import type { ComputedSection } from '../section.ts';

const schema = z.array(
  z.object({
    question: z.string(),
    answered: z.int(),
    of: z.int(),
    services: z.array(
      z.object({
        service: z.string(),
        model: z.string(),
        state: z.string(),
        reason: z.string().nullable(),
        turn: z.int().nullable(),
        selected: z.boolean(),
        /** It stopped at its limit of tokens. */
        cut: z.boolean(),
        place: z.int().nullable(),
        score: z.number().nullable(),
        spread: z.object({ least: z.number(), most: z.number() }).nullable(),
        judges: z.int(),
        summary: z.string().nullable(),
        reasoning: z.string().nullable(),
      }),
    ),
    couldChange: z.object({ order: z.boolean(), first: z.boolean() }).nullable(),
  }),
);

/** Each question with what every service made of it, and how the others ranked that. */
export const councilAnswers: ComputedSection = {
  name: 'council-answers',
  title: 'Answers',
  facts: { schema, of: ({ transcript }) => councilOf(transcript).questions.map(factsOf) },
  blocks: ({ transcript }) => councilOf(transcript).questions.flatMap(blocksOf),
};

function factsOf({ text, asked, ranking }: CouncilQuestion): z.infer<typeof schema>[number] {
  return {
    question: text,
    answered: asked.filter(hasAnswered).length,
    of: asked.length,
    services: asked.map(({ service, state, reason, answer }) => ({
      service: service.name,
      model: service.model,
      state,
      reason: reason ?? null,
      turn: answer?.n ?? null,
      selected: answer?.selected ?? false,
      cut: answer?.cut ?? false,
      place: answer?.standing?.place ?? null,
      score: answer?.standing?.score ?? null,
      spread: answer?.standing?.spread ?? null,
      judges: answer?.standing?.judges ?? 0,
      summary: answer?.summary ?? null,
      reasoning: answer?.reasoning ?? null,
    })),
    couldChange: ranking?.couldChange ?? null,
  };
}

function blocksOf(question: CouncilQuestion): Block[] {
  const { asked, ranking, text, n } = question;
  const answered = asked.flatMap(({ service, answer }) => (answer ? [{ service, answer }] : []));
  const placed = answered.sort((a, b) => (a.answer.standing?.place ?? 99) - (b.answer.standing?.place ?? 99));
  const failed = asked.flatMap(({ service, state, reason }): Line[] =>
    state === 'failed' ? [[{ strong: service.name }, ` did not answer: ${reason ?? ''}`]] : [],
  );
  const rows = placed.map(({ service, answer }): Line[] => [
    [answer.standing ? placeWords(answer.standing) : ''],
    [service.name, ' ', { turn: answer.n }, ...(answer.selected ? [', selected'] : [])],
    [answer.summary ?? '', ...(answer.cut ? [` ${cutWords(service)}`] : [])],
    [answer.reasoning ?? ''],
    [scoreWords(answer)],
  ]);
  return [
    heading(`${n}. ${text}`),
    paragraph(answeredWords(question), ...(ranking ? changeWords(ranking).map((line) => ` ${line}`) : [])),
    ...(rows.length > 0 ? [table(['Place', 'Service', 'Summary', 'Reasoning', 'Put before others'], rows)] : []),
    ...(failed.length > 0 ? [list(failed)] : []),
  ];
}

/** `67 %, from 50 % to 100 % by 3 judges`. */
function scoreWords({ standing }: Answer): string {
  if (!standing) return '';
  const { score, spread, judges } = standing;
  const from = spread.least === spread.most ? '' : `, from ${shareWords(spread.least)} to ${shareWords(spread.most)}`;
  return `${shareWords(score)}${from} by ${judges} ${judges === 1 ? 'judge' : 'judges'}`;
}
