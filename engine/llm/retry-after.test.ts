import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const wait = (headers: Record<string, string>): number | undefined => retryAfterMs(new Headers(headers), now);

it('reads milliseconds, seconds and dates', () => {
  expect(wait({ 'retry-after-ms': '1500', 'retry-after': '9' })).toBe(1500);
  expect(wait({ 'retry-after': '2' })).toBe(2000);
  expect(wait({ 'retry-after': '0.5' })).toBe(500);
  expect(wait({ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' })).toBe(7000);
  expect(wait({ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' })).toBe(0);
});

it('waits until the limit that is used up is filled again, and for no other', () => {
  expect(wait({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2.5s' })).toBe(62_500);
  expect(wait({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '120ms' })).toBe(120);
  expect(wait({ 'x-ratelimit-remaining-tokens': '7', 'x-ratelimit-reset-tokens': '5s' })).toBeUndefined();
  expect(
    wait({ 'anthropic-ratelimit-input-tokens-remaining': '0', 'anthropic-ratelimit-input-tokens-reset': '2026-01-01T00:00:30Z' }),
  ).toBe(30_000);
});

it('says nothing when nothing is said', () => {
  expect(wait({})).toBeUndefined();
  expect(wait({ 'retry-after': 'soon' })).toBeUndefined();
});
