import type { Inline, Line } from './blocks.ts';
import type { Claim } from './section.ts';

/** A claim with each quote that it rests on: `text [12] "quote" — Speaker; [14] "quote" — Speaker`. */
export function claimLine({ text, evidence }: Claim): Line {
  const cited = evidence.flatMap(({ turn, quote, speaker }, i): Inline[] => [
    i === 0 ? ' ' : '; ',
    { turn },
    ` "${quote}" — ${speaker}`,
  ]);
  return [text, ...cited];
}
