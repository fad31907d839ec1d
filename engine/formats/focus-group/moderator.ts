import type { Phase, Transcript } from '../../types.ts';
import type { SayStep, SpeakStep } from '../format.ts';
import { room } from '../turn-length.ts';
import { manner } from '../wording.ts';
import { decided, propositionOf, type Signature } from './decisions.ts';
import type { Mode } from './options.ts';
import { phaseOf } from './phases.ts';
import type { Plan } from './plan.ts';

const OPENINGS: Record<Mode, string> = {
  free: 'Welcome the group and put the topic to it as one open question.',
  debate: 'Welcome the group, name the topic, and say that both sides will be heard.',
  creative: 'Welcome the group, put the topic as an invitation to ideas, and name the rule: yes, and.',
  consensus: 'Welcome the group and name the aim: one statement on the topic that all can sign.',
};

const NEW_PHASES: Record<Phase, string> = {
  opening: '',
  development: 'Open the next part: ask for reasons and examples, on one point that was left open.',
  debate: 'Open the next part: name the point on which the group differs most, and ask the group to take it on.',
  closing: 'Open the last part: ask what each takes with them.',
};

/** In a creative round nothing is set against anything. */
const CREATIVE_DEBATE = 'Open the next part: ask the group to join ideas that fit together.';

export const openingTurn = (plan: Plan): ModeratorTurn => ({ key: 'opening', round: 1, task: OPENINGS[plan.mode] });

export function phaseTurn(plan: Plan, round: number): ModeratorTurn {
  const phase = phaseOf(round, plan.rounds);
  return { key: phase, round, task: plan.mode === 'creative' && phase === 'debate' ? CREATIVE_DEBATE : NEW_PHASES[phase] };
}

export function closeTurn(transcript: Transcript, plan: Plan): ModeratorTurn {
  const signatures = plan.cast.map((id) => decided<Signature>(transcript, `sign/${id}`)).filter((one) => one !== undefined);
  const signed = signatures.filter(({ signs }) => signs).length;
  const outcome = signatures.length > 0 ? ` Say that ${signed} of ${signatures.length} sign the statement.` : '';
  return { key: 'close', round: plan.rounds, task: `Close the discussion and thank the group.${outcome}` };
}

/** Consensus: what is to be signed, before anybody signs; those who read along see no decisions. */
export const statementTurn = ({ moderator }: Transcript, plan: Plan, text: string): SayStep => ({
  kind: 'say',
  key: statementTurnKey,
  speaker: moderator,
  text: `The statement to sign: ${text}`,
  phase: phaseOf(plan.rounds, plan.rounds),
  round: plan.rounds,
});

export const statementTurnKey = 'moderator/statement';

export type ModeratorTurn = { key: Phase | 'close'; round: number; task: string };

/** Says little, takes no side. */
export function moderatorStep(transcript: Transcript, plan: Plan, { key, round, task }: ModeratorTurn): SpeakStep {
  const proposition = plan.mode === 'debate' && key === 'debate' ? ` The proposition is “${propositionOf(transcript)}”.` : '';
  return {
    kind: 'speak',
    key: `moderator/${key}`,
    speaker: transcript.moderator,
    instruction: `You are the moderator, and neutral: take no side and give no view of your own. ${task}${proposition}\n${manner(plan.moderator)}`,
    words: room('chat', plan.moderator),
    phase: phaseOf(round, plan.rounds),
    round,
  };
}
