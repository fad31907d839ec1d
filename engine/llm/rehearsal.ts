import { setTimeout as delay } from 'node:timers/promises';
import { inTurn } from '../in-turn.ts';
import { countWords } from '../text.ts';
import type { Usage } from '../types.ts';
import type { ModelReply, ModelRequest, Provider } from './provider.ts';
import { rehearse } from './rehearsal/rehearse.ts';

const MODEL = 'rehearsal';
const CHARACTERS_A_TOKEN = 4;
const TOKENS_A_WORD = 1.3;

/**
 * Speaks without a vendor: no key, no network, no cost. What it says follows from the seed, the step's key and the
 * transcript alone, so a discussion rehearsed twice is the same twice.
 */
export function rehearsalProvider(options: { latencyMs?: number } = {}): Provider {
  const { latencyMs = 0 } = options;
  return {
    name: 'rehearsal',
    models: { speak: MODEL, small: MODEL, report: MODEL },
    async generate(request, signal) {
      signal.throwIfAborted();
      if (latencyMs > 0) await delay(latencyMs, undefined, { signal }).catch(() => signal.throwIfAborted());
      return inTurn(() => replyTo(request));
    },
    async check(signal) {
      signal.throwIfAborted();
    },
  };
}

function replyTo(request: ModelRequest): ModelReply {
  const { text, data } = rehearse(request);
  return { text, ...(data !== undefined && { data }), model: MODEL, usage: usageOf(request, text) };
}

function usageOf({ system, shared, own }: ModelRequest, text: string): Usage {
  const characters = [system, ...shared, own].reduce((sum, block) => sum + block.length, 0);
  return {
    input: Math.ceil(characters / CHARACTERS_A_TOKEN),
    cached: 0,
    cacheWrite: 0,
    output: Math.ceil(countWords(text) * TOKENS_A_WORD),
    cost: 0,
  };
}
