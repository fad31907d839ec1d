import { chance, normal, shuffled } from '../../seed.ts';
import type { Behaviour, Persona } from '../../types.ts';
import type { Side } from './sides.ts';

/** How much the most and the least talkative differ from the mean: gives the uneven shares of real groups (Gini about .17). */
const SPREAD = 0.5;
const RANK: Record<Behaviour, number> = { passive: 0, balanced: 1, active: 2 };

/**
 * Who speaks in each round, as indices into the cast. Everybody speaks in the first and the last round. In between the
 * talkative come back for a second turn and the quiet ones pass now and then: by behaviour, and by the seed among equals.
 */
export function openSeats(personas: readonly Persona[], rounds: number, seed: string): number[][] {
  const middle = Array.from({ length: Math.max(0, rounds - 2) }, (_, i) => i + 2);
  const extra = talkativeness(personas, seed).map((share, i) => {
    const count = Math.floor(share * rounds + chance(seed, 'count', i));
    if (personas.length < 3 || count === 0) return { sign: 0, rounds: new Set<number>() };
    const most = count > 0 ? middle.length : Math.floor(middle.length / 2);
    const chosen = shuffled(middle, seed, 'middle', i).slice(0, Math.min(Math.abs(count), most));
    return { sign: Math.sign(count), rounds: new Set(chosen) };
  });
  const seats: number[][] = [];
  for (let round = 1; round <= rounds; round++) {
    const order = rotated(personas.length, round, seed).filter((i) => !(extra[i]?.sign === -1 && extra[i].rounds.has(round)));
    keepApart(order, seats.at(-1)?.at(-1));
    for (const i of [...order])
      if (extra[i]?.sign === 1 && extra[i].rounds.has(round)) comeBack(order, i, chance(seed, round, i));
    seats.push(order);
  }
  return seats;
}

/** Debate: everybody once a round; pro, con and neutral take turns, and each side rotates who begins. */
export function debateSeats(sides: readonly Side[], rounds: number): number[][] {
  const benches = (['pro', 'con', 'neutral'] as const).map((side) => sides.flatMap((own, i) => (own === side ? [i] : [])));
  const seats: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    const order: number[] = [];
    for (let k = 0; order.length < sides.length; k++) {
      for (const bench of benches) {
        const seat = bench[(k + round) % bench.length];
        if (k < bench.length && seat !== undefined) order.push(seat);
      }
    }
    keepApart(order, seats.at(-1)?.at(-1));
    seats.push(order);
  }
  return seats;
}

/** From -SPREAD, the quietest, to SPREAD, in equal steps. */
function talkativeness(personas: readonly Persona[], seed: string): number[] {
  const ranked = personas
    .map(({ id, behaviour }, i) => ({ i, rank: RANK[behaviour], own: normal(seed, 'talk', id) }))
    .sort((a, b) => a.rank - b.rank || a.own - b.own);
  const share: number[] = personas.map(() => 0);
  for (const [place, { i }] of ranked.entries()) share[i] = SPREAD * ((2 * place) / Math.max(1, ranked.length - 1) - 1);
  return share;
}

/** The order rotates from round to round; now and then two neighbours change places. */
function rotated(size: number, round: number, seed: string): number[] {
  const order = Array.from({ length: size }, (_, i) => (i + round - 1) % size);
  for (let i = 0; i + 1 < size; i++) {
    if (size > 2 && chance(seed, 'swap', round, i) < 0.3) swap(order, i, i + 1);
  }
  return order;
}

/** Nobody speaks twice in a row, from one round to the next either. */
function keepApart(order: number[], last: number | undefined): void {
  if (order.length > 1 && order[0] === last) swap(order, 0, 1);
}

/** A second turn, never beside the first, and at the start of the round only if nothing else is left. */
function comeBack(order: number[], who: number, roll: number): void {
  const places = Array.from({ length: order.length }, (_, i) => i + 1).filter((at) => order[at - 1] !== who && order[at] !== who);
  const later = places.filter((at) => at > order.indexOf(who));
  const choice = later.length > 0 ? later : places;
  const at = choice[Math.floor(roll * choice.length)];
  if (at !== undefined) order.splice(at, 0, who);
}

function swap(order: number[], a: number, b: number): void {
  [order[a], order[b]] = [order[b] as number, order[a] as number];
}
