import type { Usage } from '../types.ts';
import { Refusal, UselessReply } from './billed-errors.ts';
import { readStructured } from './json-schema.ts';
import type { ModelReply, ModelRequest } from './provider.ts';

/** An answer as an adapter found it, in no vendor's types. */
export type RawReply = { text: string; model: string; usage: Usage; cut: boolean; refused: boolean };

/** The answer as the port gives it. What is refused, empty or of another form than asked for is an error that was billed. */
export function readReply({ text, model, usage, cut, refused }: RawReply, request: ModelRequest, vendor: string): ModelReply {
  if (refused) {
    throw new Refusal(
      `The model "${request.model}" refused to answer. Put the topic in other words, or choose another model.`,
      usage,
    );
  }
  if (text.trim() === '') throw new UselessReply(`${vendor} sent an empty answer.`, usage);
  const reply: ModelReply = { text, model: model || request.model, usage };
  if (cut) reply.cut = true;
  if (request.schema) {
    const read = readStructured(request.schema.type, text);
    if (!read) throw new UselessReply(`${vendor} sent an answer that does not fit the form asked for.`, usage);
    reply.data = read.data;
  }
  return reply;
}
