import type { Usage } from '../types.ts';
import prices from './prices.json' with { type: 'json' };
import { headRoom } from './reasoning.ts';

/** US dollars per million tokens. */
export type Price = { input: number; cachedRead: number; cachedWrite: number; output: number };
export type Tokens = Omit<Usage, 'cost'>;

const table = new Map<string, Price>(Object.entries(prices.models));

/** The day of the price list: shown beside every estimate. */
export const PRICES_DATE: string = prices.date;

/** A dated name (`gpt-5-nano-2025-08-07`, `claude-haiku-4-5-20251001`) has the price of its family. */
export function priceOf(model: string): Price | undefined {
  return table.get(model) ?? table.get(model.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, ''));
}

/** US dollars; null where the price of the model is not known. */
export function costOf(model: string, tokens: Tokens): number | null {
  const price = priceOf(model);
  if (!price) return null;
  const { input, cached, cacheWrite, output } = tokens;
  return (input * price.input + cached * price.cachedRead + cacheWrite * price.cachedWrite + output * price.output) / 1_000_000;
}

/**
 * More than the call can cost: no vocabulary has tokens shorter than a byte, the prompt is taken at its dearest rate,
 * and the room that a model gets for reasoning is spent whole.
 */
export function upperBound(model: string, promptBytes: number, maxOutputTokens: number): number | null {
  const price = priceOf(model);
  if (!price) return null;
  const input = promptBytes * Math.max(price.input, price.cachedRead, price.cachedWrite);
  return (input + (maxOutputTokens + headRoom(model)) * price.output) / 1_000_000;
}
