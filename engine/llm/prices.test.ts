import { describe, expect, it } from 'vitest';
import { costOf, PRICES_DATE, priceOf, upperBound } from './prices.ts';

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
});
