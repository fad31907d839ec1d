import { type Answer, type Asked, answerBody } from './model-server-wire.ts';

/** The same answers as both vendors stream them. */

type Json = Record<string, unknown>;

/** Server-sent events in order. `counted`: the usage is told at the end, as OpenAI does when it is asked to. */
export function eventsOf(asked: Asked, answer: Answer, id: string, counted: boolean): string[] {
  return asked.vendor === 'anthropic' ? messageEvents(asked, answer, id) : chatEvents(asked, answer, id, counted);
}

/** What a vendor tells in the middle of a stream that goes wrong. */
export const errorEvent = ({ vendor }: Asked): string =>
  vendor === 'anthropic'
    ? named('error', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })
    : data({ error: { message: 'The server had an error while processing your request.', type: 'server_error', code: null } });

function chatEvents(asked: Asked, answer: Answer, id: string, counted: boolean): string[] {
  const whole = answerBody(asked, answer, id) as { choices: [{ message: Json; finish_reason: string }]; usage: Json };
  const [{ message, finish_reason }] = whole.choices;
  const head = { id: `chatcmpl-${id}`, object: 'chat.completion.chunk', created: 0, model: asked.model };
  const chunk = (delta: Json, finish: string | null) =>
    data({ ...head, choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }], ...(counted && { usage: null }) });
  return [
    chunk({ role: 'assistant', content: message['refusal'] ? null : '', refusal: null }, null),
    ...pieces(String(message['refusal'] ?? message['content'] ?? '')).map((text) =>
      chunk(message['refusal'] ? { refusal: text } : { content: text }, null),
    ),
    chunk({}, finish_reason),
    ...(counted ? [data({ ...head, choices: [], usage: whole.usage })] : []),
    'data: [DONE]\n\n',
  ];
}

function messageEvents(asked: Asked, answer: Answer, id: string): string[] {
  const { content: _content, stop_reason, stop_sequence, usage, ...message } = answerBody(asked, answer, id);
  const { output_tokens, ...input } = usage as Json;
  const index = 0;
  return [
    named('message_start', {
      type: 'message_start',
      message: { ...message, content: [], stop_reason: null, stop_sequence: null, usage: { ...input, output_tokens: 1 } },
    }),
    named('content_block_start', { type: 'content_block_start', index, content_block: { type: 'text', text: '' } }),
    named('ping', { type: 'ping' }),
    ...pieces(answer.text).map((text) =>
      named('content_block_delta', { type: 'content_block_delta', index, delta: { type: 'text_delta', text } }),
    ),
    named('content_block_stop', { type: 'content_block_stop', index }),
    named('message_delta', { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: { output_tokens } }),
    named('message_stop', { type: 'message_stop' }),
  ];
}

const data = (value: Json): string => `data: ${JSON.stringify(value)}\n\n`;
const named = (event: string, value: Json): string => `event: ${event}\n${data(value)}`;

/** Word by word. */
const pieces = (text: string): string[] => text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
