import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import builtIn from './prices.json' with { type: 'json' };
import { readPrices } from './prices-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simfocus-prices-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, 'prices.json');
  await writeFile(path, text);
  return path;
}

const llama = { input: 0.1, cachedRead: 0.1, cachedWrite: 0.1, output: 0.2 };
const { cachedRead: _cachedRead, ...gap } = llama;

describe('a file of prices', () => {
  it('has the form of the built-in list', async () => {
    expect(readPrices(await file(JSON.stringify(builtIn)))).toEqual({ models: builtIn.models });
    expect(readPrices(await file(JSON.stringify({ models: { 'llama3:8b': llama } })))).toEqual({
      models: { 'llama3:8b': llama },
    });
  });

  it.each([
    ['a gap', { models: { llama3: gap } }, /: "llama3", cachedRead is missing\. Each price has/],
    ['a negative price', { models: { llama3: { ...llama, output: -1 } } }, /: "llama3", output is negative\./],
    ['a price in words', { models: { llama3: { ...llama, input: '3' } } }, /: "llama3", input is not a number\./],
    ['nothing for a price', { models: { llama3: { ...llama, input: null } } }, /: "llama3", input is not a number\./],
    ['a price that is no object', { models: { llama3: 3 } }, /: "llama3" is not usable\./],
    [
      'a gap in long prompts',
      { models: { llama3: { ...llama, long: llama } } },
      /: "llama3", long\.over is not a whole number\./,
    ],
    ['no models', { prices: {} }, /has no list of models/],
    ['models in a list', { models: [llama] }, /has no list of models/],
    ['no object', 3, /has no list of models/],
  ])('is refused with %s', async (_what, content, told) => {
    const path = await file(JSON.stringify(content));
    expect(() => readPrices(path)).toThrow(
      expect.objectContaining({ name: 'UserError', field: 'PRICES_FILE', message: expect.stringMatching(told) }),
    );
    expect(() => readPrices(path)).toThrow(/^PRICES_FILE \([^\n]*\)[^\n]*\.$/);
  });

  it('is refused when it is no JSON, a folder, or not there', async () => {
    const path = await file('{ models: }');
    expect(() => readPrices(path)).toThrow(/ is not JSON: /);
    expect(() => readPrices(folder)).toThrow(/ is a folder\. Name a file in it\./);
    expect(() => readPrices(join(folder, 'other.json'))).toThrow(/ does not exist\. Check the path/);
  });

  it('takes a model of any name', async () => {
    const path = await file(`{"models": {"__proto__": ${JSON.stringify(llama)}, "constructor": ${JSON.stringify(llama)}}}`);
    expect(Object.keys(readPrices(path).models)).toContain('constructor');
    expect(({} as { input?: number }).input).toBeUndefined();
  });
});
