import type { Config } from '../config.ts';
import { DEFAULT_TEAM } from '../default-team.ts';
import { UserError } from '../errors.ts';
import type { Voice } from '../types.ts';
import type { ModelChoice } from './chosen-models.ts';
import { type ProviderEntry, providers, type StoredKey, type StoredKeys } from './index.ts';
import { isPriced } from './prices.ts';
import type { Models, Provider } from './provider.ts';
import { modelsFor } from './quality.ts';
import { type KeyLine, withKeys } from './with-keys.ts';

const REHEARSAL = 'rehearsal';

/** Whether this team may speak with the installation's own keys. */
const shares = (config: Config, team: string): boolean => team === DEFAULT_TEAM || config.shareKeys;

/** Whether a key is there for this team, in the environment or in the store. */
const usable = (entry: ProviderEntry, config: Config, keys: StoredKeys | undefined, team: string): boolean =>
  (entry.name === REHEARSAL || shares(config, team) ? entry.configured(config) : false) ||
  (keys?.list(entry.name, team).length ?? 0) > 0;

/** Where the provider comes in the order in which keys are tried: a team's own, then those of the environment, then the others. */
function placeOf(entry: ProviderEntry, config: Config, keys: StoredKeys, team: string): number {
  const [first] = keys.list(entry.name, team);
  if (team !== DEFAULT_TEAM && first?.team === team) return first.position - FAR;
  if (shares(config, team) && entry.configured(config)) return -1;
  return first?.position ?? FAR;
}
const FAR = 1_000_000;

/** The provider that speaks for a team when none is named: that of its own first key, or as the installation has it. */
export function defaultProvider(config: Config, keys?: StoredKeys, team: string = DEFAULT_TEAM): string {
  const own = team === DEFAULT_TEAM || !keys ? [] : providers.filter(({ name }) => keys.list(name, team)[0]?.team === team);
  const [first] = keys ? own.sort((a, b) => placeOf(a, config, keys, team) - placeOf(b, config, keys, team)) : [];
  if (first) return first.name;
  const can = (name: string) => providers.some((entry) => entry.name === name && usable(entry, config, keys, team));
  if (config.provider !== undefined && (team === DEFAULT_TEAM || can(config.provider))) return config.provider;
  return providers.find((entry) => usable(entry, config, keys, team))?.name ?? REHEARSAL;
}

/** Who steps in for a provider that cannot speak, in the order of the keys. A rehearsal is no substitute for a model. */
export function fallbacksOf(config: Config, keys: StoredKeys): (provider: string, team?: string) => readonly string[] {
  return (chosen, team = DEFAULT_TEAM) => {
    if (chosen === REHEARSAL) return [];
    const others = providers.filter(({ name }) => name !== chosen && name !== REHEARSAL);
    return others
      .filter((entry) => usable(entry, config, keys, team))
      .sort((a, b) => placeOf(a, config, keys, team) - placeOf(b, config, keys, team))
      .map(({ name }) => name);
  };
}

/** Opens who is to speak, each voice once. Throws UserError for a provider that is unknown or not set up. */
export function providerOpener(config: Config, keys?: StoredKeys): (voice: Voice) => Provider {
  const open = new Map<string, Provider>();
  return (voice) => {
    const { provider: name, model, quality, key, baseUrl, team = DEFAULT_TEAM } = voice;
    const entry = providers.find((provider) => provider.name === name);
    if (!entry) {
      const names = providers.map((provider) => provider.name).join(', ');
      throw new UserError(`There is no provider called "${name}". There is: ${names}.`, 'VALIDATION_ERROR', {
        field: 'provider',
      });
    }
    if (baseUrl === undefined && !usable(entry, config, keys, team))
      throw new UserError(noKey(entry, team), 'API_KEY_INVALID', { field: 'provider' });
    const id = JSON.stringify([name, model, quality, key, baseUrl, team]);
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

const noKey = ({ name, missing, openWith }: ProviderEntry, team: string): string =>
  team !== DEFAULT_TEAM
    ? `The provider ${name} has no key for this team. An administrator of the team can add one in the panel (/focus panel).`
    : `The provider ${name} has no key. ${missing}${openWith ? `, add one in the panel under Keys, or with: npm run keys -- add ${name} <name>;` : ','} or use the provider rehearsal.`;

const KEY_GONE = 'The key of this service is no longer there, or is switched off. An admin can give the service another one.';

/** A team's own keys come first, in its order; then the installation's: that of the environment, and the stored ones. */
function opened(entry: ProviderEntry, config: Config, voice: Voice, keys: StoredKeys | undefined): Provider {
  const { openWith, name } = entry;
  const choice = choiceOf(voice);
  const { team = DEFAULT_TEAM } = voice;
  // A server that asks for no key is given none: not the one of another address either.
  if (voice.baseUrl !== undefined && openWith) {
    const { baseUrl } = voice;
    return openWith({
      apiKey: 'not-needed',
      keyName: name,
      baseUrl,
      ...(keys?.fetchFor && { fetch: keys.fetchFor(team) }),
      ...choice,
    });
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
  const own = shares(config, team) && entry.configured(config) ? entry.open(config, choice) : undefined;
  const ownLine: KeyLine[] = own ? [{ id: `environment/${name}`, models: own.models, use: (_purpose, call) => call(own) }] : [];
  const wanted = ({ id }: Pick<KeyLine, 'id'>) => voice.key === undefined || voice.key === id;
  const lineOf = (key: StoredKey): KeyLine => ({
    ...key,
    version: key.masked,
    models: modelsOf(key),
    use: (purpose, call) =>
      keys.open(key.id, purpose, ({ model, ...secret }) =>
        call(openWith({ ...secret, ...choiceFor({ ...secret, ...(model && { model }) }) })),
      ),
  });
  const isTheirs = (key: StoredKey) => team !== DEFAULT_TEAM && key.team === team;
  const all = () => {
    const stored = keys.list(name, team);
    return [...stored.filter(isTheirs).map(lineOf), ...ownLine, ...stored.filter((key) => !isTheirs(key)).map(lineOf)];
  };
  // Where money is counted, no key answers whose model has no known price: what it cost could not be held against a cap.
  const lines = () => {
    const [first, ...others] = all().filter(wanted);
    return first ? [first, ...others.filter(({ models }) => !isPriced(first.models) || isPriced(models))] : [];
  };
  const { breakers, limiter } = keys;
  const missing = voice.key === undefined ? noKey(entry, team) : KEY_GONE;
  return withKeys({ name, models: () => lines()[0]?.models ?? modelsOf({}), lines, breakers, limiter, missing });
}
