import { chance } from '../../seed.ts';
import type { Persona, Stance } from '../../types.ts';

export type Side = 'pro' | 'con' | 'neutral';

const LEAN: Record<Stance, number> = { support: 1, neutral: 0, critical: -0.5, oppose: -1 };

/** From -1, against, to 1, for. */
export const leanOf = (persona: Persona): number => LEAN[persona.stance];

/**
 * The side that each argues, in the order of the cast: by stance where both sides have somebody; else the cast is parted
 * by how each leans, ties by the seed, into sides of the same size (of an odd number the one in the middle is neutral).
 */
export function sidesOf(personas: readonly Persona[], seed: string): Side[] {
  const own = personas.map(({ stance }): Side => (stance === 'support' ? 'pro' : stance === 'oppose' ? 'con' : 'neutral'));
  if (own.includes('pro') && own.includes('con')) return own;
  const half = Math.floor(personas.length / 2);
  const ranked = personas
    .map((persona, i) => ({ i, lean: leanOf(persona), tie: chance(seed, 'side', persona.id) }))
    .sort((a, b) => b.lean - a.lean || a.tie - b.tie);
  const sides: Side[] = personas.map(() => 'neutral');
  for (const { i } of ranked.slice(0, half)) sides[i] = 'pro';
  for (const { i } of ranked.slice(ranked.length - half)) sides[i] = 'con';
  return sides;
}
