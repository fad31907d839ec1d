import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RetryError, UserError } from '../errors.ts';
import { fold } from '../transcript.ts';
import { mayBeBilled } from './failure.ts';
import type { ModelRequest, Provider } from './provider.ts';

/** What may go wrong on the way to a vendor. */
export type ContractTrouble =
  | 'rate-limit'
  | 'server-error'
  | 'reset'
  | 'not-json'
  | 'truncated'
  | 'cut-off'
  | 'stream-error'
  | 'misfit'
  | 'empty'
  | 'refusal'
  | 'hang';

export type ContractSubject = {
  provider: Provider;
  /** True where the vendor reports what it read from its cache. */
  caches?: boolean;
  /** True where the text comes as it is written. */
  streams?: boolean;
  /** Makes the next call go wrong; left out where nothing is called. A rate limit asks for two seconds. */
  trouble?(kind: ContractTrouble): void;
  /** The same provider with a key that the vendor refuses, without credit, with an unknown model, and with nobody there. */
  faulty?: { key: Provider; keyText: string; credit: Provider; model: Provider; address: Provider };
  close?(): Promise<void>;
};

const ballot = z.object({
  position: z.int().min(-2).max(2),
  reason: z.string().min(1).max(600),
  turn: z.int().nullable(),
});

/** A request as the engine makes them: what is shared first, a block for each turn, the speaker's own last. */
export function contractRequest(provider: Provider, change: Partial<ModelRequest> = {}): ModelRequest {
  const transcript = fold('contract', []);
  const speaker = { id: 'p1', name: 'Maria' };
  const sayings = ['the shops on our street close at six.', 'we pay for parking twice a week.', 'the bus is late every morning.'];
  return {
    key: 'turn/1/p1',
    role: 'speak',
    model: provider.models.speak,
    system: 'You take part in a discussion. Speak as the person described at the end.',
    shared: [
      `Topic: a town centre without cars. ${'The council has asked for views from people who live, work and shop there. '.repeat(300)}`,
      ...sayings.map((text, i) => `[${i + 1}] Jonas: ${text}`),
    ],
    own: 'You are Maria, 52, who runs a bakery. Say what you think in about 40 words.',
    maxOutputTokens: 600,
    temperature: 0.9,
    scene: {
      transcript,
      step: { kind: 'speak', key: 'turn/1/p1', speaker, instruction: 'Say what you think.', words: { about: 40, max: 80 } },
    },
    ...change,
  };
}

const soon = (): AbortSignal => AbortSignal.timeout(10_000);

