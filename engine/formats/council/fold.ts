import { z } from 'zod';
import type { DiscussionEvent, EventOf, Service, Speaker, Transcript, Turn } from '../../types.ts';
import { type Ballot, type Standing, standings } from './borda.ts';
import { type Choices, choicesIn } from './choices-made.ts';
import { type CouldChange, couldChange } from './could-change.ts';
import { answerKey, ballotsOf, summaryKey } from './keys.ts';
import { type Synthesis, synthesisSchema, without } from './synthesis.ts';

/** A council as people see it, folded from what has happened. */
export type Council = { questions: readonly CouncilQuestion[]; archived: boolean };

export type CouncilQuestion = {
  /** From 1; the first is the topic. */
  n: number;
  text: string;
  asker?: Speaker;
  /** One for each service, in their order. */
  asked: readonly Asked[];
  /** Undefined before anybody has voted, and where there are not enough answers to rank. */
  ranking?: Ranking;
  /** Times that a synthesis was asked for. */
  syntheses: number;
  synthesis?: Synthesis & { heading: string; chair: string };
  /** Why the one that was asked for last could not be written. */
  noSynthesis?: string;
};

export type Asked = {
  service: Service;
  /** Key of its present step. */
  key: string;
  attempt: number;
  state: 'open' | 'answered' | 'failed' | 'deleted';
  /** Why it failed. */
  reason?: string;
  answer?: Answer;
};

export type Answer = Pick<Turn, 'n' | 'key' | 'text'> & {
  service: string;
  selected: boolean;
  /** It stopped at the service's limit of tokens. */
  cut: boolean;
  summary?: string;
  reasoning?: string;
  standing?: Standing;
};

export type Ranking = {
  /** Of `of` services so many have answered, also those whose answer was deleted since. */
  answered: number;
  of: number;
  /** Answers that are left and ranked, where others were deleted. */
  left?: number;
  judges: number;
  order: readonly Standing[];
  /** Services that did not answer, or did not judge, could still change it. */
  couldChange?: CouldChange;
};

export const summarySchema = z.object({ summary: z.string(), reasoning: z.string() });
const ballotSchema = z.object({ ranking: z.array(z.string()) });

export function councilOf(transcript: Transcript): Council {
  const choices = choicesIn(transcript);
  const first = { text: textOf(transcript.brief) };
  const later = transcript.questions.map(({ turn }) => ({ text: turn.text, asker: turn.speaker }));
  const questions = [first, ...later].map((question, i) => questionOf(transcript, choices, i + 1, question));
  return { questions, archived: choices.archived };
}

/** A long question stands whole in the context, and its beginning in the topic. */
function textOf({ topic, context }: Transcript['brief']): string {
  if (!context) return topic;
  const isBeginning = context.replace(/\s+/gu, ' ').startsWith(topic.replace(/…$/u, ''));
  return isBeginning ? context : `${topic}\n\n${context}`;
}

function questionOf(
  transcript: Transcript,
  choices: Choices,
  n: number,
  about: Pick<CouncilQuestion, 'text' | 'asker'>,
): CouncilQuestion {
  const plain = transcript.services.map((service) => askedOf(transcript, choices, n, service));
  const answers = liveOf(plain);
  const ranking = rankingOf(transcript, n, plain, answers);
  const asked = plain.map((one) => {
    const standing = ranking?.order.find(({ answer }) => answer === one.answer?.service);
    return one.answer && standing ? { ...one, answer: { ...one.answer, standing } } : one;
  });
  const synthesis = synthesisIn(transcript, n, asked, answers);
  const wanted = choices.syntheses.get(n) ?? 0;
  const noSynthesis = failedSynthesis(transcript, n, wanted);
  return {
    n,
    ...about,
    asked,
    syntheses: wanted,
    ...(ranking && { ranking }),
    ...(synthesis && { synthesis }),
    ...(noSynthesis !== undefined && { noSynthesis }),
  };
}

export const liveOf = (asked: readonly Asked[]): Answer[] =>
  asked.flatMap(({ answer, state }) => (answer && state === 'answered' ? [answer] : []));

/** Also one whose answer was deleted since. */
export const hasAnswered = ({ state }: Asked): boolean => state === 'answered' || state === 'deleted';

