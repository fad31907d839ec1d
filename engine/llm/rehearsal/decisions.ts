import type { Ballot, Frame, Signature, Statement } from '../../formats/focus-group/decisions.ts';
import { propositionOf } from '../../formats/focus-group/decisions.ts';
import { chance } from '../../seed.ts';
import { cutAtSentence } from '../../text.ts';
import type { Persona, Transcript } from '../../types.ts';
import type { Scene } from '../provider.ts';
import type { Aspect } from './aspects/aspect.ts';
import { ASPECTS, aspectsOf } from './aspects/index.ts';
import { dice } from './dice.ts';
import { firstName, upperFirst } from './english.ts';
import { knownIn } from './recognise.ts';
import { favouritesOf } from './stage.ts';
import { topicOf } from './topic.ts';
import { firstPosition, signOf, verdictOf } from './verdict.ts';

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

/** Somebody who has moved names the turn that did it; others at most one that speaks as they vote. */
function lastBallot(transcript: Transcript, persona: Persona): Ballot {
  const { seed } = transcript;
  const { before, now, turn } = verdictOf(transcript, persona);
  if (turn) {
    const side = now > before ? 'pro' : 'con';
    const aspect =
      knownIn(turn).find((line) => line.kind === 'claim' && line.side === side)?.aspect ?? mainAspect(transcript, persona);
    const name = firstName(turn.speaker.name) ?? 'somebody';
    const clauses = now > before ? aspect.becausePro : aspect.becauseCon;
    const clause = clauses[Math.floor(chance(seed, 'reason after', persona.id) * clauses.length)] ?? '';
    return { position: now, reason: `${name} made me think about ${aspect.noun}: ${clause}.`, turn: turn.n };
  }
  const side = now > 0 ? 'pro' : 'con';
  const ally = transcript.turns.findLast(
    (one) =>
      one.kind === 'persona' &&
      one.speaker.id !== persona.id &&
      knownIn(one).some((line) => line.kind === 'claim' && line.side === side),
  );
  const reason = reasonFor(now, mainAspect(transcript, persona, 1), chance(seed, 'reason after', persona.id));
  return { position: now, reason, turn: now !== 0 && ally && chance(seed, 'ally', persona.id) > 0.5 ? ally.n : null };
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

/** Whether the statement turns the proposition down: more people do than do not. */
const turnsDown = (transcript: Transcript): boolean =>
  transcript.personas.reduce((sum, persona) => sum + signOf(transcript, persona), 0) < 0;

function statementOf(transcript: Transcript): string {
  const proposition = cutAtSentence(propositionOf(transcript), 40);
  const conditions = conditionsOf(transcript).map((clause) => `that ${clause}`);
  if (turnsDown(transcript)) {
    const bare = proposition
      .replace(/[.!?…]+$/u, '')
      .replace(/“/g, '‘')
      .replace(/”/g, '’');
    return `We are not ready to say: “${bare}”.${conditions.length > 0 ? ` We would look at it again on condition ${joined(conditions)}.` : ''}`;
  }
  return `${proposition}${conditions.length > 0 ? ` We sign this on condition ${joined(conditions)}.` : ''}`;
}

/** Whoever is of the other opinion in the end does not sign; the undecided can live with it. */
function signatureOf(transcript: Transcript, persona: Persona): Signature {
  const sign = signOf(transcript, persona);
  if (sign === 0 || sign < 0 === turnsDown(transcript)) return { signs: true, dissent: null };
  const d = dice(transcript.seed, 'sign', persona.id);
  const aspect = mainAspect(transcript, persona, d.hits(0.5) ? 0 : 1);
  const because = d.pick(sign > 0 ? aspect.becausePro : aspect.becauseCon) ?? '';
  const stand = sign > 0 ? 'I am for it and would say so' : `I would need to see that ${d.pick(aspect.condition)}`;
  return { signs: false, dissent: `${upperFirst(because)}, and the statement does not change that. ${stand}.` };
}
