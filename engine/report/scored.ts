import { propositionOf } from '../formats/focus-group/decisions.ts';
import { stanceEntropy } from '../measures/ballots.ts';
import { type Score, type ScoreKey, type ScorePart, scores } from '../measures/scores.ts';
import type { Transcript } from '../types.ts';
import { ballotsOfAll } from './ballots.ts';

/** The scores of a discussion. */
export function scoresOf(transcript: Transcript): Score[] {
  const { turns, brief } = transcript;
  const first = ballotsOfAll(transcript).flatMap(({ before }) => before ?? []);
  return scores({ turns, topic: `${brief.topic} ${propositionOf(transcript)}`, stanceEntropy: stanceEntropy(first) });
}

/** Names, and what a score and its parts say in plain words. */
export const SCORE_NAMES: Record<ScoreKey, string> = {
  depth: 'Depth',
  diversity: 'Diversity',
  constructiveness: 'Constructiveness',
  coherence: 'Coherence',
};

export const PART_NAMES: Record<ScorePart['key'], string> = {
  grounded: 'turns with a reason, an example or a number',
  replyChains: 'mean length of reply chains',
  speakerDistance: 'distance between speakers',
  stanceEntropy: 'spread of the first ballots',
  building: 'turns that answer another and propose or put a condition',
  pureAgreement: 'turns that only agree',
  newWords: '1 − repetition',
  nearness: 'turns near the topic or what they answer',
};

/** From this score on. */
const MEANINGS: Record<ScoreKey, readonly [from: number, sentence: string][]> = {
  depth: [
    [67, 'Most turns say why, and what is said is taken up and answered at length.'],
    [34, 'Some turns say why; others state a view and leave it there.'],
    [0, 'Views were mostly stated, with few reasons, examples or numbers behind them.'],
  ],
  diversity: [
    [67, 'The personas spoke of different things in different words, and did not begin from one position.'],
    [34, 'The personas differ in part: in what they speak of, or in where they began.'],
    [0, 'The personas sounded alike or began from one position: read this as few voices, not as many.'],
  ],
  constructiveness: [
    [67, 'Many turns take up what another said and bring a proposal or a condition.'],
    [34, 'Some turns take up what another said and build on it.'],
    [0, 'Few turns build on what another said with a proposal or a condition.'],
  ],
  coherence: [
    [67, 'Turns stay with the topic or with what they answer, and seldom repeat what was said.'],
    [34, 'Turns wander from the topic at times, or repeat what was said.'],
    [0, 'Turns are far from the topic, or say again what was said before.'],
  ],
};

export function meaningOf({ key, score }: Score): string {
  if (score === null) return 'Too little was said for it.';
  return MEANINGS[key].find(([from]) => score >= from)?.[1] ?? '';
}
