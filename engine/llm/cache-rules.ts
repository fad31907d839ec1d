import { priceOf } from './prices.ts';

/** How a vendor bills a prompt that begins as an earlier one did; prices as shares of the uncached one. */
export type CacheRules = { minTokens: number; read: number; write: number };

/** Tokens from which a prefix is cached, by model; a mark on a shorter one is ignored. Source: Anthropic's guide to prompt caching. */
const CACHED_FROM: readonly (readonly [RegExp, number])[] = [
  [/haiku|opus-4/, 4096],
  [/sonnet-4-6/, 2048],
];
const OTHERS_CACHED_FROM = 1024;

export const cachedFrom = (model: string): number =>
  CACHED_FROM.find(([pattern]) => pattern.test(model))?.[1] ?? OTHERS_CACHED_FROM;

/** More than English has in a token: what is marked by it is surely long enough. */
export const MARKED_BYTES_A_TOKEN = 5;

/** Undefined where nothing is known to be cached: an unknown model, a server of one's own. */
export function cacheRulesOf(model: string): CacheRules | undefined {
  const price = priceOf(model);
  if (!price || price.cachedRead >= price.input) return undefined;
  return { minTokens: cachedFrom(model), read: price.cachedRead / price.input, write: price.cachedWrite / price.input };
}
