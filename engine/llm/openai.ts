import type OpenAI from 'openai';
import { UserError } from '../errors.ts';
import type { Usage } from '../types.ts';
import { chosenModels, type ModelChoice } from './chosen-models.ts';
import {
  callEndpoint,
  clientOptions,
  type Endpoint,
  type EndpointOptions,
  endpointAt,
  type Facts,
  forPerson,
  notAModelServer,
  parsedAddress,
  type Vendor,
} from './endpoint.ts';
import { LastingFailure, PassingFailure } from './failure.ts';
import { chatBody } from './openai-request.ts';
import { type Completion, wholeCompletion } from './openai-stream.ts';
import { costOf, priceOf } from './prices.ts';
import type { Models, Provider } from './provider.ts';
import { type RawReply, readReply } from './read-reply.ts';
import { networkCode } from './vendor-errors.ts';

const DEFAULTS: Models = { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' };
const VENDOR: Vendor = { name: 'OpenAI', provider: 'openai', host: 'api.openai.com', keySetting: 'OPENAI_API_KEY' };
const OPENAI = 'https://api.openai.com/v1';
/** Fields that a model may refuse although its name did not tell; the next attempt leaves them out. */
const OPTIONAL = new Set(['reasoning_effort', 'temperature', 'max_tokens', 'max_completion_tokens', 'stream_options']);

export type OpenAiOptions = ModelChoice & EndpointOptions & { name?: string };

/** The SDK takes longer to load than all of the rest: only who calls waits for it. */
export const loadOpenAi = () => import('openai');
type Sdk = Awaited<ReturnType<typeof loadOpenAi>>;

/** OpenAI, and whatever speaks its chat completions. */
export function openAiProvider(options: OpenAiOptions): Provider {
  const baseUrl = withPath(options.baseUrl);
  const { endpoint, official } = endpointAt(baseUrl, options, VENDOR);
  const models = chosenModels(DEFAULTS, options, !official);
  const refusedFields = new Set<string>();
  let client: OpenAI | undefined;

  const call = async <T>(
    model: string,
    signal: AbortSignal,
    send: (sdk: Sdk, to: OpenAI, own: AbortSignal) => PromiseLike<T>,
  ) => {
    const sdk = await loadOpenAi();
    client ??= new sdk.OpenAI(clientOptions(baseUrl, options));
    const to = client;
    return callEndpoint(
      endpoint,
      model,
      signal,
      (error) => factsOf(sdk, error),
      (own) => send(sdk, to, own),
    );
  };

  return {
    name: options.name ?? 'openai',
    models,
    async generate(request, signal, onText) {
      const { model } = request;
      const refused = (field: string): boolean => refusedFields.has(`${model} ${field}`);
      const body = chatBody(request, { official, refused });
      const send = async (to: OpenAI, own: AbortSignal): Promise<Completion> => {
        if (!onText) return to.chat.completions.create(body, { signal: own });
        const counted = !refused('stream_options');
        const stream = { ...body, stream: true as const, ...(counted && { stream_options: { include_usage: true } }) };
        const chunks = await to.chat.completions.create(stream, { signal: own });
        return wholeCompletion(chunks, onText, { counted: counted && priceOf(model) !== undefined });
      };
      const answer = await call(model, signal, (sdk, to, own) =>
        send(to, own).catch((error: unknown) => {
          const field = refusedField(sdk, error);
          if (!field || refused(field)) throw error;
          refusedFields.add(`${model} ${field}`);
          const told = `${endpoint.vendor}: the model "${model}" does not take ${field}.`;
          throw new PassingFailure('bad-request', told, { retryAfterMs: 0 });
        }),
      );
      return readReply(rawReply(answer, model, endpoint), request, endpoint.vendor);
    },
    async check(signal) {
      try {
        const model = await call(models.speak, signal, (_sdk, to, own) => to.models.retrieve(models.speak, { signal: own }));
        if (typeof model !== 'object') throw notAModelServer(endpoint);
      } catch (error) {
        // Not every server that speaks like OpenAI answers for one model: then its list counts.
        if (official || !isNotFound(error)) throw forPerson(error);
        const page = await call(models.speak, signal, (_sdk, to, own) => to.models.list({ signal: own }));
        const names = (page.data ?? []).map(({ id }) => id);
        if (names.some((name) => name === models.speak || name === `${models.speak}:latest`)) return;
        if (names.length === 0) throw error;
        const some = names.slice(0, 8).join(', ');
        const told = `${endpoint.vendor} has no model "${models.speak}". It offers: ${some}.`;
        throw new LastingFailure('no-model', told, { cause: error });
      }
    },
  };
}

/** The address as the SDK wants it; one without a path gets the usual one. */
function withPath(baseUrl: string | undefined): string {
  const url = parsedAddress(baseUrl || OPENAI, 'http://127.0.0.1:11434/v1');
  if (url.pathname === '/') url.pathname = '/v1';
  return url.href;
}

function rawReply(answer: Completion, asked: string, { vendor }: Endpoint): RawReply {
  const choice = typeof answer === 'object' ? answer?.choices?.[0] : undefined;
  if (!choice?.message)
    throw new PassingFailure('broken-reply', `${vendor} sent an answer that cannot be read.`, { unanswered: true });
  return {
    // Open models that think put it into the answer where the server does not take it out.
    text: (choice.message.content ?? '').replace(/^\s*<think>[\s\S]*?<\/think>\s*/, ''),
    model: answer.model,
    usage: usageOf(answer, asked),
    cut: choice.finish_reason === 'length',
    refused: Boolean(choice.message.refusal) || choice.finish_reason === 'content_filter',
  };
}

function usageOf({ usage, model }: Completion, asked: string): Usage {
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  const cacheWrite = usage?.prompt_tokens_details?.cache_write_tokens ?? 0;
  const input = Math.max(0, (usage?.prompt_tokens ?? 0) - cached - cacheWrite);
  const tokens = { input, cached, cacheWrite, output: usage?.completion_tokens ?? 0 };
  return { ...tokens, cost: costOf(priceOf(asked) ? asked : model, tokens) };
}

function refusedField(sdk: Sdk, error: unknown): string | undefined {
  const field = error instanceof sdk.APIError && error.status === 400 ? error.param : undefined;
  return field && OPTIONAL.has(field) ? field : undefined;
}

const isNotFound = (error: unknown): boolean =>
  error instanceof UserError && error.cause instanceof Error && error.cause.message.startsWith('404');

function factsOf(sdk: Sdk, error: unknown): Facts | undefined {
  if (error instanceof sdk.APIConnectionTimeoutError) return { code: 'timeout', message: '' };
  if (error instanceof sdk.APIConnectionError) return { code: networkCode(error), message: error.message };
  if (!(error instanceof sdk.APIError)) return undefined;
  // Told within a stream: the answer has begun, and goes no further.
  if (error.status === undefined) return { code: 'cut-off', message: error.message };
  return {
    code: [error.code, error.type].filter(Boolean).join(' '),
    message: error.message.replace(/^\d{3} /, ''),
    ...(error.status && { status: error.status }),
    ...(error.headers && { headers: error.headers }),
  };
}
