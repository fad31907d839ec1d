import { createHash } from 'node:crypto';

/** Both vendors' wire formats, as far as the adapters use them. */

type Json = Record<string, unknown>;
export type Vendor = 'openai' | 'anthropic';
/** A request in no vendor's form. `cacheable` is how many blocks from the start may be kept. */
export type Asked = { vendor: Vendor; model: string; blocks: string[]; cacheable: number; limit: number; schema?: Json };
export type Answer = {
  text: string;
  finish: 'stop' | 'length' | 'refusal';
  cached: number;
  written: number;
  input: number;
  output: number;
};

/** Four bytes a token. */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);

export function askedOf(vendor: Vendor, body: Json): Asked {
  const system = vendor === 'anthropic' ? textsOf(body.system) : [];
  const messages = listOf(body.messages).flatMap(({ content }) => textsOf(content));
  const marks = listOf(body.messages).flatMap(({ content }) => listOf(content).map((part) => 'cache_control' in part));
  const format = objectOf(
    vendor === 'openai' ? objectOf(body.response_format)?.json_schema : objectOf(body.output_config)?.format,
  );
  const schema = objectOf(format?.schema);
  const blocks = [...system, ...messages];
  return {
    vendor,
    model: String(body.model ?? ''),
    blocks,
    cacheable:
      vendor === 'openai' ? blocks.length : marks.lastIndexOf(true) < 0 ? 0 : system.length + marks.lastIndexOf(true) + 1,
    limit: Number(body.max_completion_tokens ?? body.max_tokens ?? 4096),
    ...(schema && { schema }),
  };
}

export function answerBody({ vendor, model, schema }: Asked, answer: Answer, id: string): Json {
  const { text, finish, cached, written, input, output } = answer;
  if (vendor === 'anthropic') {
    return {
      id: `msg_${id}`,
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text, citations: null }],
      stop_reason: finish === 'stop' ? 'end_turn' : finish === 'length' ? 'max_tokens' : 'refusal',
      stop_sequence: null,
      usage: {
        input_tokens: input - cached - written,
        cache_read_input_tokens: cached,
        cache_creation_input_tokens: written,
        output_tokens: output,
      },
    };
  }
  const refused = finish === 'refusal' && schema !== undefined;
  return {
    id: `chatcmpl-${id}`,
    object: 'chat.completion',
    created: 0,
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: refused ? null : text, refusal: refused ? text : null },
        finish_reason: finish === 'refusal' ? (refused ? 'stop' : 'content_filter') : finish,
        logprobs: null,
      },
    ],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
    },
  };
}

export function errorBody(vendor: Vendor, type: string, message: string, param?: string): Json {
  return vendor === 'anthropic'
    ? { type: 'error', error: { type, message } }
    : { error: { message, type, code: type, param: param ?? null } };
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  return listOf(content).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
}

const objectOf = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf).filter((item) => item !== undefined) : []);
