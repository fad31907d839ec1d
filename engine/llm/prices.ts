import type { Usage } from '../types.ts';
import builtIn from './prices.json' with { type: 'json' };
import type { Models } from './provider.ts';
import { headRoom } from './reasoning.ts';

/** US dollars per million tokens. */
export type Rates = { input: number; cachedRead: number; cachedWrite: number; output: number };
/** `long`: what a whole request costs whose prompt has more than `over` tokens, cached ones counted. */
export type Price = Rates & { long?: (Rates & { over: number }) | undefined };
export type PriceList = { models: Readonly<Record<string, Price>> };
export type Tokens = Omit<Usage, 'cost'>;

/** The day of the price list: shown beside every estimate. */
export const PRICES_DATE: string = builtIn.date;

const tableOf = ({ models }: PriceList) => new Map<string, Price>(Object.entries(models));
const known = tableOf(builtIn);
let table: ReadonlyMap<string, Price> = known;

/** Puts this installation's own prices over the built-in ones, for the whole process; without a list these alone count. */
export function usePrices(own?: PriceList): void {
  table = own ? new Map([...known, ...tableOf(own)]) : known;
}

/** A dated name (`gpt-5-nano-2025-08-07`, `claude-haiku-4-5-20251001`) has the price of its family. */
export function priceOf(model: string): Price | undefined {
  return table.get(model) ?? table.get(model.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, ''));
}

export const isPriced = (models: Models): boolean => Object.values(models).every((model) => priceOf(model));

export const isLong = (model: string, promptTokens: number): boolean =>
  promptTokens > (priceOf(model)?.long?.over ?? Number.POSITIVE_INFINITY);

const ratesFor = (price: Price, long: boolean): Rates => (long && price.long ? price.long : price);

/** US dollars of one request, or of several that are all long or all not; null where the price of the model is not known. */
export function costOf(model: string, tokens: Tokens, long = isLong(model, promptOf(tokens))): number | null {
  const price = priceOf(model);
  if (!price) return null;
  const { input, cachedRead, cachedWrite, output } = ratesFor(price, long);
  const sum = tokens.input * input + tokens.cached * cachedRead + tokens.cacheWrite * cachedWrite + tokens.output * output;
  return sum / 1_000_000;
}

const promptOf = ({ input, cached, cacheWrite }: Tokens): number => input + cached + cacheWrite;

/**
 * More than the call can cost: no vocabulary has tokens shorter than a byte, the prompt is taken at its dearest rate,
 * and the room that a model gets for reasoning is spent whole.
 */
export function upperBound(model: string, promptBytes: number, maxOutputTokens: number): number | null {
  const price = priceOf(model);
  if (!price) return null;
  const { input, cachedRead, cachedWrite, output } = ratesFor(price, isLong(model, promptBytes));
  const prompt = promptBytes * Math.max(input, cachedRead, cachedWrite);
  return (prompt + (maxOutputTokens + headRoom(model)) * output) / 1_000_000;
}

/** What to tell of models whose price nobody knows, without a full stop; undefined where all are known. */
export function unknownPrices(models: Iterable<string>): string | undefined {
  const unknown = [...new Set(models)].filter((model) => !priceOf(model));
  if (unknown.length === 0) return undefined;
  const [which, them] =
    unknown.length === 1 ? ['The price of', 'is not known. Enter it'] : ['The prices of', 'are not known. Enter them'];
  return `${which} ${unknown.join(', ')} ${them} in the file that PRICES_FILE names (docs/operations.md)`;
}
