import type { Turn } from '../types.ts';
import { opensWithAgreement } from './agreement.ts';
import { replyChains } from './chains.ts';
import { speakerDistance } from './distance.ts';
import { nearness } from './nearness.ts';
import { repetition } from './repetition.ts';
import { isBuilding, isGrounded } from './signs.ts';
import { personaTurns } from './spoken.ts';

export type ScoreKey = 'depth' | 'diversity' | 'constructiveness' | 'coherence';

/** One thing that a score is made of. `points`: what the value counts from 0 to 1; null where it is not defined. */
export type ScorePart = {
  key: 'grounded' | 'replyChains' | 'speakerDistance' | 'stanceEntropy' | 'building' | 'pureAgreement' | 'newWords' | 'nearness';
  value: number | null;
  points: number | null;
  /** Its share of the score; below 0 it is taken off. */
  weight: number;
};

/** From 0 to 100, whole; null where none of its parts is defined. */
export type Score = { key: ScoreKey; score: number | null; parts: ScorePart[] };

export type Scored = {
  turns: readonly Turn[];
  /** The topic, and the proposition that was voted on. */
  topic: string;
  /** Stance entropy of the first ballots. */
  stanceEntropy: number | null;
};

/** Where a value counts nothing, and from where on it counts whole: see docs/measures.md. */
export const CLAMPS = {
  grounded: [0, 0.8],
  replyChains: [1, 5],
  speakerDistance: [0.2, 0.58],
  stanceEntropy: [0, 0.8],
  building: [0, 0.5],
  pureAgreement: [0, 1],
  newWords: [0.8, 1],
  nearness: [0, 1],
} as const satisfies Record<ScorePart['key'], readonly [number, number]>;

/** The four scores: the weighted mean of what is defined of their parts. */
export function scores({ turns, topic, stanceEntropy }: Scored): Score[] {
  const spoken = personaTurns(turns);
  const share = (is: (turn: Turn) => boolean) => (spoken.length === 0 ? null : spoken.filter(is).length / spoken.length);
  const said = repetition(turns);
  return [
    scoreOf('depth', [
      part(
        'grounded',
        0.7,
        share(({ text }) => isGrounded(text)),
      ),
      part('replyChains', 0.3, replyChains(turns)),
    ]),
    scoreOf('diversity', [part('speakerDistance', 0.6, speakerDistance(turns)), part('stanceEntropy', 0.4, stanceEntropy)]),
    scoreOf('constructiveness', [part('building', 1, share(buildsOn(turns))), part('pureAgreement', -0.5, share(onlyAgrees))]),
    scoreOf('coherence', [part('newWords', 0.5, said === null ? null : 1 - said), part('nearness', 0.5, nearness(turns, topic))]),
  ];
}

function part(key: ScorePart['key'], weight: number, value: number | null): ScorePart {
  const [low, high] = CLAMPS[key];
  const points = value === null ? null : Math.min(1, Math.max(0, (value - low) / (high - low)));
  return { key, value, points, weight };
}

/** What is not defined leaves its weight to the rest; what is taken off is taken from the whole. */
function scoreOf(key: ScoreKey, parts: ScorePart[]): Score {
  const known = parts.flatMap(({ points, weight }) => (points === null ? [] : [{ points, weight }]));
  const whole = known.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  if (whole === 0) return { key, score: null, parts };
  const mean = known.reduce((sum, { points, weight }) => sum + points * weight, 0) / whole;
  return { key, score: Math.round(100 * Math.min(1, Math.max(0, mean)) + 1e-9), parts };
}

/** Answers a turn of somebody else that is there, and proposes something or puts a condition. */
function buildsOn(turns: readonly Turn[]): (turn: Turn) => boolean {
  const byNumber = new Map(turns.map((turn) => [turn.n, turn]));
  return ({ n, replyTo, speaker, text }) => {
    const answered = replyTo === undefined || replyTo >= n ? undefined : byNumber.get(replyTo);
    return answered !== undefined && answered.speaker.id !== speaker.id && isBuilding(text);
  };
}

/** Opens by agreeing and brings nothing: no reason, example or number, no proposal, no condition. */
const onlyAgrees = ({ text }: Turn): boolean => opensWithAgreement(text) && !isGrounded(text) && !isBuilding(text);
