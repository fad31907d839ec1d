import { UserError } from '../errors.ts';
import { chance } from '../seed.ts';
import type { Behaviour, Persona, Stance, Traits } from '../types.ts';
import { library } from './library.ts';
import { personasNamed } from './named.ts';
import { eligible } from './needs.ts';
import { chosenReason, namedReason } from './reason.ts';
import { type Relevance, relevanceOf } from './relevance.ts';

export const CAST_SIZE = { min: 2, max: 20 } as const;

export type CastRequest = {
  topic: string;
  context?: string;
  size: number;
  seed: string;
  /** Names or ids: exactly these, in this order; `size` does not count then. */
  named?: readonly string[];
  /** Whom to choose from; the library unless given. */
  from?: readonly Persona[];
};

/** About two in five know the subject; the others come to it as most people would. */
const KNOWING = 0.4;
/** A group on a product or a law needs those who only have to live with it. */
const LAY_FIELD = 'everyday-life';
/** Shares of the behaviours in a lively group. */
const BEHAVIOURS: Record<Behaviour, number> = { active: 0.3, balanced: 0.45, passive: 0.25 };
const STANCES: Record<Stance, number> = { support: 0.3, oppose: 0.3, neutral: 0.2, critical: 0.2 };
/** Differences of worth smaller than this are a tie, and the seed decides. */
const TIE = 0.1;

/** Who takes part, and why, in a sentence. Pure: the same request gives the same cast. Throws UserError. */
export function chooseCast(request: CastRequest): { personas: Persona[]; reason: string } {
  const { topic, context = '', seed, named, from = library } = request;
  const size = named ? named.length : request.size;
  checkCastSize(size);
  if (named) {
    const personas = personasNamed(named, from);
    return { personas, reason: namedReason(personas) };
  }
  if (from.length < size) {
    const told = `There are ${from.length} personas to choose from; you asked for ${size}. Choose fewer, or add personas.`;
    throw new UserError(told, 'VALIDATION_ERROR', { field: 'personas' });
  }
  const relevance = relevanceOf(topic, context, from);
  const personas: Persona[] = [];
  while (personas.length < size) {
    const left = from.filter((one) => !personas.includes(one));
    const next = best(eligible(left, personas, size), (one) => worth(one, personas, relevance, size), seed);
    if (!next) throw new Error('No persona is left to choose');
    personas.push(next);
  }
  return { personas, reason: chosenReason(personas, relevance) };
}

/** Throws UserError when a group of this size cannot be held. */
export function checkCastSize(size: number): void {
  const { min, max } = CAST_SIZE;
  if (Number.isInteger(size) && size >= min && size <= max) return;
  const told = `A focus group needs ${min} to ${max} personas; you asked for ${size}. Choose a ${Number.isInteger(size) ? '' : 'whole '}number in that range.`;
  throw new UserError(told, 'VALIDATION_ERROR', { field: 'personas' });
}

/** What somebody would add: nearness to the topic while that is wanted, and difference from those who are there. */
function worth(one: Persona, chosen: readonly Persona[], relevance: ReadonlyMap<string, Relevance>, size: number): number {
  const near = relevance.get(one.id);
  const knowing = chosen.filter(({ id }) => nearTopic(relevance.get(id))).length;
  const wanted = knowing < Math.ceil(size * KNOWING);
  const fields = chosen.filter(({ field }) => field === one.field).length;
  const crowd = one.field === LAY_FIELD ? Math.floor(fields / 2) : fields;
  return (
    (near?.score ?? 0) * (wanted ? 2.5 : 0.4) +
    scarcity(one, chosen, ({ stance }) => stance, STANCES[one.stance]) +
    0.7 * scarcity(one, chosen, ({ behaviour }) => behaviour, BEHAVIOURS[one.behaviour]) +
    0.8 / (1 + crowd) +
    0.3 * scarcity(one, chosen, ({ gender }) => gender, 0.5) +
    0.8 * nearest(chosen, (other) => temperDistance(one.traits, other.traits)) +
    0.4 * nearest(chosen, (other) => Math.min(1, Math.abs(one.age - other.age) / 20))
  );
}

const nearTopic = (found?: Relevance): boolean => found !== undefined && (found.knows !== undefined || found.score >= 0.3);

/** 1 while none like this one is there; falls below 0 when there are more than their share. */
function scarcity(one: Persona, chosen: readonly Persona[], kind: (persona: Persona) => string, share: number): number {
  const same = chosen.filter((other) => kind(other) === kind(one)).length;
  return 1 - same / (share * (chosen.length + 1));
}

function nearest(chosen: readonly Persona[], distance: (other: Persona) => number): number {
  return chosen.length === 0 ? 0 : Math.min(...chosen.map(distance));
}

/** From 0 to 1. */
export function temperDistance(a: Traits, b: Traits): number {
  const gaps = [a.openness - b.openness, a.rigor - b.rigor, a.criticalThinking - b.criticalThinking, a.optimism - b.optimism];
  return Math.hypot(...gaps) / 18;
}

/** The one of most worth; among equals the seed decides, not the order of the list. */
function best(of: readonly Persona[], value: (persona: Persona) => number, seed: string): Persona | undefined {
  return of
    .map((one) => ({ one, value: Math.round(value(one) / TIE), tie: chance(seed, 'cast', one.id) }))
    .sort((a, b) => b.value - a.value || a.tie - b.tie)[0]?.one;
}