/** An address on this machine at which nobody listens any more. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

/** What every provider promises, whoever the vendor is. */
export function providerContract(name: string, make: () => Promise<ContractSubject>): void {
  describe(`provider: ${name}`, () => {
    let subject: ContractSubject;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => {
      await subject.close?.();
    });
    const failure = async (
      provider = subject.provider,
      change: Partial<ModelRequest> = {},
      onText?: (delta: string) => void,
    ): Promise<unknown> =>
      provider.generate(contractRequest(provider, change), soon(), onText).then(
        (reply) => expect.fail(`answered: ${reply.text}`),
        (error: unknown) => error,
      );

    it('speaks a turn, and counts what it took', async () => {
      const { provider } = subject;
      const reply = await provider.generate(contractRequest(provider), soon());
      expect(reply.text.trim()).not.toBe('');
      expect(reply.data).toBeUndefined();
      expect(reply.model).not.toBe('');
      expect(reply.usage.output).toBeGreaterThan(0);
      expect(Math.min(reply.usage.input, reply.usage.cached, reply.usage.cacheWrite)).toBeGreaterThanOrEqual(0);
    });

    it('gives a structured answer as data of the form asked for', async () => {
      const { provider } = subject;
      const request = contractRequest(provider, {
        key: 'ballot/before/p1',
        model: provider.models.small,
        schema: { name: 'ballot', type: ballot },
      });
      const step = {
        kind: 'decide' as const,
        key: request.key,
        name: 'ballot',
        instruction: 'Vote.',
        schema: ballot,
        sees: 'topic' as const,
      };
      const reply = await provider.generate({ ...request, scene: { ...request.scene, step } }, soon());
      expect(ballot.safeParse(reply.data)).toMatchObject({ success: true });
    });

    it('reads what is shared from the cache the second time', async (context) => {
      const { provider, caches } = subject;
      if (!caches) return context.skip('it keeps no cache');
      const shared = [...contractRequest(provider).shared, '[4] Jonas: and one more thing.'];
      const first = await provider.generate(contractRequest(provider, { shared }), soon());
      const own = 'You are Ahmed, 31, who drives a van. Say what you think in about 40 words.';
      const second = await provider.generate(contractRequest(provider, { shared, own }), soon());
      expect(second.usage.cached).toBeGreaterThan(3 * second.usage.input);
      expect(second.usage.cost).toBeGreaterThan(0);
      expect(second.usage.cost).toBeLessThan(first.usage.cost === null ? 0 : first.usage.cost * 1.01);
    });

    it('stops when the caller aborts, with the caller’s own reason', async () => {
      const { provider } = subject;
      const reason = new Error('the discussion was stopped');
      await expect(provider.generate(contractRequest(provider), AbortSignal.abort(reason))).rejects.toBe(reason);
      if (!subject.trouble) return;
      subject.trouble('hang');
      const controller = new AbortController();
      const call = provider.generate(contractRequest(provider), controller.signal);
      setTimeout(() => controller.abort(reason), 50);
      await expect(call).rejects.toBe(reason);
    });

    it('gives the text as it is written, and in the end the same answer as at once', async () => {
      const { provider } = subject;
      const deltas: string[] = [];
      const request = contractRequest(provider, { own: 'Say in about 30 words what you think of buses.' });
      const streamed = await provider.generate(request, soon(), (delta) => deltas.push(delta));
      const whole = await provider.generate(request, soon());
      expect(streamed.text).toBe(whole.text);
      if (deltas.length > 0) expect(deltas.join('')).toBe(streamed.text);
      if (subject.streams) expect(deltas.length).toBeGreaterThan(5);
      const sum = ({ usage: { input, cached, cacheWrite } }: typeof whole) => input + cached + cacheWrite;
      expect(sum(streamed)).toBe(sum(whole));
      expect(streamed.usage.output).toBe(whole.usage.output);
    });

    it.each(['rate-limit', 'server-error', 'reset', 'not-json', 'truncated', 'cut-off', 'empty'] as const)(
      'asks for another try after: %s, also in a stream',
      async (kind) => {
        if (!subject.trouble) return;
        for (const onText of [undefined, () => {}]) {
          subject.trouble(kind);
          const error = await failure(subject.provider, {}, onText);
          expect(error).toBeInstanceOf(RetryError);
          if (kind === 'rate-limit') expect((error as RetryError).retryAfterMs).toBe(2000);
          // What broke off may have been billed; what was answered with an error, or with its usage, was not.
          expect(mayBeBilled(error)).toBe(['reset', 'not-json', 'truncated', 'cut-off'].includes(kind));
        }
      },
    );

    it('asks for another try when the vendor breaks off a stream with an error of its own', async () => {
      if (!subject.trouble) return;
      subject.trouble('stream-error');
      const error = await failure(subject.provider, {}, () => {});
      expect(error).toMatchObject({ kind: 'broken-reply', message: expect.stringContaining('in the middle of its answer') });
      expect(mayBeBilled(error)).toBe(true);
    });

    it('asks for another try when the answer has another form', async () => {
      if (!subject.trouble) return;
      subject.trouble('misfit');
      expect(await failure(subject.provider, { schema: { name: 'ballot', type: ballot } })).toBeInstanceOf(RetryError);
    });

    it('tells the person that the model refused', async () => {
      if (!subject.trouble) return;
      subject.trouble('refusal');
      expect(await failure()).toMatchObject({ name: 'Refusal', code: 'LLM_API_ERROR' });
    });

    it('tells a bad key, no credit, an unknown model and an address without an answer apart', async () => {
      const { faulty } = subject;
      if (!faulty) return;
      const badKey = await failure(faulty.key);
      expect(badKey).toBeInstanceOf(UserError);
      expect(badKey).toMatchObject({ code: 'API_KEY_INVALID', message: expect.stringContaining('401') });
      expect(await failure(faulty.credit)).toMatchObject({ code: 'LLM_API_ERROR', message: expect.stringMatching(/credit/) });
      expect(await failure(faulty.model)).toMatchObject({
        code: 'LLM_API_ERROR',
        message: expect.stringContaining(faulty.model.models.speak),
      });
      expect(await failure(faulty.address)).toMatchObject({
        name: 'Unreachable',
        message: expect.stringMatching(/cannot be reached/),
      });
    });

    it('checks: silent when all is well, a person’s error when it is not, and never a key in it', async () => {
      const { provider, faulty } = subject;
      await expect(provider.check(soon())).resolves.toBeUndefined();
      if (!faulty) return;
      for (const one of [faulty.key, faulty.model, faulty.address]) {
        const error = await one.check(soon()).then(
          () => expect.fail('the check passed'),
          (thrown: unknown) => thrown,
        );
        expect(error).toBeInstanceOf(UserError);
        const told = chain(error);
        expect(told).not.toContain(faulty.keyText);
      }
      expect(chain(await failure(faulty.key))).not.toContain(faulty.keyText);
    });
  });
}

/** The messages of an error and of all that caused it, as a log prints them. */
function chain(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack}\n${chain(error.cause)}` : '';
}
