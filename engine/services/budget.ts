import { UserError } from '../errors.ts';
import { unknownPrices, upperBound } from '../llm/prices.ts';
import type { Provider } from '../llm/provider.ts';
import type { Service, Voice } from '../types.ts';

/** A first question, its answers, summaries and ranking, in bytes of a prompt. */
const PROMPT_BYTES = 3_000;

/** Throws UserError where none of the services can be asked, or the cap cannot be held. */
export function checkServices(
  services: readonly Service[],
  budget: number | undefined,
  providerFor: (voice: Voice) => Provider,
): void {
  const missing: UserError[] = [];
  for (const service of services) {
    try {
      providerFor(service);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      missing.push(error);
    }
  }
  if (missing[0] && missing.length === services.length) throw missing[0];
  if (budget === undefined) return;
  if (!(Number.isFinite(budget) && budget > 0))
    throw refused('The budget must be more than zero. Say how many US dollars may be spent, for instance 0.50.');
  checkModelPrices(services.map(({ model }) => model));
  const least = leastForServices(services);
  if (budget < least)
    throw refused(
      `A budget of $${budget} may be used up by the first answers: they may take $${least.toFixed(4)}. Raise it, or ask fewer services.`,
    );
}

/** Throws UserError where the price of a model is not known. */
export function checkModelPrices(models: readonly string[]): void {
  const unknown = unknownPrices([...models]);
  if (unknown) throw refused(`${unknown}; without it a budget cannot be held. Or leave the budget out.`);
}

/** What the first answers may take, in US dollars. */
export const leastForServices = (services: readonly Service[]): number =>
  services.reduce((sum, { model, maxOutputTokens }) => sum + (upperBound(model, PROMPT_BYTES, maxOutputTokens) ?? 0), 0);

const refused = (told: string) => new UserError(told, 'VALIDATION_ERROR', { field: 'budget' });
