import { chance } from '../../seed.ts';
import type { Behaviour, Persona, Transcript } from '../../types.ts';
import type { SpeakStep } from '../format.ts';
import { BRIEF, room } from '../turn-length.ts';
import { manner } from '../wording.ts';
import { ballotOf, POSITIONS, propositionOf } from './decisions.ts';
import { sideRule, TURN_RULES } from './mode-rules.ts';
import { NEUTRAL_TASKS, ONLY_ROUND, PHASE_TASKS, WAYS_IN } from './phase-tasks.ts';
import { phaseOf } from './phases.ts';
import { type Plan, type Seat, sideOf } from './plan.ts';
import { turnToAnswer } from './reply.ts';
import type { Side } from './sides.ts';

const BEHAVIOURS: Record<Behaviour, string> = {
  active: 'You like to push the talk on: a challenge, or a question to somebody by name, suits you.',
  passive: 'You would rather listen: say the one thing that matters to you and leave it there.',
  balanced: '',
};

export function personaTurn(transcript: Transcript, plan: Plan, persona: Persona, seat: Seat, round: number): SpeakStep {
  const phase = phaseOf(round, plan.rounds);
  const answered = turnToAnswer(transcript, plan, persona, seat.key);
  const side = sideOf(plan, persona.id);
  const brief = seat.about < BRIEF;
  const middle = phase === 'development' || phase === 'debate';
  const way = WAYS_IN[Math.floor(chance(transcript.seed, seat.key, 'way') * WAYS_IN.length)];
  const lines = [
    taskOf(plan, round, side, brief),
    side && sideRule(side, propositionOf(transcript)),
    TURN_RULES[plan.mode],
    answered
      ? `Answer turn [${answered.n}] by ${answered.speaker.name}: take up that very point, by name.`
      : 'You speak first among the group.',
    seat.again && 'You come back in the same round: a quick rejoinder, nothing you have said already.',
    brief && 'React briefly: one thought, as people do in between; no introduction and no summary.',
    !brief && middle && plan.mode !== 'creative' && way,
    !brief && BEHAVIOURS[persona.behaviour],
    !side && (phase === 'closing' || plan.rounds === 1) && ownBallot(transcript, persona),
    manner(seat.about),
  ];
  return {
    kind: 'speak',
    key: seat.key,
    speaker: { id: persona.id, name: persona.name },
    instruction: lines.filter(Boolean).join('\n'),
    words: room(plan.length, seat.about),
    phase,
    round,
    ...(answered && { replyTo: answered.n }),
  };
}

/** A brief reaction has room for no task but to react. */
function taskOf({ mode, rounds }: Plan, round: number, side: Side | undefined, brief: boolean): string {
  if (rounds === 1) return ONLY_ROUND[mode];
  const phase = phaseOf(round, rounds);
  const where = `Round ${round} of ${rounds}, ${phase}.`;
  if (brief) return where;
  return `${where} ${side === 'neutral' ? NEUTRAL_TASKS[phase] : PHASE_TASKS[mode][phase]}`;
}

/** Stands in this persona's own block only: a ballot is private. */
function ownBallot(transcript: Transcript, persona: Persona): string {
  const before = ballotOf(transcript, 'before', persona.id);
  if (!before) return '';
  return `Before the discussion you were, privately, ${POSITIONS[before.position + 2]}: say whether anything has moved you, and what.`;
}
