import type Anthropic from '@anthropic-ai/sdk';
import { BrokenStream } from './endpoint.ts';

/** What is read of an answer, however it came. */
export type Reply = Pick<Anthropic.Message, 'model' | 'stop_reason'> & {
  content: { type: string; text?: string }[];
  usage: Partial<
    Pick<Anthropic.Usage, 'input_tokens' | 'output_tokens' | 'cache_read_input_tokens' | 'cache_creation_input_tokens'>
  >;
};

/**
 * A streamed answer as one that came whole; `onText` gets its text as it comes. Throws BrokenStream where it ends before the
 * vendor has said that it is complete.
 */
export async function wholeMessage(
  events: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  onText: (delta: string) => void,
): Promise<Reply> {
  let started: Anthropic.Message | undefined;
  let text = '';
  let end: Anthropic.RawMessageDeltaEvent | undefined;
  for await (const event of events) {
    if (event.type === 'message_start') started = event.message;
    if (event.type === 'message_delta') end = event;
    if (event.type !== 'content_block_delta' || event.delta.type !== 'text_delta') continue;
    text += event.delta.text;
    onText(event.delta.text);
  }
  if (!started) throw new BrokenStream('not-json');
  if (!end?.delta.stop_reason) throw new BrokenStream('cut-off');
  const { usage } = started;
  return {
    model: started.model,
    stop_reason: end.delta.stop_reason,
    content: [{ type: 'text', text }],
    // The counts at the end are the sums; those that it leaves out stand as they were at the start.
    usage: {
      input_tokens: end.usage.input_tokens ?? usage.input_tokens,
      cache_read_input_tokens: end.usage.cache_read_input_tokens ?? usage.cache_read_input_tokens,
      cache_creation_input_tokens: end.usage.cache_creation_input_tokens ?? usage.cache_creation_input_tokens,
      output_tokens: end.usage.output_tokens,
    },
  };
}
