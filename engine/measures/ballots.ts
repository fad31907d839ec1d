import { normalisedEntropy } from './entropy.ts';

/** A position from −2 (strongly against) to 2 (strongly for), and the number of the turn that weighed most, if one is named. */
export type Vote = { position: number; turn?: number | null };

/** One persona's private ballots; a ballot that was not cast is left out. */
export type BallotPair = { persona: string; before?: Vote; after?: Vote };

/** `turn` is the argument that the persona names for the move; null when it names none. */
export type Move = { persona: string; from: number; to: number; turn: number | null };

export type BallotMeasures = {
  entropyBefore: number | null;
  entropyAfter: number | null;
  moves: Move[];
  movesWithoutTurn: Move[];
};

const POSITIONS = 5;

export function ballotMeasures(pairs: readonly BallotPair[]): BallotMeasures {
  const moves = pairs.flatMap(moveOf);
  return {
    entropyBefore: stanceEntropy(pairs.flatMap(({ before }) => before?.position ?? [])),
    entropyAfter: stanceEntropy(pairs.flatMap(({ after }) => after?.position ?? [])),
    moves,
    movesWithoutTurn: moves.filter((move) => move.turn === null),
  };
}

/** −Σ p ln p ÷ ln 5 over the positions taken: 0 when all stand alike, 1 when all five are held by equally many. */
export function stanceEntropy(positions: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const position of positions) counts.set(position, (counts.get(position) ?? 0) + 1);
  return normalisedEntropy(counts.values(), POSITIONS);
}

/** Turns are numbered from 1: a ballot that names turn 0 names none. */
function moveOf({ persona, before, after }: BallotPair): Move[] {
  if (!before || !after || before.position === after.position) return [];
  const turn = after.turn != null && after.turn >= 1 ? after.turn : null;
  return [{ persona, from: before.position, to: after.position, turn }];
}
