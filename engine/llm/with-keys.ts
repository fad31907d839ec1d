import { RetryError } from '../errors.ts';
import { usageOf } from './billed-errors.ts';
import type { Breakers } from './breaker.ts';
import { type FailureKind, failureOf, LastingFailure, NotNow } from './failure.ts';
import type { LimitedKey, Limiter, Taken } from './limits.ts';
import type { ModelReply, ModelRequest, Models, Provider } from './provider.ts';
import { requestBytes } from './request-bytes.ts';

/** One key that a provider may speak with. */
export type KeyLine = LimitedKey & {
  /** Opens it for one call, and says to the audit what for. */
  use<T>(purpose: string, call: (provider: Provider) => Promise<T>): Promise<T>;
};

export type WithKeys = {
  name: string;
  models: Models;
  /** In the order in which they are tried. */
  lines: () => readonly KeyLine[];
  breakers: Breakers;
  limiter: Limiter;
  /** What to do when there is none. */
  missing: string;
};

/** Failures after which the next key is asked at once: none of them is billed. */
const NEXT_KEY: ReadonlySet<FailureKind> = new Set(['bad-key', 'no-quota', 'no-model', 'rate-limit', 'unreachable', 'server']);

/**
 * A provider that speaks with the first of its keys that may be used now: a key whose breaker is open or whose limit is
 * reached is passed over, one that is refused gives way to the next. Throws NotNow when all have to wait.
 */
export function withKeys({ name, models, lines, breakers, limiter, missing }: WithKeys): Provider {
  async function firstThatCan<T>(
    who: string,
    tokens: number,
    call: (provider: Provider) => Promise<T>,
    used: (result: T) => number,
  ): Promise<T> {
    const waits: number[] = [];
    let failed: unknown;
    for (const line of lines()) {
      const breaker = breakers.of(line.id);
      const resting = breaker.waitMs();
      const taken: Taken | undefined = resting > 0 ? undefined : await limiter.take(line, who, tokens);
      if (!taken || taken.waitMs > 0) {
        waits.push(taken?.waitMs ?? resting);
        continue;
      }
      try {
        const result = await breaker.run(() => line.use(who, call));
        await taken.settle(used(result));
        return result;
      } catch (error) {
        const usage = usageOf(error);
        await taken.settle(usage ? usage.input + usage.cached + usage.cacheWrite + usage.output : 0);
        const kind = failureOf(error)?.kind;
        if (!kind || usage || !NEXT_KEY.has(kind)) throw error;
        // What time may mend is told rather than what needs a person: some key may soon speak again.
        if (!(failed instanceof RetryError)) failed = error;
      }
    }
    if (failed instanceof RetryError) throw failed;
    if (waits.length > 0) throw new NotNow(`Every key of ${name} is at its limit or resting after failures`, Math.min(...waits));
    throw failed ?? new LastingFailure('bad-key', missing);
  }

  return {
    name,
    models,
    generate(request: ModelRequest, signal: AbortSignal): Promise<ModelReply> {
      const tokens = mostTokens(request);
      const used = ({ usage }: ModelReply) => usage.input + usage.cached + usage.cacheWrite + usage.output;
      return firstThatCan(
        request.scene.transcript.id,
        tokens,
        (provider) => provider.generate(ownModel(request, models, provider), signal),
        used,
      );
    },
    check: (signal) =>
      firstThatCan(
        'check',
        1,
        (provider) => provider.check(signal),
        () => 1,
      ),
  };
}

/** Few texts take more than a token for two bytes; what was too much is given back when the vendor has counted. */
const mostTokens = (request: ModelRequest): number => Math.ceil(requestBytes(request) / 2) + request.maxOutputTokens;

/** A key may be for another model than the one that was asked for: what speaks here speaks there. */
function ownModel(request: ModelRequest, models: Models, provider: Provider): ModelRequest {
  const role = (['speak', 'small', 'report'] as const).find((one) => models[one] === request.model);
  return role ? { ...request, model: provider.models[role] } : request;
}
