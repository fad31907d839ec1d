import { expect, it } from 'vitest';
import { anthropicCache, type Block, openAiBreakpointCache, openAiCache } from './cache-rules.ts';

const block = (tokens: number, letter: string, marked = false): Block => ({ text: letter.repeat(4 * tokens), marked });
const head = block(2000, 'a', true);

it('Anthropic: writes what is marked, reads it from then on, for five minutes after it was last read', () => {
  const cache = anthropicCache();
  expect(cache.bill([head, block(50, 'b')], 0)).toEqual({ read: 0, written: 2000, plain: 50 });
  expect(cache.bill([head, block(50, 'c')], 0)).toMatchObject({ read: 0 });
  expect(cache.bill([head, block(50, 'c')], 290)).toEqual({ read: 2000, written: 0, plain: 50 });
  expect(cache.bill([head, block(50, 'c')], 580)).toMatchObject({ read: 2000 });
  expect(cache.bill([head, block(50, 'c')], 900)).toMatchObject({ read: 0, written: 2000 });
});

it('Anthropic: nothing under 1,024 tokens, nothing further back than 20 blocks, and only four marks', () => {
  const cache = anthropicCache();
  expect(cache.bill([block(1000, 'a', true)], 0)).toEqual({ read: 0, written: 0, plain: 1000 });
  cache.bill([head], 0);
  const longer = (blocks: number) => [
    { ...head, marked: false },
    ...Array.from({ length: blocks }, (_, i) => block(10, 'x', i === blocks - 1)),
  ];
  expect(cache.bill(longer(19), 10)).toMatchObject({ read: 2000, written: 190 });
  expect(
    cache.bill([{ ...head, marked: false }, ...Array.from({ length: 20 }, (_, i) => block(10, 'y', i === 19))], 10).read,
  ).toBe(0);
  expect(() =>
    cache.bill(
      Array.from({ length: 5 }, () => head),
      20,
    ),
  ).toThrow(/takes 4/);
});

it('OpenAI to 5.5: prefixes in steps of 128 tokens, whatever the blocks', () => {
  const cache = openAiCache();
  const marker = 1.5; // each part begins with six bytes
  expect(cache.bill([block(2000, 'a')], 0)).toEqual({ read: 0, written: 0, plain: Math.ceil(2000 + marker) });
  const { read, written, plain } = cache.bill([block(2000, 'a'), block(500, 'b')], 8);
  expect({ read, written }).toEqual({ read: 1920, written: 0 });
  expect(read + plain).toBe(Math.ceil(2500 + 2 * marker));
  expect(cache.bill([block(1100, 'a'), block(900, 'c')], 16).read).toBe(1024);
  expect(cache.bill([block(1000, 'a'), block(900, 'c')], 16).read).toBe(0);
  expect(cache.bill([block(2000, 'a')], 1000).read).toBe(0);
});

it('OpenAI from 5.6: at breakpoints only, and writing is billed', () => {
  const cache = openAiBreakpointCache();
  expect(cache.bill([head, block(300, 'b', true), block(9, 'z')], 0)).toEqual({ read: 0, written: 2300, plain: 9 });
  expect(cache.bill([head, block(300, 'c', true), block(9, 'z')], 8)).toEqual({ read: 2000, written: 300, plain: 9 });
  expect(cache.bill([{ ...head, marked: false }, block(9, 'z')], 16)).toEqual({ read: 0, written: 0, plain: 2009 });
});
