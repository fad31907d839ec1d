import type { Models } from './provider.ts';

export type ModelChoice = {
  /** Speaks and writes the report. */
  model?: string;
  /** One for each kind of work. */
  models?: Partial<Models>;
};

/**
 * What a person chose, over the vendor's defaults. With one name the small work stays with the vendor's small model,
 * unless the endpoint is the person's own, where that model need not exist.
 */
export function chosenModels(defaults: Models, { model, models = {} }: ModelChoice, ownEndpoint: boolean): Models {
  const main = model ?? (ownEndpoint ? (models.speak ?? models.report ?? models.small) : undefined);
  return {
    speak: models.speak ?? main ?? defaults.speak,
    small: models.small ?? (ownEndpoint ? main : undefined) ?? defaults.small,
    report: models.report ?? main ?? defaults.report,
  };
}
