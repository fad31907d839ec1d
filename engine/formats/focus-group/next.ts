import type { Transcript } from '../../types.ts';
import type { Step } from '../format.ts';
import { ballot, ballotKey, frame, signature, signKey, statement } from './decide.ts';
import { decided, type Statement } from './decisions.ts';
import { closeTurn, moderatorStep, openingTurn, phaseTurn, statementTurn, statementTurnKey } from './moderator.ts';
import { personaTurn } from './persona-turn.ts';
import { startsPhase } from './phases.ts';
import { firstKey, type Plan, planOf, seatsOf } from './plan.ts';

/** What is owed. Read by key alone: a step that failed is as done as one that succeeded. */
export function nextSteps(transcript: Transcript): Step[] {
  const plan = planOf(transcript);
  for (const stage of [opening, firstBallots, roundTurn, agreement, ending]) {
    const steps = stage(transcript, plan);
    if (steps.length > 0) return steps;
  }
  return [];
}

type Stage = (transcript: Transcript, plan: Plan) => Step[];

const opening: Stage = (transcript, plan) => {
  const steps: Step[] = [];
  if (!transcript.byKey.has(frame.key)) steps.push(frame);
  if (!transcript.byKey.has('moderator/opening')) steps.push(moderatorStep(transcript, plan, openingTurn(plan)));
  return steps;
};

const ballots =
  (when: 'before' | 'after'): Stage =>
  (transcript, plan) =>
    transcript.personas
      .filter((persona) => !transcript.byKey.has(ballotKey(when, persona)))
      .map((persona) => ballot(transcript, plan, when, persona));
const firstBallots = ballots('before');
const lastBallots = ballots('after');

const roundTurn: Stage = (transcript, plan) => {
  for (let round = currentRound(transcript, plan); round <= plan.rounds; round++) {
    if (round > 1 && startsPhase(round, plan.rounds)) {
      const moderator = phaseTurn(plan, round);
      if (!transcript.byKey.has(`moderator/${moderator.key}`)) return [moderatorStep(transcript, plan, moderator)];
    }
    for (const seat of seatsOf(plan, round)) {
      if (transcript.byKey.has(seat.key)) continue;
      const persona = transcript.personas.find(({ id }) => id === seat.personaId);
      if (persona) return [personaTurn(transcript, plan, persona, seat, round)];
    }
  }
  return [];
};

/** Rounds only go on. */
const rounds = new WeakMap<Transcript, number>();

/** The last round with a turn in it, or the first: turns come one at a time, so all rounds before it are done. */
export function currentRound(transcript: Transcript, plan: Plan): number {
  const begun = (round: number) => transcript.byKey.has(firstKey(plan, round));
  let round = rounds.get(transcript);
  if (round === undefined) for (round = plan.rounds; round > 1 && !begun(round); ) round--;
  else while (round < plan.rounds && begun(round + 1)) round++;
  rounds.set(transcript, round);
  return round;
}

const agreement: Stage = (transcript, plan) => {
  if (plan.mode !== 'consensus') return [];
  if (!transcript.byKey.has(statement.key)) return [statement];
  const text = decided<Statement>(transcript, statement.key)?.statement;
  if (text === undefined) return [];
  if (!transcript.byKey.has(statementTurnKey)) return [statementTurn(transcript, plan, text)];
  return transcript.personas.filter((one) => !transcript.byKey.has(signKey(one))).map((one) => signature(one, text));
};

/** The ballots are private: what the moderator says last does not wait for them. */
const ending: Stage = (transcript, plan) => [...lastBallots(transcript, plan), ...close(transcript, plan)];

const close: Stage = (transcript, plan) =>
  transcript.byKey.has('moderator/close') ? [] : [moderatorStep(transcript, plan, closeTurn(transcript, plan))];
