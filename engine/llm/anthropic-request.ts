import type Anthropic from '@anthropic-ai/sdk';
import { cachedFrom, MARKED_BYTES_A_TOKEN } from './cache-rules.ts';
import { strictSchema } from './json-schema.ts';
import type { ModelRequest } from './provider.ts';
import { reasoningOf } from './reasoning.ts';

type Body = Anthropic.MessageCreateParamsNonStreaming;

const TAIL_MARKS = 3;

/**
 * The system text, then one user message: the shared blocks, the speaker's own last. No temperature: this version of the
 * API refuses one. No blank block: neither does it take those.
 */
export function messagesBody(request: ModelRequest): Body {
  const { model, system, own, schema } = request;
  const shared = request.shared.filter((block) => block.trim() !== '');
  const marks = cacheMarks(model, system, shared);
  const reasoning = reasoningOf(model);
  const body: Body = {
    model,
    max_tokens: request.maxOutputTokens + (reasoning?.headRoom ?? 0),
    messages: [
      {
        role: 'user',
        content: [
          ...shared.map((text, i) => ({
            type: 'text' as const,
            text,
            ...(marks.has(i) && { cache_control: { type: 'ephemeral' as const } }),
          })),
          { type: 'text', text: own },
        ],
      },
    ],
  };
  if (system.trim() !== '') body.system = [{ type: 'text', text: system }];
  if (reasoning?.thinking) body.thinking = { type: reasoning.thinking };
  const output: Anthropic.OutputConfig = {};
  if (reasoning?.effort === 'low') output.effort = 'low';
  if (schema) output.format = { type: 'json_schema', schema: strictSchema(schema.type) };
  if (Object.keys(output).length > 0) body.output_config = output;
  return body;
}

/** Indices of at most four shared blocks: the end of the stable head, and the last three, so that the prompt can grow. */
export function cacheMarks(model: string, system: string, shared: readonly string[]): Set<number> {
  const enough = cachedFrom(model) * MARKED_BYTES_A_TOKEN;
  const wanted = new Set([0, ...shared.map((_, i) => i).slice(-TAIL_MARKS)]);
  const marks = new Set<number>();
  let bytes = Buffer.byteLength(system);
  for (const [i, block] of shared.entries()) {
    bytes += Buffer.byteLength(block);
    if (wanted.has(i) && bytes >= enough) marks.add(i);
  }
  return marks;
}
