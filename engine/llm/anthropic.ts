import type Anthropic from '@anthropic-ai/sdk';
import type { Usage } from '../types.ts';
import { messagesBody } from './anthropic-request.ts';
import { type Reply, wholeMessage } from './anthropic-stream.ts';
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
import { PassingFailure } from './failure.ts';
import { costOf, priceOf } from './prices.ts';
import type { Models, Provider } from './provider.ts';
import { type RawReply, readReply } from './read-reply.ts';
import { networkCode } from './vendor-errors.ts';

const DEFAULTS: Models = { speak: 'claude-sonnet-4-6', small: 'claude-haiku-4-5', report: 'claude-opus-4-6' };
const VENDOR: Vendor = { name: 'Anthropic', provider: 'anthropic', host: 'api.anthropic.com', keySetting: 'ANTHROPIC_API_KEY' };
const ANTHROPIC = 'https://api.anthropic.com';

export type AnthropicOptions = ModelChoice & EndpointOptions;

/** The SDK takes longer to load than all of the rest: only who calls waits for it. */
export const loadAnthropic = () => import('@anthropic-ai/sdk');
type Sdk = Awaited<ReturnType<typeof loadAnthropic>>;

/** Anthropic's messages. */
export function anthropicProvider(options: AnthropicOptions): Provider {
  const baseUrl = withoutVersion(options.baseUrl);
  const { endpoint, official } = endpointAt(baseUrl, options, VENDOR);
  const models = chosenModels(DEFAULTS, options, !official);
  let client: Anthropic | undefined;

  const call = async <T>(model: string, signal: AbortSignal, send: (to: Anthropic, own: AbortSignal) => PromiseLike<T>) => {
    const sdk = await loadAnthropic();
    client ??= new sdk.Anthropic({ ...clientOptions(baseUrl, options), authToken: null });
    const to = client;
    return callEndpoint(
      endpoint,
      model,
      signal,
      (error) => factsOf(sdk, error),
      (own) => send(to, own),
    );
  };

  return {
    name: 'anthropic',
    models,
    async generate(request, signal, onText) {
      const { model } = request;
      const body = messagesBody(request);
      const answer = await call(model, signal, async (to, own): Promise<Reply> => {
        if (!onText) return to.messages.create(body, { signal: own });
        return wholeMessage(await to.messages.create({ ...body, stream: true }, { signal: own }), onText);
      });
      return readReply(rawReply(answer, model, endpoint), request, endpoint.vendor);
    },
    async check(signal) {
      try {
        const model = await call(models.speak, signal, (to, own) => to.models.retrieve(models.speak, null, { signal: own }));
        if (typeof model !== 'object') throw notAModelServer(endpoint);
      } catch (error) {
        throw forPerson(error);
      }
    },
  };
}

/** The address as the SDK wants it: it adds /v1 itself. */
const withoutVersion = (baseUrl: string | undefined): string =>
  parsedAddress(baseUrl || ANTHROPIC, ANTHROPIC).href.replace(/\/(v1)?$/, '');

function rawReply(answer: Reply, asked: string, { vendor }: Endpoint): RawReply {
  if (typeof answer !== 'object' || !Array.isArray(answer?.content)) {
    throw new PassingFailure('broken-reply', `${vendor} sent an answer that cannot be read.`, { unanswered: true });
  }
  return {
    text: answer.content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    model: answer.model,
    usage: usageOf(answer, asked),
    cut: answer.stop_reason === 'max_tokens' || answer.stop_reason === 'model_context_window_exceeded',
    refused: answer.stop_reason === 'refusal',
  };
}

function usageOf({ usage, model }: Reply, asked: string): Usage {
  const tokens = {
    input: usage?.input_tokens ?? 0,
    cached: usage?.cache_read_input_tokens ?? 0,
    cacheWrite: usage?.cache_creation_input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
  };
  return { ...tokens, cost: costOf(priceOf(asked) ? asked : model, tokens) };
}

function factsOf(sdk: Sdk, error: unknown): Facts | undefined {
  if (error instanceof sdk.APIConnectionTimeoutError) return { code: 'timeout', message: '' };
  if (error instanceof sdk.APIConnectionError) return { code: networkCode(error), message: error.message };
  if (!(error instanceof sdk.APIError)) return undefined;
  // Told within a stream: the answer has begun, and goes no further.
  if (error.status === undefined) return { code: 'cut-off', message: error.message };
  return {
    code: [error.errorCode, error.type].filter(Boolean).join(' '),
    message: error.apiMessage ?? error.message.replace(/^\d{3} /, ''),
    ...(error.status && { status: error.status }),
    ...(error.headers && { headers: error.headers }),
  };
}
