import type { Service, Transcript } from '../../types.ts';
import type { Standing } from './borda.ts';
import { type Asked, type CouncilQuestion, councilOf, hasAnswered, type Ranking } from './fold.ts';

/** `4 of 5 answered.` and what that leaves open, in plain sentences. */
export function inShort(transcript: Transcript): string[] {
  const { questions } = councilOf(transcript);
  return questions.flatMap((question) => {
    const head = questions.length > 1 ? `Question ${question.n}: ` : '';
    return [`${head}${answeredWords(question)}`, ...rankingLines(transcript, question)];
  });
}

export function answeredWords({ asked }: CouncilQuestion): string {
  const answered = asked.filter(hasAnswered).length;
  const failed = asked.flatMap(({ state, service }) => (state === 'failed' ? [service.name] : []));
  const without = failed.length > 0 ? `, without ${failed.join(', ')}` : '';
  return `${answered} of ${asked.length} answered${without}.`;
}

function rankingLines({ services }: Transcript, { ranking }: CouncilQuestion): string[] {
  if (!ranking) return [];
  const nameOf = (id: string) => services.find((one) => one.id === id)?.name ?? id;
  const places = ranking.order.map((one) => `${placeWords(one)} ${nameOf(one.answer)} (${shareWords(one.score)})`);
  return [`Ranked by the others without names: ${places.join(', ')}.`, ...changeWords(ranking)];
}

/** What a service does or did, to stand behind its name; `own`: its call that is under way. */
export function seatWords({ state, reason }: Asked, own?: { state: 'thinking' | 'waiting'; reason?: string }): string {
  switch (state) {
    case 'open':
      if (own?.state === 'waiting') return `is asked again soon${own.reason ? `: ${own.reason}` : ''}`;
      return own ? 'is thinking' : 'is waiting';
    case 'answered':
      return 'has answered';
    case 'deleted':
      return 'has answered; it is deleted';
    case 'failed':
      return `did not answer: ${reason ?? ''}`;
  }
}

/** Of an answer that stopped before its end. */
export const cutWords = ({ maxOutputTokens }: Pick<Service, 'maxOutputTokens'>): string =>
  `Cut off: it reached its limit of ${maxOutputTokens} tokens.`;

/** `1st`: a place, told apart from the number of an answer. */
export function placeWords({ place }: Pick<Standing, 'place'>): string {
  const ending = place % 100 > 10 && place % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}

/** A score as people read it: the share of the others that it was put before. */
export const shareWords = (score: number): string => `${Math.round(score * 100)} %`;

/** `put before 67 % of the others by 3 judges (from 50 % to 100 %)`. */
export function scoreWords({ score, spread: { least, most }, judges }: Standing): string {
  const spread = least === most ? '' : ` (from ${shareWords(least)} to ${shareWords(most)})`;
  return `put before ${shareWords(score)} of the others by ${judges} ${judges === 1 ? 'judge' : 'judges'}${spread}`;
}

/** What the ranking is among where answers were deleted, and whether what is missing could change it. */
export function changeWords({
  couldChange,
  answered,
  of,
  left,
}: Pick<Ranking, 'couldChange' | 'answered' | 'of' | 'left'>): string[] {
  const among = left === undefined ? [] : [`Places and scores are among the ${left} answers that are left.`];
  if (!couldChange) return among;
  const what = of > answered ? 'The services that did not answer' : 'The votes that are missing';
  if (couldChange.first) return [...among, `${what} could still change who is first.`];
  const change = couldChange.order ? 'could change the order, but not who is first.' : 'could not change the order.';
  return [...among, `${what} ${change}`];
}
