import type { Inline, Line } from './blocks.ts';
import type { Claim } from './section.ts';

/** A claim with each quote that it rests on: `text [12] "quote" — Speaker; see [14]`. */
export function claimLine({ text, evidence }: Claim): Line {
  const cited = evidence.flatMap(({ turn, quote, speaker, repeated }, i): Inline[] => [
    `${i === 0 ? ' ' : '; '}${repeated ? 'see ' : ''}`,
    { turn },
    ...(repeated ? [] : [` "${quote}" — ${speaker}`]),
  ]);
  return [text, ...cited];
}
