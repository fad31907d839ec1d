import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countWords } from '../text.ts';
import { strictSchema } from './json-schema.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { filled, linesOf } from './model-server-play.ts';
import { openAiProvider } from './openai.ts';
import { contractRequest } from './provider.contract.ts';

const quoted = z.object({ claims: z.array(z.object({ quote: z.string(), turn: z.int() })).min(2), good: z.boolean() });

describe('the stand-in for a model', () => {
  let server: ModelServer;
  const signal = AbortSignal.timeout(10_000);
  const provider = (): ReturnType<typeof openAiProvider> =>
    openAiProvider({ apiKey: 'sk-good', baseUrl: server.url, model: 'gpt-5.4-mini' });
  beforeAll(async () => {
    server = await startModelServer({ latencyMs: 100 });
  });
  afterAll(() => server.close());

  it('says the same to the same request, at about the length asked for', async () => {
    const request = contractRequest(provider(), { own: 'Say it in about 80 words.' });
    const [first, second, other] = await Promise.all([
      provider().generate(request, signal),
      provider().generate(request, signal),
      provider().generate({ ...request, own: 'Say it otherwise in about 80 words.' }, signal),
    ]);
    expect(first.text).toBe(second.text);
    expect(other.text).not.toBe(first.text);
    expect(countWords(first.text)).toBeGreaterThan(65);
    expect(countWords(first.text)).toBeLessThan(100);
    expect(server.stats()).toMatchObject({ calls: 3, repeats: 1, inFlight: 0, maxInFlight: 3 });
  });

  it('quotes what was said, with its turn', async () => {
    const request = contractRequest(provider(), { schema: { name: 'quoted', type: quoted } });
    const { data } = await provider().generate(request, signal);
    for (const { quote, turn } of quoted.parse(data).claims) {
      expect(request.shared.find((block) => block.startsWith(`[${turn}] `))).toContain(quote);
    }
  });

  it('knows which calls were open at a moment, and which client left', async () => {
    const controller = new AbortController();
    const before = Date.now();
    const call = provider().generate(contractRequest(provider(), { own: 'Left alone.' }), controller.signal);
    await expect.poll(() => server.stats().inFlight).toBe(1);
    expect(server.inFlightAt(Date.now())).toBe(1);
    expect(server.inFlightAt(before - 1000)).toBe(0);
    controller.abort(new Error('gone'));
    await expect(call).rejects.toThrow('gone');
    await expect.poll(() => server.stats().inFlight).toBe(0);
    const last = server.stats().log.at(-1);
    expect(last).toMatchObject({ clientGone: true });
    expect(last).not.toHaveProperty('status');
    expect(server.stats().log[0]).toMatchObject({ clientGone: false, status: 200 });
  });
});

describe('filled', () => {
  const form = z.object({
    position: z.int().min(-2).max(2),
    score: z.int().min(0).max(100),
    reason: z.string().min(1).max(60),
    stance: z.enum(['for', 'against']),
    turn: z.int().nullable(),
    dissent: z.string().nullable(),
    ranking: z.array(z.string()).min(4).max(5),
  });
  it('fits the form, with every seed, with and without a transcript', () => {
    const lines = linesOf('rules\n[3] Ann Lee: we pay twice already.\n[x] no line');
    expect(lines).toEqual([{ turn: 3, name: 'Ann Lee', text: 'we pay twice already.' }]);
    const seen = new Set<number>();
    for (let seed = 0; seed < 60; seed++) {
      const data = form.parse(filled(strictSchema(form), `${seed}`, seed % 2 ? lines : []));
      expect(data.turn).toBe(seed % 2 ? 3 : null);
      seen.add(data.position);
    }
    expect([...seen].sort()).toEqual([-1, -2, 0, 1, 2]);
  });
});
