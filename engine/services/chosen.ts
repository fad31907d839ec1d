import { UserError } from '../errors.ts';
import type { Service } from '../types.ts';

/** What a council needs at the least, and what people can still read side by side. */
export const SERVICES = { min: 2, max: 8 } as const;
const USUAL = 5;
const ADD = 'An admin can add more in the panel under Services, or with: npm run services -- add.';

/** Which of a team's services are asked: so many of them, or those that are named. Throws UserError. */
export function chosenServices(options: Record<string, unknown>, all: readonly Service[]): Service[] {
  const wanted = String(options['services'] ?? '').trim();
  if (wanted === '') return enough(all.slice(0, USUAL), all);
  if (/^-?\d+$/.test(wanted)) {
    const count = Number(wanted);
    if (count >= SERVICES.min && count <= Math.min(SERVICES.max, all.length)) return all.slice(0, count);
    throw refused(
      count > all.length && count <= SERVICES.max
        ? `There ${all.length === 1 ? 'is 1 service' : `are ${all.length} services`} here, not ${count}. ${ADD}`
        : `A council has ${SERVICES.min} to ${SERVICES.max} services. Choose how many, or name them with commas between them.`,
    );
  }
  const names = wanted.split(',').map((name) => name.trim());
  const chosen = names.map((name) => {
    const found = all.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
    throw refused(`There is no service called "${name}". There is: ${all.map((one) => one.name).join(', ')}.`);
  });
  return enough([...new Set(chosen)], all);
}

function enough(chosen: Service[], all: readonly Service[]): Service[] {
  if (chosen.length >= SERVICES.min && chosen.length <= SERVICES.max) return chosen;
  const known = all.length === 0 ? 'none' : all.map(({ name }) => name).join(', ');
  const told = `A council needs ${SERVICES.min} to ${SERVICES.max} services. There is: ${known}.`;
  throw refused(all.length < SERVICES.min ? `${told} ${ADD}` : told);
}

const refused = (told: string) => new UserError(told, 'VALIDATION_ERROR', { field: 'services' });
