import type { Persona, Transcript } from '../../types.ts';
import type { Length } from '../turn-length.ts';
import { lengthsOf } from './lengths.ts';
import { options as known, type Mode } from './options.ts';
import { phasesOf } from './phases.ts';
import { debateSeats, openSeats } from './seating.ts';
import { type Side, sidesOf } from './sides.ts';

/** Settled once, kept in the first event: a discussion goes on as planned whatever becomes of this code. */
export type Plan = {
  mode: Mode;
  rounds: number;
  length: Length;
  /** Ids; seats and sides point into it. */
  cast: string[];
  /** For each round who speaks, in order, and in about how many words. */
  seats: [seat: number, about: number][][];
  /** Words of a moderator's turn. */
  moderator: number;
  /** Debate only. */
  sides?: Side[];
};

/** The maximum of rounds is for whoever parses the options first: an administrator may have raised it. */

export function planFor(input: { options: Record<string, unknown>; personas: readonly Persona[]; seed: string }): Plan {
  const { mode, rounds, length } = known.parse(input.options);
  const { personas, seed } = input;
  const sides = mode === 'debate' ? sidesOf(personas, seed) : undefined;
  const seats = sides ? debateSeats(sides, rounds) : openSeats(personas, rounds, seed);
  const lengths = lengthsOf(seats, personas, length, seed);
  return {
    mode,
    rounds,
    length,
    cast: personas.map(({ id }) => id),
    seats: seats.map((round, r) => round.map((seat, s) => [seat, lengths[r]?.[s] ?? 0])),
    moderator: moderatorWords(lengths.flat(), rounds),
    ...(sides && { sides }),
  };
}

export const planOf = (transcript: Transcript): Plan => transcript.plan as Plan;

export const sideOf = (plan: Plan, personaId: string): Side | undefined => plan.sides?.[plan.cast.indexOf(personaId)];

export type Seat = { key: string; personaId: string; about: number; again: boolean };

/** The turns of a round, counted from 1, with their keys. */
export function seatsOf(plan: Plan, round: number): Seat[] {
  const spoken = new Map<number, number>();
  return (plan.seats[round - 1] ?? []).map(([seat, about]) => {
    const time = (spoken.get(seat) ?? 0) + 1;
    spoken.set(seat, time);
    const personaId = plan.cast[seat] ?? '';
    return { key: `round/${round}/${personaId}${time > 1 ? `/${time}` : ''}`, personaId, about, again: time > 1 };
  });
}

/** The key of the turn that a round begins with. */
export const firstKey = (plan: Plan, round: number): string =>
  `round/${round}/${plan.cast[plan.seats[round - 1]?.[0]?.[0] ?? -1] ?? ''}`;

/** People who moderate focus groups say about 2.4 % of the words: 12 to 18 a turn. */
function moderatorWords(lengths: readonly number[], rounds: number): number {
  const turns = phasesOf(rounds).length + 1;
  const words = lengths.reduce((sum, n) => sum + n, 0);
  return Math.min(18, Math.max(12, Math.round((words * 0.026) / turns)));
}
