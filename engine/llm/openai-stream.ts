import type OpenAI from 'openai';
import { BrokenStream } from './endpoint.ts';

/** What is read of an answer, however it came. */
export type Completion = Pick<OpenAI.ChatCompletion, 'model'> & {
  usage?: OpenAI.CompletionUsage | null | undefined;
  choices: {
    message: Pick<OpenAI.ChatCompletionMessage, 'content' | 'refusal'>;
    finish_reason: OpenAI.ChatCompletion.Choice['finish_reason'];
  }[];
};

type Chunk = Pick<OpenAI.ChatCompletionChunk, 'model' | 'usage' | 'choices'>;

/**
 * A streamed answer as one that came whole; `onText` gets its text as it comes. Throws BrokenStream where it ends before
 * the vendor has said that it is complete, or, with `counted`, what it took.
 */
export async function wholeCompletion(
  chunks: AsyncIterable<Chunk>,
  onText: (delta: string) => void,
  { counted }: { counted: boolean },
): Promise<Completion> {
  const tell = withoutThinking(onText);
  let content = '';
  let refusal = '';
  let model: string | undefined;
  let finish: OpenAI.ChatCompletion.Choice['finish_reason'] | undefined;
  let usage: OpenAI.CompletionUsage | undefined;
  for await (const chunk of chunks) {
    model ??= chunk.model;
    usage = chunk.usage ?? usage;
    const [choice] = chunk.choices ?? [];
    const delta = choice?.delta?.content ?? '';
    content += delta;
    refusal += choice?.delta?.refusal ?? '';
    finish = choice?.finish_reason ?? finish;
    if (delta !== '') tell(delta);
  }
  if (model === undefined) throw new BrokenStream('not-json');
  if (finish === undefined || (counted && !usage)) throw new BrokenStream('cut-off');
  return { model, usage, choices: [{ message: { content, refusal: refusal || null }, finish_reason: finish }] };
}

const THINKING = { begins: '<think>', ends: '</think>' } as const;

/** Open models that think put it before the answer where the server does not take it out: it is nobody's words. */
function withoutThinking(onText: (delta: string) => void): (delta: string) => void {
  let held = '';
  let speaking = false;
  return (delta) => {
    if (speaking) return onText(delta);
    held += delta;
    const start = held.trimStart();
    if (THINKING.begins.startsWith(start.slice(0, THINKING.begins.length))) {
      const end = start.indexOf(THINKING.ends);
      if (end < 0) return;
      held = start.slice(end + THINKING.ends.length).trimStart();
      if (held === '') return;
    }
    speaking = true;
    onText(held);
  };
}
