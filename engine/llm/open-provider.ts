import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Voice } from '../types.ts';
import type { ModelChoice } from './chosen-models.ts';
import { type ProviderEntry, providers, type StoredKey, type StoredKeys } from './index.ts';
import { isPriced } from './prices.ts';
import type { Models, Provider } from './provider.ts';
import { modelsFor } from './quality.ts';
import { type KeyLine, withKeys } from './with-keys.ts';

const REHEARSAL = 'rehearsal';

/** Whether a key is there, in the environment or in the store. */
const usable = (entry: ProviderEntry, config: Config, keys?: StoredKeys): boolean =>
  entry.configured(config) || (keys?.list(entry.name).length ?? 0) > 0;

/** The provider that speaks when none is named. */
export function defaultProvider(config: Config, keys?: StoredKeys): string {
  return config.provider ?? providers.find((provider) => usable(provider, config, keys))?.name ?? 'rehearsal';
}

/**
 * Who steps in for a provider that cannot speak: those of the environment first, then in the order of the team's keys. A
 * rehearsal is no substitute for a model.
 */
export function fallbacksOf(config: Config, keys: StoredKeys): (provider: string) => readonly string[] {
  const place = (entry: ProviderEntry) =>
    entry.configured(config) ? -1 : Math.min(...keys.list(entry.name).map(({ position }) => position));
  return (chosen) => {
    if (chosen === REHEARSAL) return [];
    const others = providers.filter(({ name }) => name !== chosen && name !== REHEARSAL);
    return others
      .filter((entry) => usable(entry, config, keys))
      .sort((a, b) => place(a) - place(b))
      .map(({ name }) => name);
  };
}

/** Opens who is to speak, each voice once. Throws UserError for a provider that is unknown or not set up. */
export function providerOpener(config: Config, keys?: StoredKeys): (voice: Voice) => Provider {
  const open = new Map<string, Provider>();
  return (voice) => {
    const { provider: name, model, quality, key, baseUrl } = voice;
    const entry = providers.find((provider) => provider.name === name);
    if (!entry) {
      const names = providers.map((provider) => provider.name).join(', ');
      throw new UserError(`There is no provider called "${name}". There is: ${names}.`, 'VALIDATION_ERROR', {
        field: 'provider',
      });
    }
    if (baseUrl === undefined && !usable(entry, config, keys))
      throw new UserError(noKey(entry), 'API_KEY_INVALID', { field: 'provider' });
    const id = JSON.stringify([name, model, quality, key, baseUrl]);
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

const KEY_GONE = 'The key of this service is no longer there, or is switched off. An admin can give the service another one.';

/** The key of the environment comes first, then the stored ones in the team's order. */
function opened(entry: ProviderEntry, config: Config, voice: Voice, keys: StoredKeys | undefined): Provider {
  const { openWith, name } = entry;
  const choice = choiceOf(voice);
  // A server that asks for no key is given none: not the one of another address either.
  if (voice.baseUrl !== undefined && openWith) {
    const { baseUrl } = voice;
    return openWith({ apiKey: 'not-needed', keyName: name, baseUrl, ...(keys?.fetch && { fetch: keys.fetch }), ...choice });
  }
  if (!openWith || !keys) return entry.open(config, choice);
  // A server of one's own has its own models: the one that its key names, unless a person named another.
  const choiceFor = ({ model, baseUrl }: Pick<StoredKey, 'model' | 'baseUrl'>): ModelChoice =>
    model && baseUrl && !voice.model ? { model } : { ...(model && { model }), ...choice };
  const known = new Map<string, Models>();
  const modelsOf = ({ model, baseUrl }: Pick<StoredKey, 'model' | 'baseUrl'>): Models => {
    const id = JSON.stringify([model, baseUrl]);
    const at = { ...(model && { model }), ...(baseUrl && { baseUrl }) };
    const models = known.get(id) ?? openWith({ apiKey: 'unused', keyName: name, ...at, ...choiceFor(at) }).models;
    known.set(id, models);
    return models;
  };
  const own = entry.configured(config) ? entry.open(config, choice) : undefined;
  const ownLine: KeyLine[] = own ? [{ id: `environment/${name}`, models: own.models, use: (_purpose, call) => call(own) }] : [];
  const wanted = ({ id }: Pick<KeyLine, 'id'>) => voice.key === undefined || voice.key === id;
  const all = () => [
    ...ownLine,
    ...keys.list(name).map(
      (key): KeyLine => ({
        ...key,
        version: key.masked,
        models: modelsOf(key),
        use: (purpose, call) =>
          keys.open(key.id, purpose, ({ model, ...secret }) =>
            call(openWith({ ...secret, ...choiceFor({ ...secret, ...(model && { model }) }) })),
          ),
      }),
    ),
  ];
  // Where money is counted, no key answers whose model has no known price: what it cost could not be held against a cap.
  const lines = () => {
    const [first, ...others] = all().filter(wanted);
    return first ? [first, ...others.filter(({ models }) => !isPriced(first.models) || isPriced(models))] : [];
  };
  const { breakers, limiter } = keys;
  const missing = voice.key === undefined ? noKey(entry) : KEY_GONE;
  return withKeys({ name, models: () => lines()[0]?.models ?? modelsOf({}), lines, breakers, limiter, missing });
}
