import { RetryError, UserError } from '../errors.ts';
import { usageOf } from './billed-errors.ts';
import type { Breakers } from './breaker.ts';
import { type FailureKind, failureOf, LastingFailure, mayBeBilled, NotNow } from './failure.ts';
import type { LimitedKey, Limiter } from './limits.ts';
import type { ModelReply, ModelRequest, Models, Provider } from './provider.ts';
import { headRoom } from './reasoning.ts';
import { requestBytes } from './request-bytes.ts';

/** One key that a provider may speak with. */
export type KeyLine = LimitedKey & {
  /** Another one when the key was replaced. */
  version?: string;
  models: Models;
  /** Opens it for one call, and says to the audit what for. */
  use<T>(purpose: string, call: (provider: Provider) => Promise<T>): Promise<T>;
};

export type WithKeys = {
  name: string;
  /** Of the key that is tried first. */
  models: () => Models;
  /** In the order in which they are tried. */
  lines: () => readonly KeyLine[];
  breakers: Breakers;
  limiter: Limiter;
  /** What to do when there is none. */
  missing: string;
};

/** Failures after which the next key is asked at once. */
const NEXT_KEY: ReadonlySet<FailureKind> = new Set([
  'bad-key',
  'no-quota',
  'no-model',
  'rate-limit',
  'unreachable',
  'server',
  'context-too-long',
]);
/** A key that was refused so often in a row is left alone for a while, unless somebody replaces it. */
const REFUSALS = 3;
const REFUSED_MS = 30_000;
const AT_LIMIT = 'is at its limit of requests or tokens a minute.';
const RESTING = 'The last calls with this key have all failed. It is tried again by itself.';

type Refusal = { version: string | undefined; times: number; until: number; message: string };

/**
 * A provider that speaks with the first of its keys that may be used now: a key whose breaker is open, that was refused
 * again and again or whose limit is reached is passed over, one that is refused gives way to the next. Throws NotNow when all
 * have to wait.
 */
