import { ballotOf } from '../../formats/focus-group/decisions.ts';
import { chance } from '../../seed.ts';
import type { Persona, Stance, Transcript, Turn } from '../../types.ts';
import { knownIn } from './recognise.ts';

/**
 * How a persona stands, from the first ballot to the last: settled by the seed, so that what it says, its ballots and its
 * signature agree. `turn` is what moved it; until that has been said, `now` is `before`.
 */
export type Verdict = { before: number; now: number; turn?: Turn };

const CHANCES: Record<Stance, readonly [number, number][]> = {
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
const SIDES: Record<string, Stance> = { pro: 'support', con: 'oppose', neutral: 'neutral' };

export function firstPosition(transcript: Transcript, { id, stance }: Persona): number {
  const voted = ballotOf(transcript, 'before', id)?.position;
  if (voted !== undefined) return voted;
  const roll = chance(transcript.seed, 'ballot', id);
  return CHANCES[stance].find(([limit]) => roll < limit)?.[1] ?? 0;
}

/** Whether sides were given out, as in a debate. */
export const sided = ({ plan }: Transcript): boolean => Array.isArray(((plan ?? {}) as { sides?: unknown }).sides);

/** Debate: the side that was given. */
function givenStance({ plan }: Transcript, persona: Persona): Stance | undefined {
  const { cast, sides } = (plan ?? {}) as { cast?: unknown; sides?: unknown };
  if (!Array.isArray(cast) || !Array.isArray(sides)) return undefined;
  return SIDES[String(sides[cast.indexOf(persona.id)])];
}

const isOpen = ({ seed }: Transcript, { id, traits }: Persona): boolean => chance(seed, 'after', id) < (traits.openness - 1) / 14;

function directionOf(transcript: Transcript, persona: Persona): number {
  const given = givenStance(transcript, persona);
  if (given) return { support: 1, neutral: 0, critical: -1, oppose: -1 }[given];
  return Math.sign(firstPosition(transcript, persona));
}

/** Somebody who stays where they are, on another side than this persona. */
function moverOf(transcript: Transcript, persona: Persona): Persona | undefined {
  const own = Math.sign(firstPosition(transcript, persona));
  const fit = transcript.personas.filter((other) => {
    const direction = directionOf(transcript, other);
    return other.id !== persona.id && direction !== 0 && direction !== own && !isOpen(transcript, other);
  });
  return fit[Math.floor(chance(transcript.seed, 'mover', persona.id) * fit.length)];
}

/** Once only the last words are left, nobody is moved any more: they would not fit what was said. */
function isMiddle({ plan }: Transcript, { phase, key }: Turn): boolean {
  if (key.startsWith('question/')) return false;
  const { rounds } = (plan ?? {}) as { rounds?: unknown };
  return phase === 'development' || phase === 'debate' || (rounds === 2 && phase === 'opening');
}

export function verdictOf(transcript: Transcript, persona: Persona): Verdict {
  const before = firstPosition(transcript, persona);
  const stays = { before, now: before };
  if (transcript.brief.options.mode === 'creative' || !isOpen(transcript, persona)) return stays;
  const mover = moverOf(transcript, persona);
  if (!mover) return stays;
  const direction = directionOf(transcript, mover);
  const side = direction > 0 ? 'pro' : 'con';
  const turn = transcript.turns.find(
    (one) =>
      one.speaker.id === mover.id &&
      isMiddle(transcript, one) &&
      knownIn(one).some((line) => line.kind === 'claim' && line.side === side),
  );
  return turn ? { before, now: before + direction, turn } : stays;
}

/** How somebody speaks now: in a debate for the side that was given, else as the verdict stands. */
export function stanceAt(transcript: Transcript, persona: Persona): Stance {
  const given = givenStance(transcript, persona);
  if (given) return given;
  if (!transcript.personas.some(({ id }) => id === persona.id)) return persona.stance;
  const { now } = verdictOf(transcript, persona);
  if (now > 0) return 'support';
  if (now === 0) return 'neutral';
  return now === -1 && persona.stance !== 'oppose' ? 'critical' : 'oppose';
}

/** For, against, undecided: as ballots are written. */
export const signOf = (transcript: Transcript, persona: Persona): number => Math.sign(verdictOf(transcript, persona).now);
