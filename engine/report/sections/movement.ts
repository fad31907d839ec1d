import { z } from 'zod';
import { type BallotPair, ballotMeasures } from '../../measures/ballots.ts';
import { anyBallot, type Ballots, ballotsOfAll, ballotsSchema, positionName, shownProposition } from '../ballots.ts';
import { type Block, chartBlock, type Line, paragraph, table } from '../blocks.ts';
import { plural } from '../plain.ts';
import type { ComputedSection, ReportInput } from '../section.ts';

const schema = z.object({
  proposition: z.string(),
  ballots: z.array(ballotsSchema),
  /** Personas with both ballots. */
  compared: z.int(),
  moved: z.int(),
  unargued: z.int(),
  /** From 0, when all stand alike, to 1, when all five positions are held by equally many. */
  spreadBefore: z.number().nullable(),
  spreadAfter: z.number().nullable(),
});
type Movement = z.infer<typeof schema>;

/** The private ballots before and after. */
export const movement: ComputedSection = { name: 'movement', title: 'Movement', facts: { schema, of: movementOf }, blocks };

function movementOf({ transcript }: ReportInput): Movement {
  const ballots = ballotsOfAll(transcript);
  const { entropyBefore, entropyAfter, moves, movesWithoutTurn } = ballotMeasures(ballots.map(pair));
  return {
    proposition: shownProposition(transcript),
    ballots,
    compared: ballots.filter(({ change }) => change !== null).length,
    moved: moves.length,
    unargued: movesWithoutTurn.length,
    spreadBefore: entropyBefore,
    spreadAfter: entropyAfter,
  };
}

function blocks(input: ReportInput): Block[] {
  const { proposition, ballots, compared, moved, unargued, spreadBefore, spreadAfter } = movementOf(input);
  if (!anyBallot(ballots)) return [paragraph('No private ballots were cast.')];
  const summary =
    compared === 0
      ? 'Nobody cast both ballots, so that no movement can be told.'
      : `${moved} of ${plural(compared, 'persona')} with both ballots moved${moved > 0 ? `, ${unargued} with no new argument` : ''}.`;
  const spread = spreadBefore !== null && spreadAfter !== null;
  return [
    paragraph('Voted on in private, before and after: ', { strong: proposition }),
    paragraph(summary),
    chartBlock('ballots'),
    table(['Persona', 'Before', 'After', 'Change', 'Argument named'], ballots.map(row)),
    ...(spread
      ? [paragraph(`Spread of positions: ${spreadBefore.toFixed(2)} before, ${spreadAfter.toFixed(2)} after ${SPREAD}.`)]
      : []),
  ];
}

const SPREAD = '(0: all stand alike; 1: all five positions are held by equally many)';

function row({ name, before, after, change, turn, unargued }: Ballots): Line[] {
  const moved = change === null ? '' : change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '0';
  const argument: Line = turn !== null ? [{ turn }] : [unargued ? 'moved with no new argument' : ''];
  return [[name], [positionName(before)], [positionName(after)], [moved], argument];
}

function pair({ persona, before, after, turn }: Ballots): BallotPair {
  return {
    persona,
    ...(before !== null && { before: { position: before } }),
    ...(after !== null && { after: { position: after, turn } }),
  };
}
