import type { Phase, Transcript } from '../../types.ts';
import { ballotKey, signKey, statement } from './decide.ts';
import { statementTurnKey } from './moderator.ts';
import { currentRound } from './next.ts';
import { phaseOf, phasesOf, startsPhase } from './phases.ts';
import { planOf, seatsOf } from './plan.ts';

export type Progress = { done: number; total: number; phase: Phase; round: number; rounds: number };

/** Counts steps, as planned: all rounds before the current one are done. */
export function progressOf(transcript: Transcript): Progress {
  const plan = planOf(transcript);
  const { byKey, personas } = transcript;
  const round = currentRound(transcript, plan);
  const consensus = plan.mode === 'consensus';
  const signing = consensus && byKey.get(statement.key)?.type !== 'failed';
  const keys = [
    'frame',
    ...phasesOf(plan.rounds).map((phase) => `moderator/${phase}`),
    'moderator/close',
    ...seatsOf(plan, round).map(({ key }) => key),
    ...personas.flatMap((one) => [ballotKey('before', one), ballotKey('after', one), ...(signing ? [signKey(one)] : [])]),
    ...(consensus ? [statement.key] : []),
    ...(signing ? [statementTurnKey] : []),
  ];
  const seats = plan.seats.map((turns) => turns.length);
  const next = round + 1;
  // A phase begins with what the moderator says of it.
  const isOpen = next <= plan.rounds && startsPhase(next, plan.rounds) && byKey.has(`moderator/${phaseOf(next, plan.rounds)}`);
  const shown = isOpen ? next : round;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
  return {
    done: keys.filter((key) => byKey.has(key)).length + sum(seats.slice(0, round - 1)),
    total: keys.length + sum(seats) - (seats[round - 1] ?? 0),
    phase: phaseOf(shown, plan.rounds),
    round: shown,
    rounds: plan.rounds,
  };
}
