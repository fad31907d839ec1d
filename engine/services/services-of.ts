import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { providers, type StoredKeys } from '../llm/index.ts';
import type { Provider } from '../llm/provider.ts';
import { modelsFor, QUALITIES } from '../llm/quality.ts';
import type { ServiceStore } from '../store/services.ts';
import type { Service, Voice } from '../types.ts';
import { rehearsalServices } from './rehearsal-services.ts';

export const USUAL_OUTPUT_TOKENS = 1_500;
const REHEARSAL = 'rehearsal';

export type ServicesParts = {
  config: Config;
  keys: Pick<StoredKeys, 'list'>;
  store: ServiceStore;
  providerFor: (voice: Voice) => Provider;
  /** Who speaks when nobody is named. */
  defaultProvider: (team: string) => string;
};

/** Which services a team has: those that its administrators defined; else what is set up here; else a rehearsal. */
export function servicesOf({ config, keys, store, providerFor, defaultProvider }: ServicesParts) {
  /** One for each key; then the other models of providers at their own address. */
  function setUp(team: string): Service[] {
    const entries = providers.filter(({ name }) => name !== REHEARSAL);
    const environment = entries.filter((entry) => entry.configured(config)).map(({ name }) => ownService(name, team));
    const stored = entries.flatMap(({ name: provider }) =>
      keys.list(provider, team).map(({ id, name }) => service({ provider, key: id }, id, name, team)),
    );
    const first = withoutDoubles([...environment, ...stored].flatMap((one) => one ?? []));
    const others = first.flatMap((one) => otherModels(one, team));
    return withoutDoubles([...first, ...others]);
  }

  const ownService = (provider: string, team: string) =>
    service(
      { provider, key: `environment/${provider}` },
      `environment/${provider}`,
      provider === 'openai' ? 'OpenAI' : 'Anthropic',
      team,
    );

  function service(voice: Voice, id: string, name: string, team: string): Service | undefined {
    try {
      return { ...voice, id, name, model: providerFor({ ...voice, team }).models.speak, maxOutputTokens: USUAL_OUTPUT_TOKENS };
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  /** A server of one's own has the model that is set for it, and perhaps no other. */
  function otherModels(one: Service, team: string): Service[] {
    const isOwnServer =
      one.key?.startsWith('environment/') === true
        ? Boolean(one.provider === 'openai' ? config.openaiBaseUrl : config.anthropicBaseUrl)
        : keys.list(one.provider, team).some(({ id, baseUrl }) => id === one.key && baseUrl !== undefined);
    if (isOwnServer) return [];
    const models = QUALITIES.flatMap((quality) => modelsFor(one.provider, quality)?.speak ?? []);
    return [...new Set(models)]
      .filter((model) => model !== one.model)
      .map((model) => ({ ...one, id: `${one.id}/${model}`, name: `${one.name} ${model}`, model }));
  }

  return async (team: string, provider: string): Promise<readonly Service[]> => {
    if (provider === REHEARSAL && defaultProvider(team) !== REHEARSAL) return rehearsalServices;
    const defined = (await store.list(team)).filter(({ active }) => active);
    if (defined.length > 0) return defined.map(({ team: _team, active: _active, ...one }) => one);
    const found = setUp(team);
    return found.length > 0 && provider !== REHEARSAL ? found : rehearsalServices;
  };
}

/** Names that are told apart. */
function withoutDoubles(services: readonly Service[]): Service[] {
  const names = new Set<string>();
  return services.map((one) => {
    const name = names.has(one.name) ? `${one.name} (${one.provider})` : one.name;
    names.add(name);
    return { ...one, name };
  });
}
