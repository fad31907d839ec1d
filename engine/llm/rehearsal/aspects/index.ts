import type { Aspect } from './aspect.ts';
import { alternatives, cost, incentives } from './money.ts';
import { access, dignity, fairness } from './people.ts';
import { evidence, pilot, quality } from './proof.ts';
import { community, trust, voice } from './society.ts';
import { future, habit, risk, sideEffects } from './time.ts';
import { complexity, ownership, staff } from './work.ts';

/** Sides that every topic has. */
export const ASPECTS: readonly Aspect[] = [
  cost,
  fairness,
  pilot,
  trust,
  staff,
  evidence,
  habit,
  access,
  risk,
  voice,
  quality,
  ownership,
  incentives,
  community,
  future,
  complexity,
  dignity,
  sideEffects,
  alternatives,
];

/** What a text is about, the most mentioned first. */
export function aspectsOf(text: string): Aspect[] {
  return ASPECTS.map((aspect) => ({
    aspect,
    hits: (text.match(new RegExp(aspect.spot, 'gi'))?.length ?? 0) + (text.includes(aspect.noun) ? 1 : 0),
  }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .map(({ aspect }) => aspect);
}
