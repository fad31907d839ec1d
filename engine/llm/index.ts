import type { Config } from '../config.ts';
import { anthropicProvider, loadAnthropic } from './anthropic.ts';
import type { Breakers } from './breaker.ts';
import type { ModelChoice } from './chosen-models.ts';
import type { LimitedKey, Limiter } from './limits.ts';
import { loadOpenAi, openAiProvider } from './openai.ts';
import type { Provider } from './provider.ts';
import { rehearsalProvider } from './rehearsal.ts';

export type ProviderEntry = {
  name: string;
  summary: string;
  /** Whether the settings are enough for it to speak. */
  configured(config: Config): boolean;
  /** What to do when they are not. */
  missing: string;
  open(config: Config, choice: ModelChoice): Provider;
  /** With a key of the store; without this the provider takes none. */
  openWith?(key: OpenedKey & ModelChoice): Provider;
};

/** A stored key while it is open. */
export type OpenedKey = { apiKey: string; keyName: string; baseUrl?: string; model?: string; fetch?: typeof globalThis.fetch };

/**
 * The stored keys as providers see them. `list`: what was known a moment ago of those that may speak for a team, its own first,
 * then those of the installation where they are shared.
 */
export type StoredKeys = {
  list(provider: string, team: string): readonly StoredKey[];
  open<T>(id: string, purpose: string, use: (key: OpenedKey) => Promise<T>): Promise<T>;
  limiter: Limiter;
  breakers: Breakers;
  /** For an address that somebody of this team entered. */
  fetchFor?(team: string): typeof globalThis.fetch;
};
export type StoredKey = LimitedKey & {
  name: string;
  team: string;
  /** As it may be shown; another one when the key was replaced. */
  masked: string;
  /** In the team's order, over all providers. */
  position: number;
  baseUrl?: string;
  model?: string;
};

/** The providers, in the order in which one is chosen when none is named. */
export const providers: readonly ProviderEntry[] = [
  {
    name: 'openai',
    summary: 'OpenAI, or any compatible endpoint (Ollama, vLLM, LM Studio) by OPENAI_BASE_URL',
    configured: (config) => Boolean(config.openaiApiKey || config.openaiBaseUrl),
    missing: 'Set OPENAI_API_KEY (or OPENAI_BASE_URL for a compatible endpoint) in the environment or in .env',
    open(config, choice) {
      return openAiProvider({
        apiKey: config.openaiApiKey ?? 'not-needed',
        ...(config.openaiBaseUrl && { baseUrl: config.openaiBaseUrl }),
        ...(config.openaiModel && { model: config.openaiModel }),
        ...choice,
      });
    },
    openWith: openAiProvider,
  },
  {
    name: 'anthropic',
    summary: 'Anthropic',
    configured: (config) => Boolean(config.anthropicApiKey),
    missing: 'Set ANTHROPIC_API_KEY in the environment or in .env',
    open(config, choice) {
      return anthropicProvider({
        apiKey: config.anthropicApiKey ?? '',
        ...(config.anthropicBaseUrl && { baseUrl: config.anthropicBaseUrl }),
        ...(config.anthropicModel && { model: config.anthropicModel }),
        ...choice,
      });
    },
    openWith: anthropicProvider,
  },
  {
    name: 'rehearsal',
    summary: 'No model: speaks from the persona sheets, to see how a discussion runs; no key, no network',
    configured: () => true,
    missing: '',
    open: (config) => rehearsalProvider({ latencyMs: config.rehearsalLatencyMs }),
  },
];

/** Loads the vendors' SDKs, which holds a process up for a moment: one that serves people does it before it begins. */
export const loadVendors = (): Promise<unknown> => Promise.all([loadOpenAi(), loadAnthropic()]);
