import { z } from 'zod';
import { shuffled } from '../../seed.ts';
import type { Service, Transcript } from '../../types.ts';
import type { DecideStep, SpeakStep, Step } from '../format.ts';
import { type Answer, type Asked, ballotsIn, type CouncilQuestion, councilOf, liveOf, roundOf, summarySchema } from './fold.ts';
import { ballotKey, summaryKey, synthesisKey } from './keys.ts';
import { synthesisSchema } from './synthesis.ts';

/** A longer answer is not asked for: people read several side by side. */
const ANSWER_WORDS = { about: 250, max: 1_500 };
/** Fewer have no order that others could judge. */
const LEAST_RANKED = 3;

/** Answers side by side; then summaries and ballots, side by side too; and a synthesis for each time that one was asked for. */
export function nextSteps(transcript: Transcript): Step[] {
  const { questions, archived } = councilOf(transcript);
  if (archived) return [];
  for (const question of questions) {
    const steps = stepsOf(transcript, question);
    if (steps.length > 0) return steps;
  }
  return [];
}

function stepsOf(transcript: Transcript, question: CouncilQuestion): Step[] {
  const { asked } = question;
  const open = asked.filter(({ state }) => state === 'open');
  if (open.length > 0) return open.map(answerStep);
  const answers = liveOf(asked);
  const after = [...summaries(transcript, asked, answers), ...ballots(transcript, question, answers)];
  return after.length > 0 ? after : synthesis(transcript, question, answers);
}

const answerStep = ({ service, key }: Asked): SpeakStep => ({
  kind: 'speak',
  key,
  speaker: { id: service.id, name: service.name },
  instruction: '',
  words: ANSWER_WORDS,
  service,
});

function decide(key: string, name: string, service: Service, schema: DecideStep['schema'], about: readonly Answer[]): DecideStep {
  return { kind: 'decide', key, name, instruction: '', schema, sees: 'topic', service, about: about.map((answer) => answer.key) };
}

function summaries({ byKey }: Transcript, asked: readonly Asked[], answers: readonly Answer[]): Step[] {
  return answers.flatMap((answer) => {
    const service = asked.find((one) => one.answer?.key === answer.key)?.service;
    const key = summaryKey(answer);
    return service && !byKey.has(key) ? [decide(key, 'answer_summary', service, summarySchema, [answer])] : [];
  });
}

/** Every service puts the others' answers in order; they stand before each judge in an order of their own, without names. */
function ballots(transcript: Transcript, { n, asked }: CouncilQuestion, answers: readonly Answer[]): Step[] {
  if (answers.length < LEAST_RANKED) return [];
  const round = roundOf(asked);
  const voted = ballotsIn(transcript, n, round).map(({ by }) => by);
  return answers.flatMap(({ service: judge }) => {
    const service = asked.find((one) => one.service.id === judge)?.service;
    if (!service || voted.includes(judge)) return [];
    const others = answers.filter((answer) => answer.service !== judge);
    const key = ballotKey(n, round, others, judge);
    const schema = z.object({ ranking: z.array(z.string()).describe('the letters of all answers, the best first') });
    return [decide(key, 'ranking', service, schema, shuffled(others, transcript.seed, key))];
  });
}

/** The first of those that answered is in the chair; one that cannot gives way to the next. */
function synthesis(transcript: Transcript, { n, asked, syntheses }: CouncilQuestion, answers: readonly Answer[]): Step[] {
  if (syntheses === 0 || answers.length < 2) return [];
  const prefix = `q${n}/synthesis/${syntheses}/`;
  const tried = [...transcript.byKey.values()].filter(({ key }) => key.startsWith(prefix));
  if (tried.some(({ type }) => type === 'decided')) return [];
  const chairs = asked.filter((one) => one.state === 'answered');
  const chair = chairs.find(({ service }) => !tried.some((event) => event.type === 'failed' && event.by === service.id));
  if (!chair) return [];
  const key = synthesisKey(n, syntheses, answers, chair.service.id);
  return [decide(key, 'synthesis', chair.service, synthesisSchema, shuffled(answers, transcript.seed, key))];
}
