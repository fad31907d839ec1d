import type { Persona } from '../types.ts';

type Need = (persona: Persona) => boolean;

/** From four on: both sides, and somebody who takes neither. */
const SIDES: readonly Need[] = [
  ({ stance }) => stance === 'support',
  ({ stance }) => stance === 'oppose',
  ({ stance }) => stance === 'neutral' || stance === 'critical',
];
/** From three on: somebody who pushes the talk on, and somebody who does not. */
const MANNERS: readonly Need[] = [({ behaviour }) => behaviour === 'active', ({ behaviour }) => behaviour !== 'active'];

/** Who of those left may come next, so that whatever the group must have, and can have, still finds a seat. */
export function eligible(left: readonly Persona[], chosen: readonly Persona[], size: number): readonly Persona[] {
  const needs = [...(size >= 4 ? SIDES : []), ...(size >= 3 ? MANNERS : [])];
  const open = needs.filter((need) => !chosen.some(need) && left.some(need));
  if (open.length === 0) return left;
  const seatsAfter = size - chosen.length - 1;
  const kinds = [...new Map(left.map((one) => [kindOf(one), one])).values()];
  const fits = new Set(kinds.filter((one) => seatsFor(without(open, one), kinds) <= seatsAfter).map(kindOf));
  return left.filter((one) => fits.has(kindOf(one)));
}

/** Needs see nothing else of a persona. */
const kindOf = ({ stance, behaviour }: Persona): string => `${stance}/${behaviour}`;

const without = (needs: readonly Need[], one: Persona): Need[] => needs.filter((need) => !need(one));

/** The fewest who together meet all needs. */
function seatsFor(needs: readonly Need[], kinds: readonly Persona[]): number {
  const [first] = needs;
  if (!first) return 0;
  return 1 + Math.min(...kinds.filter(first).map((one) => seatsFor(without(needs, one), kinds)));
}
