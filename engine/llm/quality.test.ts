import { expect, it } from 'vitest';
import { anthropicProvider } from './anthropic.ts';
import { openAiProvider } from './openai.ts';
import { priceOf, unknownPrices } from './prices.ts';
import { modelsFor, QUALITIES } from './quality.ts';

it('has a choice of priced models for each vendor, the better the dearer', () => {
  for (const vendor of ['openai', 'anthropic']) {
    const choices = QUALITIES.map((quality) => modelsFor(vendor, quality)!);
    for (const role of ['speak', 'small', 'report'] as const) {
      const prices = choices.map((models) => priceOf(models[role])!.output);
      expect(prices).toEqual([...prices].sort((a, b) => a - b));
    }
    const speaking = choices.map(({ speak }) => priceOf(speak)!.output);
    expect(new Set(speaking).size).toBe(3);
  }
  expect(modelsFor('rehearsal', 'best')).toBeUndefined();
});

it('is balanced where nobody chose', () => {
  expect(openAiProvider({ apiKey: 'sk' }).models).toEqual(modelsFor('openai', 'balanced'));
  expect(anthropicProvider({ apiKey: 'sk-ant' }).models).toEqual(modelsFor('anthropic', 'balanced'));
});

it('has a price for every model that is named', () => {
  const named = ['openai', 'anthropic'].flatMap((vendor) =>
    QUALITIES.flatMap((quality) => Object.values(modelsFor(vendor, quality)!)),
  );
  const defaults = [openAiProvider({ apiKey: 'sk' }), anthropicProvider({ apiKey: 'sk-ant' })].flatMap(({ models }) =>
    Object.values(models),
  );
  expect(unknownPrices([...named, ...defaults])).toBeUndefined();
});