export function withKeys({ name, models, lines, breakers, limiter, missing }: WithKeys): Provider {
  const refusals = new Map<string, Refusal>();
  /** What the last failure of each key was. */
  const troubles = new Map<string, string>();

  function cannotNow({ id, version }: KeyLine): NotNow | undefined {
    const refusal = refusals.get(id);
    const left = refusal && refusal.version === version ? refusal.until - Date.now() : 0;
    if (refusal && left > 0) return new NotNow('refused', refusal.message, left);
    const resting = breakers.of(id).waitMs();
    return resting > 0 ? new NotNow('resting', troubles.get(id) ?? RESTING, resting) : undefined;
  }

  function noteFailure({ id, version }: KeyLine, error: unknown): void {
    const failure = failureOf(error);
    if (!failure || !(error instanceof Error)) return;
    const message = failure.kind === 'timeout' ? `${name} did not answer in time.` : error.message;
    if (failure.mends !== 'other-key') return void troubles.set(id, message);
    const before = refusals.get(id);
    const times = before && before.version === version ? before.times + 1 : 1;
    refusals.set(id, { version, times, until: times < REFUSALS ? 0 : Date.now() + REFUSED_MS, message });
  }

  async function firstThatCan<T>(
    who: string,
    role: keyof Models,
    tokens: (line: KeyLine) => number,
    call: (provider: Provider, line: KeyLine) => Promise<T>,
    used: (result: T) => number,
  ): Promise<T> {
    const waits: NotNow[] = [];
    /** Models that the request is too long for: another key does not make them larger. */
    const tooSmall = new Set<string>();
    let failed: unknown;
    for (const line of lines()) {
      const model = line.models[role];
      if (tooSmall.has(model)) continue;
      const wait = cannotNow(line);
      const taken = wait ? undefined : await limiter.take(line, who, tokens(line));
      if (!taken || taken.waitMs > 0) {
        waits.push(wait ?? new NotNow('limit', `Every key of ${name} ${AT_LIMIT}`, taken?.waitMs ?? 0));
        continue;
      }
      try {
        const result = await breakers.of(line.id).run(() => opened(line, who, (provider) => call(provider, line)));
        refusals.delete(line.id);
        await taken.settle(used(result));
        return result;
      } catch (error) {
        if (error instanceof NotNow) {
          await taken.settle(0);
          waits.push(error);
          continue;
        }
        noteFailure(line, error);
        // What may have been billed counts as it was estimated, and is not asked of another key for the same money.
        if (mayBeBilled(error)) throw error;
        const usage = usageOf(error);
        await taken.settle(usage ? usage.input + usage.cached + usage.cacheWrite + usage.output : 0);
        const kind = failureOf(error)?.kind;
        if (!kind || usage || !NEXT_KEY.has(kind)) throw error;
        if (kind === 'context-too-long') tooSmall.add(model);
        // The first is told; rather than what needs a person what time may mend: some key may soon speak again.
        if (!failed || (error instanceof RetryError && !(failed instanceof RetryError))) failed = error;
      }
    }
    if (failed instanceof RetryError) throw failed;
    const wait = soonest(waits);
    // What was refused just now is told in its own words, unless another key only waits.
    if (wait && (!failed || wait.because !== 'refused')) throw wait;
    throw failed ?? new LastingFailure('bad-key', missing);
  }

  return {
    name,
    get models() {
      return models();
    },
    answering: (role) => [...new Set([models()[role], ...lines().map((line) => line.models[role])])],
    cannot() {
      const waits = lines().map(cannotNow);
      if (waits.length === 0) return new NotNow('refused', missing, REFUSED_MS);
      return waits.every((wait) => wait !== undefined) ? soonest(waits) : undefined;
    },
    generate(request, signal, onText) {
      const used = ({ usage }: ModelReply) => usage.input + usage.cached + usage.cacheWrite + usage.output;
      const { role, scene } = request;
      const most = (line: KeyLine) => mostTokens(request, line.models[role]);
      const ask = async (provider: Provider, { id }: KeyLine) => ({
        ...(await ownModel(request, provider, signal, onText)),
        key: id,
      });
      return firstThatCan(scene.transcript.id, role, most, ask, used);
    },
    check: (signal) =>
      firstThatCan(
        'check',
        'speak',
        () => 1,
        (provider) => provider.check(signal),
        () => 1,
      ),
  };
}

/** A key that cannot be opened is as good as refused. */
async function opened<T>(line: KeyLine, who: string, call: (provider: Provider) => Promise<T>): Promise<T> {
  let isOpen = false;
  try {
    return await line.use(who, (provider) => {
      isOpen = true;
      return call(provider);
    });
  } catch (error) {
    if (isOpen || !(error instanceof UserError)) throw error;
    throw new LastingFailure('bad-key', error.message, { cause: error });
  }
}

/** Of keys that all have to wait: a limit mends itself within the minute, a rest soon, a refusal when somebody sees to it. */
function soonest(waits: readonly NotNow[]): NotNow | undefined {
  for (const because of ['limit', 'resting', 'refused'] as const) {
    const [first] = waits.filter((wait) => wait.because === because).sort((a, b) => a.retryAfterMs - b.retryAfterMs);
    if (first) return first;
  }
  return undefined;
}

/** Few texts take more than a token for two bytes; what was too much is given back when the vendor has counted. */
const mostTokens = (request: ModelRequest, model: string): number =>
  Math.ceil(requestBytes(request) / 2) + request.maxOutputTokens + headRoom(model);

/** A key may be for another model than the one that was asked for: it answers with its own for the same work. */
async function ownModel(
  request: ModelRequest,
  provider: Provider,
  signal: AbortSignal,
  onText?: (delta: string) => void,
): Promise<ModelReply> {
  const model = provider.models[request.role];
  if (model === request.model) return provider.generate(request, signal, onText);
  return { ...(await provider.generate({ ...request, model }, signal, onText)), asked: model };
}
