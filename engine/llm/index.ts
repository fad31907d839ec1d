import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Voice } from '../types.ts';
import { anthropicProvider } from './anthropic.ts';
import type { Breakers } from './breaker.ts';
import type { ModelChoice } from './chosen-models.ts';
import type { LimitedKey, Limiter } from './limits.ts';
import { openAiProvider } from './openai.ts';
import type { Provider } from './provider.ts';
import { modelsFor } from './quality.ts';
import { rehearsalProvider } from './rehearsal.ts';
import { type KeyLine, withKeys } from './with-keys.ts';

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

/** The stored keys as providers see them; `list` is what was known a moment ago. */
export type StoredKeys = {
  list(provider: string): readonly StoredKey[];
  open<T>(id: string, purpose: string, use: (key: OpenedKey) => Promise<T>): Promise<T>;
  limiter: Limiter;
  breakers: Breakers;
};
export type StoredKey = LimitedKey & { name: string; baseUrl?: string; model?: string };

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

const usable = (entry: ProviderEntry, config: Config, keys?: StoredKeys): boolean =>
  entry.configured(config) || (keys?.list(entry.name).length ?? 0) > 0;

/** The provider that speaks when none is named. */
export function defaultProvider(config: Config, keys?: StoredKeys): string {
  return config.provider ?? providers.find((provider) => usable(provider, config, keys))?.name ?? 'rehearsal';
}

/** Opens who is to speak, each voice once. Throws UserError for a provider that is unknown or not set up. */
export function providerOpener(config: Config, keys?: StoredKeys): (voice: Voice) => Provider {
  const open = new Map<string, Provider>();
  return (voice) => {
    const { provider: name, model, quality } = voice;
    const entry = providers.find((provider) => provider.name === name);
    if (!entry) {
      const names = providers.map((provider) => provider.name).join(', ');
      throw new UserError(`There is no provider called "${name}". There is: ${names}.`, 'VALIDATION_ERROR', {
        field: 'provider',
      });
    }
    if (!usable(entry, config, keys)) throw new UserError(noKey(entry), 'API_KEY_INVALID', { field: 'provider' });
    const id = JSON.stringify([name, model, quality]);
    const known = open.get(id) ?? opened(entry, config, voice, keys);
    open.set(id, known);
    return known;
  };
}

/** A named model speaks and reports; with a quality it only speaks, and the rest is as good as was asked for. */
function choiceOf({ provider, model, quality }: Voice): ModelChoice {
  const models = quality && modelsFor(provider, quality);
  if (!models) return model ? { model } : {};
  return { models: model ? { ...models, speak: model } : models };
}

const noKey = ({ name, missing, openWith }: ProviderEntry): string =>
  `The provider ${name} has no key. ${missing}${openWith ? `, add one with: npm run keys -- add ${name} <name>` : ''}, or use the provider rehearsal.`;

/** The key of the environment comes first, then the stored ones in the team's order. */
function opened(entry: ProviderEntry, config: Config, voice: Voice, keys: StoredKeys | undefined): Provider {
  const { openWith } = entry;
  const choice = choiceOf(voice);
  if (!openWith || !keys) return entry.open(config, choice);
  // A server of one's own has its own models: the one that its key names, unless a person named another.
  const choiceFor = ({ model, baseUrl }: { model?: string | undefined; baseUrl?: string | undefined }): ModelChoice =>
    model && baseUrl && !voice.model ? { model } : { ...(model && { model }), ...choice };
  const own = entry.configured(config) ? entry.open(config, choice) : undefined;
  const first = keys.list(entry.name)[0];
  const at = first?.baseUrl && { baseUrl: first.baseUrl };
  const { models } = own ?? openWith({ apiKey: 'unused', keyName: entry.name, ...at, ...choiceFor(first ?? {}) });
  const ownLine: KeyLine[] = own ? [{ id: `environment/${entry.name}`, use: (_purpose, call) => call(own) }] : [];
  const lines = () => [
    ...ownLine,
    ...keys.list(entry.name).map(
      (key): KeyLine => ({
        ...key,
        use: (purpose, call) =>
          keys.open(key.id, purpose, ({ model, ...secret }) => call(openWith({ ...secret, ...choiceFor({ ...secret, model }) }))),
      }),
    ),
  ];
  return withKeys({ name: entry.name, models, lines, breakers: keys.breakers, limiter: keys.limiter, missing: noKey(entry) });
}
