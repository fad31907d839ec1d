import type { Turn } from '../../types.ts';

/** Names of the council's steps. A step is done when the event with its key exists. */

export const answerKey = (question: number, service: string, attempt: number): string =>
  `q${question}/answer/${attempt}/${service}`;

export const summaryKey = ({ n }: Pick<Turn, 'n'>): string => `summary/${n}`;

/** The answers that are put in order stand in it, so that a reply is never read against others. */
export const ballotKey = (question: number, round: number, answers: readonly Pick<Turn, 'n'>[], judge: string): string =>
  `${ballotsOf(question, round)}${answers.map(({ n }) => n).join('.')}/${judge}`;
export const ballotsOf = (question: number, round: number): string => `q${question}/rank/${round}/`;

export const synthesisKey = (question: number, wanted: number, answers: readonly Pick<Turn, 'n'>[], chair: string): string =>
  `q${question}/synthesis/${wanted}/${answers.map(({ n }) => n).join('.')}/${chair}`;
