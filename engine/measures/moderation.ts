import type { Turn } from '../types.ts';
import { wordCount } from './spoken.ts';

/**
 * Mean length of the runs of persona turns that moderator turns split: what comes before the first and after the last
 * of them is a run too, an empty run is none, and turns of people neither split nor count. Null without a persona turn.
 */
export function chainDepth(turns: readonly Turn[]): number | null {
  let personaTurns = 0;
  let runs = 0;
  let inRun = false;
  for (const { kind } of turns) {
    if (kind === 'moderator') inRun = false;
    if (kind !== 'persona') continue;
    personaTurns++;
    if (!inRun) runs++;
    inRun = true;
  }
  return runs === 0 ? null : personaTurns / runs;
}

/** What a moderator reads out for the group: their words, not the moderator's. */
const READ_OUT = 'moderator/statement';

/** The moderator's words ÷ the words of moderator and personas, a statement that is read out left aside; null when neither said one. */
export function moderatorShare(turns: readonly Turn[]): number | null {
  const said = { moderator: 0, persona: 0, person: 0 };
  for (const turn of turns) if (turn.key !== READ_OUT) said[turn.kind] += wordCount(turn);
  const total = said.moderator + said.persona;
  return total === 0 ? null : said.moderator / total;
}
