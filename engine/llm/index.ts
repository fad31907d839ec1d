import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { anthropicProvider } from './anthropic.ts';
import { openAiProvider } from './openai.ts';
import type { Provider } from './provider.ts';
import { rehearsalProvider } from './rehearsal.ts';

export type ProviderEntry = {
  name: string;
  summary: string;
  /** Whether the settings are enough for it to speak. */
  configured(config: Config): boolean;
  /** What to do when they are not. */
  missing: string;
  open(config: Config, model?: string): Provider;
};

/** The providers, in the order in which one is chosen when none is named. */
export const providers: readonly ProviderEntry[] = [
  {
    name: 'openai',
    summary: 'OpenAI, or any compatible endpoint (Ollama, vLLM, LM Studio) by OPENAI_BASE_URL',
    configured: (config) => Boolean(config.openaiApiKey || config.openaiBaseUrl),
    missing: 'Set OPENAI_API_KEY (or OPENAI_BASE_URL for a compatible endpoint) in the environment or in .env',
    open(config, model = config.openaiModel) {
      return openAiProvider({
        apiKey: config.openaiApiKey ?? 'not-needed',
        ...(config.openaiBaseUrl && { baseUrl: config.openaiBaseUrl }),
        ...(model && { model }),
      });
    },
  },
  {
    name: 'anthropic',
    summary: 'Anthropic',
    configured: (config) => Boolean(config.anthropicApiKey),
    missing: 'Set ANTHROPIC_API_KEY in the environment or in .env',
    open(config, model = config.anthropicModel) {
      return anthropicProvider({
        apiKey: config.anthropicApiKey ?? '',
        ...(config.anthropicBaseUrl && { baseUrl: config.anthropicBaseUrl }),
        ...(model && { model }),
      });
    },
  },
  {
    name: 'rehearsal',
    summary: 'No model: speaks from the persona sheets, to see how a discussion runs; no key, no network',
    configured: () => true,
    missing: '',
    open: (config) => rehearsalProvider({ latencyMs: config.rehearsalLatencyMs }),
  },
];

/** The provider that speaks when none is named. */
export function defaultProvider(config: Config): string {
  return config.provider ?? providers.find((provider) => provider.configured(config))?.name ?? 'rehearsal';
}

/** Opens providers by name, each once for each model. Throws UserError for one that is unknown or not set up. */
export function providerOpener(config: Config): (name: string, model?: string) => Provider {
  const open = new Map<string, Provider>();
  return (name, model) => {
    const key = `${name}\u0000${model ?? ''}`;
    const known = open.get(key);
    if (known) return known;
    const entry = providers.find((provider) => provider.name === name);
    if (!entry) {
      const names = providers.map((provider) => provider.name).join(', ');
      throw new UserError(`There is no provider called "${name}". There is: ${names}.`, 'VALIDATION_ERROR', {
        field: 'provider',
      });
    }
    if (!entry.configured(config)) {
      throw new UserError(
        `The provider ${name} has no key. ${entry.missing}, or use the provider rehearsal.`,
        'API_KEY_INVALID',
        { field: 'provider' },
      );
    }
    const provider = entry.open(config, model);
    open.set(key, provider);
    return provider;
  };
}
