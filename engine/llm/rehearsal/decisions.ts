import type { Ballot, Frame, Signature, Statement } from '../../formats/focus-group/decisions.ts';
import { ballotOf, propositionOf } from '../../formats/focus-group/decisions.ts';
import { chance } from '../../seed.ts';
import { cutAtSentence } from '../../text.ts';
import type { Persona, Transcript, Turn } from '../../types.ts';
import type { Scene } from '../provider.ts';
import type { Aspect } from './aspects/aspect.ts';
import { ASPECTS, aspectsOf } from './aspects/index.ts';
import { dice } from './dice.ts';
import { firstName, upperFirst } from './english.ts';
import { favouritesOf } from './stage.ts';
import { topicOf } from './topic.ts';

/** The answer to a decision of a focus group; undefined for any other step. */
export function decide({ transcript, step }: Scene): unknown {
  if (step.kind !== 'decide') return undefined;
  if (step.name === 'frame') return { proposition: topicOf(transcript.brief.topic).proposition } satisfies Frame;
  if (step.name === 'statement') return { statement: statementOf(transcript) } satisfies Statement;
  const persona = step.by;
  if (!persona) return undefined;
  if (step.name === 'ballot')
    return step.key.startsWith('ballot/after/') ? lastBallot(transcript, persona) : firstBallot(transcript, persona);
  if (step.name === 'sign' || step.name === 'signature') return signatureOf(transcript, persona);
  return undefined;
}

const CHANCES: Record<Persona['stance'], readonly [number, number][]> = {
  support: [
    [0.1, 0],
    [0.6, 1],
    [1, 2],
  ],
  oppose: [
    [0.1, 0],
    [0.6, -1],
    [1, -2],
  ],
  critical: [
    [0.3, 0],
    [0.85, -1],
    [1, -2],
  ],
  neutral: [
    [0.6, 0],
    [0.8, 1],
    [1, -1],
  ],
};

export function firstPosition({ seed }: Transcript, { id, stance }: Persona): number {
  const roll = chance(seed, 'ballot', id);
  return CHANCES[stance].find(([limit]) => roll < limit)?.[1] ?? 0;
}

const STANDS = ['I am strongly against it', 'I am against it', '', 'I am for it', 'I am strongly for it'] as const;

function reasonFor(position: number, aspect: Aspect, roll: number): string {
  const pick = (clauses: readonly string[]) => clauses[Math.floor(roll * clauses.length)] ?? '';
  if (position === 0) return `I see that ${pick(aspect.becausePro)}, and also that ${pick(aspect.becauseCon)}.`;
  return `${STANDS[position + 2]} because ${pick(position > 0 ? aspect.becausePro : aspect.becauseCon)}.`;
}

const mainAspect = (transcript: Transcript, persona: Persona, nth = 0): Aspect =>
  favouritesOf(transcript.personas, persona, transcript.seed)[nth] ?? (ASPECTS[0] as Aspect);

function firstBallot(transcript: Transcript, persona: Persona): Ballot {
  const position = firstPosition(transcript, persona);
  return {
    position,
    reason: reasonFor(position, mainAspect(transcript, persona), chance(transcript.seed, 'reason', persona.id)),
    turn: null,
  };
}

/** Turns of others, those that most others answered first; of equals the later one. */
function mostAnswered({ turns }: Transcript, persona: Persona): Turn[] {
  const answers = new Map<number, number>();
  for (const { replyTo } of turns) if (replyTo !== undefined) answers.set(replyTo, (answers.get(replyTo) ?? 0) + 1);
  return turns
    .filter(({ kind, speaker }) => kind === 'persona' && speaker.id !== persona.id)
    .sort((a, b) => (answers.get(b.n) ?? 0) - (answers.get(a.n) ?? 0) || b.n - a.n);
}

/** The more open a person is, the more likely a step towards somebody who was often answered; many stay. */
function lastBallot(transcript: Transcript, persona: Persona): Ballot {
  const { seed } = transcript;
  const before = ballotOf(transcript, 'before', persona.id)?.position ?? firstPosition(transcript, persona);
  const roll = chance(seed, 'after', persona.id);
  const positionOf = (turn: Turn) => {
    const other = transcript.personas.find(({ id }) => id === turn.speaker.id);
    return other ? (ballotOf(transcript, 'before', other.id)?.position ?? firstPosition(transcript, other)) : before;
  };
  const turns = mostAnswered(transcript, persona);
  const pull = turns.slice(0, 6).find((turn) => Math.sign(positionOf(turn) - before) !== 0);
  const moves = pull !== undefined && roll < (persona.traits.openness - 1) / 14;
  if (moves) {
    const position = before + Math.sign(positionOf(pull) - before);
    const aspect = aspectsOf(pull.text)[0] ?? mainAspect(transcript, persona);
    const name = firstName(pull.speaker.name) ?? 'somebody';
    const clause = (position > before ? aspect.becausePro : aspect.becauseCon)[roll < 0.2 ? 0 : 1] ?? '';
    return { position, reason: `${name} made me think about ${aspect.noun}: ${clause}.`, turn: pull.n };
  }
  const ally = turns.find((turn) => Math.sign(positionOf(turn)) === Math.sign(before));
  const reason = reasonFor(before, mainAspect(transcript, persona, 1), chance(seed, 'reason after', persona.id));
  return { position: before, reason, turn: ally && roll > 0.5 ? ally.n : null };
}

/** Conditions that were named in the room; else those of the aspects that it spoke of most. */
function conditionsOf(transcript: Transcript): string[] {
  const text = transcript.turns
    .filter(({ kind }) => kind === 'persona')
    .map((turn) => turn.text)
    .join(' ');
  const lower = text.toLowerCase();
  const named = ASPECTS.flatMap(({ condition }) => condition).filter((clause) => lower.includes(clause.toLowerCase()));
  const spoken = aspectsOf(text).map(({ condition }) => condition[0] ?? '');
  return [...new Set([...named, ...spoken])].filter(Boolean).slice(0, 3);
}

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

function statementOf(transcript: Transcript): string {
  const proposition = cutAtSentence(propositionOf(transcript), 40);
  const positions = transcript.personas.map(
    (persona) => ballotOf(transcript, 'before', persona.id)?.position ?? firstPosition(transcript, persona),
  );
  const mean = positions.reduce((sum, position) => sum + position, 0) / Math.max(1, positions.length);
  const conditions = conditionsOf(transcript).map((clause) => `that ${clause}`);
  if (mean < -0.5) {
    const bare = proposition.replace(/[.!?…]+$/u, '');
    return `We are not ready to say: “${bare}”.${conditions.length > 0 ? ` We would look at it again on condition ${joined(conditions)}.` : ''}`;
  }
  return `${proposition}${conditions.length > 0 ? ` We sign this on condition ${joined(conditions)}.` : ''}`;
}

function signatureOf(transcript: Transcript, persona: Persona): Signature {
  const position = ballotOf(transcript, 'before', persona.id)?.position ?? firstPosition(transcript, persona);
  const stubborn = (10 - persona.traits.openness) / 10;
  const d = dice(transcript.seed, 'sign', persona.id);
  const refuses = position === -2 ? d.hits(0.5 + stubborn / 2) : position === -1 ? d.hits(stubborn / 2) : false;
  if (!refuses) return { signs: true, dissent: null };
  const aspect = mainAspect(transcript, persona, d.hits(0.5) ? 0 : 1);
  return {
    signs: false,
    dissent: `${upperFirst(d.pick(aspect.becauseCon) ?? '')}, and the statement does not change that. I would need to see that ${d.pick(aspect.condition)}.`,
  };
}
