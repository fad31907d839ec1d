import { setTimeout as sleep } from 'node:timers/promises';
import type { Usage } from '../types.ts';
import { UselessReply } from './billed-errors.ts';
import { readStructured } from './json-schema.ts';
import type { ModelReply, ModelRequest, Models, Provider } from './provider.ts';

type Answer = { text?: string; data?: unknown; usage?: Partial<Usage>; cut?: boolean };
export type ScriptedReply = string | Answer | Error;
/** `expect` is compared with the request's key: a string whole, a pattern anywhere. */
export type ScriptedLine = { expect?: string | RegExp; reply: ScriptedReply };
/** `n` counts the calls from 0. */
export type Script = ((request: ModelRequest, n: number) => ScriptedReply | Promise<ScriptedReply>) | readonly ScriptedLine[];

export type ScriptedProvider = Provider & {
  /** Every request, in the order in which it came. */
  readonly requests: readonly ModelRequest[];
};

/**
 * A model for tests that says what it is told to say. A call that the script does not expect throws an ordinary error: it
 * is a bug in the test or in the code, and nothing retries it. Structured answers are read as the vendors' are.
 */
export function scriptedProvider(
  script: Script,
  options: { latencyMs?: number; models?: Models; name?: string } = {},
): ScriptedProvider {
  const requests: ModelRequest[] = [];
  return {
    name: options.name ?? 'scripted',
    models: options.models ?? { speak: 'scripted', small: 'scripted-small', report: 'scripted-report' },
    requests,
    async generate(request, signal) {
      signal.throwIfAborted();
      const n = requests.push(request) - 1;
      if (options.latencyMs) await pause(options.latencyMs, signal);
      const reply = typeof script === 'function' ? await script(request, n) : nextLine(script, request, n);
      signal.throwIfAborted();
      if (reply instanceof Error) throw reply;
      return asReply(reply, request);
    },
    async check(signal) {
      signal.throwIfAborted();
    },
  };
}

function nextLine(lines: readonly ScriptedLine[], { key }: ModelRequest, n: number): ScriptedReply {
  const line = lines[n];
  if (!line) throw new Error(`The script has ${lines.length} replies; call ${n + 1} was for "${key}"`);
  const { expect } = line;
  if (expect !== undefined && !(typeof expect === 'string' ? expect === key : expect.test(key))) {
    throw new Error(`The script expected a call for "${expect}"; call ${n + 1} was for "${key}"`);
  }
  return line.reply;
}

function asReply(scripted: string | Answer, request: ModelRequest): ModelReply {
  const { text, data, usage, cut }: Answer = typeof scripted === 'string' ? { text: scripted } : scripted;
  const words = text ?? (data === undefined ? '' : JSON.stringify(data));
  const reply: ModelReply = { text: words, model: request.model, usage: { ...usageFor(request, words), ...usage } };
  if (cut) reply.cut = true;
  if (request.schema) {
    const read = readStructured(request.schema.type, data === undefined ? words : JSON.stringify(data));
    if (!read) throw new UselessReply(`The scripted answer to "${request.key}" does not fit its form.`, reply.usage);
    reply.data = read.data;
  }
  return reply;
}

/** Four characters a token, and a dollar for a million of them. */
function usageFor({ system, shared, own }: ModelRequest, text: string): Usage {
  const input = Math.ceil([system, ...shared, own].join('').length / 4);
  const output = Math.ceil(text.length / 4);
  return { input, cached: 0, cacheWrite: 0, output, cost: (input + output) / 1_000_000 };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
