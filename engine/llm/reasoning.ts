/**
 * What is known of models that think before they answer: how to ask for the least of it, and how many tokens of output
 * it may take beside the answer. Adapters ask for it, prices reserve it.
 */
export type Reasoning = {
  /** The lowest effort that the model accepts; left out where it takes no such setting. */
  effort?: 'none' | 'minimal' | 'low';
  /** Claude only: how thinking that is on by default is turned off. */
  thinking?: 'disabled' | 'between_tools';
  /** Tokens allowed for thinking, on top of those for the answer. */
  headRoom: number;
};

/** First match decides. Levels: OpenAI's reasoning guide and its refusals; Claude: platform.claude.com, "Thinking support". */
const KNOWN: readonly (readonly [RegExp, Reasoning])[] = [
  [/^gpt-5-chat/, { headRoom: 0 }],
  [/^gpt-5\S*-pro\b/, { headRoom: 16_384 }],
  [/^gpt-\S*chat-latest/, { headRoom: 2048 }],
  [/^gpt-\S*codex/, { effort: 'low', headRoom: 4096 }],
  [/^gpt-6(-astra|\.\d)/, { effort: 'low', headRoom: 4096 }],
  [/^gpt-(5\.\d|[6-9])/, { effort: 'none', headRoom: 0 }],
  [/^gpt-5/, { effort: 'minimal', headRoom: 1024 }],
  [/^o\d/, { effort: 'low', headRoom: 4096 }],
  [/gpt-oss/, { effort: 'low', headRoom: 2048 }],
  [/qwen3|qwq|deepseek-r\d|magistral|thinking|reasoning/, { headRoom: 2048 }],
  [/^claude-(sonnet|opus)-5(-\d{8})?$/, { thinking: 'disabled', headRoom: 0 }],
  [/^claude-sonnet-5-\d/, { thinking: 'between_tools', headRoom: 0 }],
  [/^claude-(haiku|opus)-5|^claude-(fable|mythos)/, { effort: 'low', headRoom: 4096 }],
];

/** Undefined for a model that does not think. */
export function reasoningOf(model: string): Reasoning | undefined {
  const name = model.toLowerCase().replace(/^(openai|anthropic)\//, '');
  return KNOWN.find(([pattern]) => pattern.test(name))?.[1];
}

export const headRoom = (model: string): number => reasoningOf(model)?.headRoom ?? 0;
