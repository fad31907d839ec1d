import { afterEach, describe, expect, it } from 'vitest';
import { costOf, PRICES_DATE, priceOf, unknownPrices, upperBound, usePrices } from './prices.ts';

describe('prices', () => {
  it('has a date, and the price of a family for its dated names', () => {
    expect(PRICES_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(priceOf('gpt-5-nano-2025-08-07')).toEqual({ input: 0.05, cachedRead: 0.005, cachedWrite: 0.05, output: 0.4 });
    expect(priceOf('claude-haiku-4-5-20251001')).toEqual(priceOf('claude-haiku-4-5'));
    expect(priceOf('llama3')).toBeUndefined();
  });

  it('charges each kind of token at its own rate', () => {
    const tokens = { input: 1_000_000, cached: 2_000_000, cacheWrite: 4_000_000, output: 100_000 };
    expect(costOf('claude-sonnet-4-6', tokens)).toBeCloseTo(3 + 0.6 + 15 + 1.5, 10);
    expect(costOf('llama3', tokens)).toBeNull();
  });

  it('bounds a call from above: a token for each byte, the dearest rate, all the room for reasoning', () => {
    expect(upperBound('claude-sonnet-4-6', 1_000_000, 1000)).toBeCloseTo(3.75 + 0.015, 10);
    expect(upperBound('gpt-5-nano', 0, 1000)).toBeCloseTo((2024 * 0.4) / 1e6, 12);
    expect(upperBound('llama3', 1000, 1000)).toBeNull();
    const text = 'Ein völlig gewöhnlicher Satz, 一句话, und noch einer.';
    const most = costOf('gpt-5.4', { input: 0, cached: 0, cacheWrite: text.length, output: 50 });
    expect(upperBound('gpt-5.4', Buffer.byteLength(text), 50)).toBeGreaterThan(most ?? 0);
  });

  it('bills a whole request at the price of long prompts, cached tokens counted', () => {
    const tokens = { input: 50_000, cached: 40_000, cacheWrite: 10_000, output: 1_000 };
    expect(costOf('claude-haiku-5-5', tokens)).toBeCloseTo((50 * 0.1 + 40 * 0.01 + 10 * 0.125 + 0.5) / 1e3, 10);
    expect(costOf('claude-haiku-5-5', { ...tokens, input: 50_001 })).toBeCloseTo(
      (50.001 * 0.5 + 40 * 0.05 + 6.25 + 2.5) / 1e3,
      10,
    );
    // Of a prompt that may be long by its bytes.
    const most = costOf('claude-haiku-5-5', { input: 0, cached: 0, cacheWrite: 150_000, output: 500 });
    expect(upperBound('claude-haiku-5-5', 150_000, 500)).toBeGreaterThanOrEqual(most ?? 1);
  });

  it('says which prices are not known and where to enter them', () => {
    expect(unknownPrices(['gpt-5.4', 'llama3', 'llama3', 'phi'])).toBe(
      'The prices of llama3, phi are not known. Enter them in the file that PRICES_FILE names (docs/operations.md)',
    );
    expect(unknownPrices(['gpt-5.4'])).toBeUndefined();
  });
});

describe('prices of an installation', () => {
  afterEach(() => usePrices());

  it('stand over the built-in ones', () => {
    const llama = { input: 0, cachedRead: 0, cachedWrite: 0, output: 0 };
    usePrices({ models: { llama3: llama, 'gpt-5-nano': { ...llama, output: 7 } } });
    expect(costOf('llama3', { input: 9, cached: 9, cacheWrite: 9, output: 9 })).toBe(0);
    expect(priceOf('gpt-5-nano-2025-08-07')?.output).toBe(7);
    expect(priceOf('gpt-5.4')?.output).toBe(15);
    usePrices();
    expect(priceOf('llama3')).toBeUndefined();
  });
});
