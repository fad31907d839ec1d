import type OpenAI from 'openai';
import { schemaName, strictSchema } from './json-schema.ts';
import type { ModelRequest } from './provider.ts';
import { reasoningOf } from './reasoning.ts';

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;
type TextPart = OpenAI.ChatCompletionContentPartText;

/** What differs between OpenAI's own endpoint and a server that speaks like it. */
export type Dialect = {
  /** False for Ollama, vLLM, LM Studio, a proxy: those know fewer fields. */
  official: boolean;
  /** True for a field that this model has refused before. */
  refused(field: string): boolean;
};

/** From 5.6 on the cache works by breakpoints, and an unmarked prompt is written anew, at 1.25 times the price, each time. */
const BREAKPOINTS = /^(openai\/)?gpt-(5\.([6-9]|\d\d)|[6-9])/;
export const takesBreakpoints = (model: string): boolean => BREAKPOINTS.test(model);

/**
 * The system message, then one user message: each shared block a part of it, the speaker's own block last. The bytes are
 * those of the request, so that a prompt is the prefix of the next one.
 */
export function chatBody(request: ModelRequest, dialect: Dialect): Body {
  const { model, schema } = request;
  const marked = takesBreakpoints(model);
  const reasoning = reasoningOf(model);
  const body: Body = {
    model,
    messages: [
      ...(request.system.trim() === '' ? [] : [{ role: 'system' as const, content: request.system }]),
      { role: 'user', content: parts(request, marked) },
    ],
  };
  const limit = request.maxOutputTokens + (reasoning?.headRoom ?? 0);
  // Reasoning models refuse max_tokens; Ollama and others ignore max_completion_tokens.
  const modern = dialect.official || (reasoning !== undefined && /^(openai\/)?(gpt-\d|o\d)/.test(model));
  const [first, second] = modern
    ? (['max_completion_tokens', 'max_tokens'] as const)
    : (['max_tokens', 'max_completion_tokens'] as const);
  body[dialect.refused(first) ? second : first] = limit;
  if (reasoning?.effort && !dialect.refused('reasoning_effort')) body.reasoning_effort = reasoning.effort;
  if (request.temperature !== undefined && takesTemperature(model) && !dialect.refused('temperature')) {
    body.temperature = request.temperature;
  }
  if (schema) {
    const { type, name } = schema;
    body.response_format = {
      type: 'json_schema',
      json_schema: { name: schemaName(name), strict: true, schema: strictSchema(type) },
    };
  }
  if (marked) body.prompt_cache_options = { mode: 'explicit' };
  // Sends the calls of one discussion to the machine that holds its prefix.
  if (dialect.official) body.prompt_cache_key = request.scene.transcript.id.slice(0, 64);
  return body;
}

/** OpenAI's reasoning models take the default only; open models that think take any. */
const takesTemperature = (model: string): boolean => !/^(openai\/)?(gpt-[5-9]|o\d)/.test(model);

/** The vendor writes the latest four marked prefixes and looks for the latest eighty: so each shared block is marked. */
function parts({ shared, own }: ModelRequest, marked: boolean): TextPart[] {
  const text = (part: string): TextPart => ({ type: 'text', text: part });
  const blocks = shared.filter((block) => block.trim() !== '');
  return [
    ...blocks.map((block) => (marked ? { ...text(block), prompt_cache_breakpoint: { mode: 'explicit' as const } } : text(block))),
    text(own),
  ];
}