function askedOf(transcript: Transcript, choices: Choices, n: number, service: Service): Asked {
  const attempt = 1 + (choices.again.get(`${n}/${service.id}`) ?? 0);
  const key = answerKey(n, service.id, attempt);
  const event = transcript.byKey.get(key);
  const head = { service, key, attempt };
  if (!event) return { ...head, state: 'open' };
  if (event.type !== 'said') return { ...head, state: 'failed', reason: event.type === 'failed' ? event.reason : '' };
  const turn = transcript.turns.find((one) => one.key === key);
  if (!turn || choices.deleted.has(turn.n)) return { ...head, state: 'deleted' };
  const summary = summarySchema.safeParse(dataOf(transcript.byKey.get(summaryKey(turn)))).data;
  const answer = {
    n: turn.n,
    key,
    text: turn.text,
    service: service.id,
    selected: choices.selected.has(turn.n),
    cut: event.cut === true,
  };
  return { ...head, state: 'answered', answer: { ...answer, ...summary } };
}

const dataOf = (event: DiscussionEvent | undefined): unknown => (event?.type === 'decided' ? event.data : undefined);

/** Rounds of votes: one more each time that a service has answered after all. */
export const roundOf = (asked: readonly Asked[]): number =>
  asked.reduce((sum, { attempt, answer }) => sum + (answer ? attempt - 1 : 0), 1);

/** Ballots of a question, by round; each judge's last one. */
export function ballotsIn({ byKey }: Transcript, question: number, round: number): EventOf<'decided' | 'failed'>[] {
  const prefix = ballotsOf(question, round);
  return [...byKey.values()].filter(
    (event): event is EventOf<'decided' | 'failed'> =>
      event.key.startsWith(prefix) && (event.type === 'decided' || event.type === 'failed'),
  );
}

function rankingOf(transcript: Transcript, n: number, asked: readonly Asked[], answers: readonly Answer[]): Ranking | undefined {
  if (answers.length < 2) return undefined;
  const ids = answers.map(({ service }) => service);
  const idOf = new Map(answers.map(({ key, service }) => [key, service]));
  for (let round = roundOf(asked); round > 0; round--) {
    // All that came: a judge of deleted answers has voted too, though too little may be left to compare.
    const came = ballotsIn(transcript, n, round).flatMap((event): Ballot[] => {
      const ranked = ballotSchema.safeParse(dataOf(event)).data?.ranking;
      const order = ranked?.flatMap((key) => idOf.get(key) ?? []) ?? [];
      return event.by !== undefined && ranked ? [{ judge: event.by, order }] : [];
    });
    const compared = came.filter(({ order }) => order.length > 1).length;
    if (compared === 0) continue;
    const answered = asked.filter(hasAnswered).length;
    const missing = asked.length - answered;
    const judges = [...new Set([...ids, ...came.map(({ judge }) => judge)])];
    const silent = judges.length - came.length;
    const change = missing + silent > 0 ? { couldChange: couldChange({ answers: ids, judges, ballots: came, missing }) } : {};
    const left = answers.length < answered ? { left: answers.length } : {};
    return { answered, of: asked.length, judges: compared, order: standings(ids, came), ...left, ...change };
  }
  return undefined;
}

/** The last synthesis that was written, without what rests on deleted answers. */
function synthesisIn(transcript: Transcript, n: number, asked: readonly Asked[], answers: readonly Answer[]) {
  const prefix = `q${n}/synthesis/`;
  const event = [...transcript.byKey.values()].findLast(({ key, type }) => type === 'decided' && key.startsWith(prefix));
  const raw = synthesisSchema.safeParse(dataOf(event)).data;
  if (!raw || event?.type !== 'decided') return undefined;
  const synthesis = without(raw, (key) => !answers.some((answer) => answer.key === key));
  const isWhole = asked.every(({ state }) => state === 'answered');
  const differs = [...raw.contradictions, ...raw.minority, ...raw.onlyOne].length > 0;
  const isOne = isWhole && !differs && raw.agreements.length > 0;
  const heading = isOne ? 'Consensus' : `Synthesis of ${answers.length} of ${asked.length} answers`;
  return { ...synthesis, heading, chair: event.by ?? '' };
}

function failedSynthesis({ byKey }: Transcript, n: number, wanted: number): string | undefined {
  const tried = [...byKey.values()].filter(({ key }) => key.startsWith(`q${n}/synthesis/${wanted}/`));
  const last = tried.at(-1);
  return last?.type === 'failed' ? last.reason : undefined;
}
