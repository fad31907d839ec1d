import { anthropicProvider } from '../../engine/llm/anthropic.ts';
import { openAiProvider } from '../../engine/llm/openai.ts';
import type { Models, Provider } from '../../engine/llm/provider.ts';
import { anthropicCache, openAiBreakpointCache, openAiCache, type VendorCache } from './cache-rules.ts';
import type { Rates } from './tally.ts';

/** A vendor's rules, with the adapter that talks to it. */
export type BilledVendor = {
  name: string;
  rates: Rates;
  cache: () => VendorCache;
  provider: (url: string) => Provider;
  /** Where a goal was set. */
  goal: boolean;
};

/** One whose prefixes are kept from 1,024 tokens on, as the measure says. */
const CLAUDE: Models = { speak: 'claude-sonnet-5', small: 'claude-haiku-4-5', report: 'claude-opus-4-6' };
const GPT: Models = { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' };
const GPT_56: Models = { speak: 'gpt-5.6-luna', small: 'gpt-5.6-luna', report: 'gpt-5.6-terra' };

const openAi = (models: Models) => (url: string) => openAiProvider({ apiKey: 'sk-bench', baseUrl: `${url}/v1`, models });

export const billedVendors: readonly BilledVendor[] = [
  {
    name: 'anthropic',
    rates: { read: 0.1, write: 1.25 },
    cache: () => anthropicCache(),
    provider: (url) => anthropicProvider({ apiKey: 'sk-ant-bench', baseUrl: url, models: CLAUDE }),
    goal: true,
  },
  { name: 'openai', rates: { read: 0.1, write: 1 }, cache: () => openAiCache(), provider: openAi(GPT), goal: true },
  {
    name: 'openai-5.6',
    rates: { read: 0.1, write: 1.25 },
    cache: () => openAiBreakpointCache(),
    provider: openAi(GPT_56),
    goal: false,
  },
];
