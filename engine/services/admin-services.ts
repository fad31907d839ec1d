import { RetryError, UserError } from '../errors.ts';
import type { ProviderKey } from '../keys/key-rows.ts';
import { providers } from '../llm/index.ts';
import type { Provider } from '../llm/provider.ts';
import type { NewService, ServiceStore, StoredService } from '../store/services.ts';
import type { Voice } from '../types.ts';
import { USUAL_OUTPUT_TOKENS } from './services-of.ts';

const TEST_MS = 15_000;
const LONGEST = { name: 60, model: 120, note: 4_000 };

export type ServiceEntry = Omit<NewService, 'maxOutputTokens'> & { maxOutputTokens?: number };

/** Services as administrators work with them: checked when they are entered, and tried with the cheapest call. */
export type AdminServices = ReturnType<typeof adminServices>;

export type AdminParts = {
  store: ServiceStore;
  /** The stored keys of all teams, without their secrets. */
  keys: () => Promise<readonly ProviderKey[]>;
  /** Throws UserError for an address that may not be called. */
  checkAddress: (baseUrl: string, team: string) => Promise<unknown>;
  providerFor: (voice: Voice) => Provider;
};

export function adminServices({ store, keys, checkAddress, providerFor }: AdminParts) {
  async function checked(entry: ServiceEntry): Promise<NewService> {
    const { name, provider, model, maxOutputTokens = USUAL_OUTPUT_TOKENS, temperature, baseUrl, note = '' } = entry;
    const takesModels = providers.filter(({ openWith }) => openWith).map((one) => one.name);
    if (!takesModels.includes(provider)) throw refused(`Name who serves it: ${takesModels.join(' or ')}.`, 'provider');
    checkText('name', name, LONGEST.name);
    checkText('model', model, LONGEST.model);
    if (note.length > LONGEST.note) throw refused(`The note may have ${LONGEST.note} characters. Shorten it.`, 'note');
    if (/,/.test(name)) throw refused('A name has no commas: people name several services with commas between them.', 'name');
    if (!(Number.isInteger(maxOutputTokens) && maxOutputTokens >= 50 && maxOutputTokens <= 32_000))
      throw refused('The tokens of one answer must be a whole number from 50 to 32000.', 'maxOutputTokens');
    if (temperature !== undefined && !(temperature >= 0 && temperature <= 2))
      throw refused('The temperature must be from 0 to 2.', 'temperature');
    if (baseUrl && entry.key)
      throw refused('A key has its own address. Give a key, or the address of a server without one.', 'baseUrl');
    if (baseUrl) await checkAddress(baseUrl, entry.team);
    const key = entry.key && (await keyNamed(entry.team, provider, entry.key)).id;
    return { ...entry, name: name.trim(), model: model.trim(), maxOutputTokens, ...(key && { key }) };
  }

  async function keyNamed(team: string, provider: string, name: string): Promise<ProviderKey> {
    const found = (await keys()).find(
      (one) => one.team === team && one.provider === provider && [one.name, one.id].includes(name),
    );
    if (found) return found;
    throw refused(`There is no ${provider} key "${name}". npm run keys -- list shows what there is.`, 'key');
  }

  async function byId(team: string, id: string): Promise<StoredService> {
    return (await store.list(team)).find((one) => one.id === id) ?? gone();
  }

  async function tried(voice: Voice): Promise<void> {
    await providerFor(voice).check(AbortSignal.timeout(TEST_MS));
  }

  return {
    /** Throws UserError where something is wrong with it, or it does not answer; nothing is kept then. */
    async add(entry: ServiceEntry, { untested = false }: { untested?: boolean } = {}): Promise<StoredService> {
      const service = await checked(entry);
      if (!untested) await tried(service);
      const added = await store.add(service);
      if (added) return added;
      throw nameTaken(service.name);
    },
    /** Everything about it anew; councils that asked it keep what it was. Throws UserError as `add` does, and nothing is changed then. */
    async change(id: string, entry: ServiceEntry, { untested = false }: { untested?: boolean } = {}): Promise<StoredService> {
      await byId(entry.team, id);
      const service = await checked(entry);
      if (!untested) await tried(service);
      const changed = await store.replace(id, service);
      if (changed === 'taken') throw nameTaken(service.name);
      return changed ?? gone();
    },
    byId,
    list: store.list,
    async named(team: string, name: string): Promise<StoredService> {
      const all = await store.list(team);
      const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (found) return found;
      throw new UserError(`There is no service "${name}". npm run services -- list shows what there is.`, 'RESOURCE_NOT_FOUND');
    },
    setActive: store.setActive,
    remove: store.remove,
    /** Why it cannot be asked, as far as is known without asking it; undefined where nothing is known. */
    cannot({ name: _name, ...voice }: StoredService): string | undefined {
      try {
        return providerFor(voice).cannot?.()?.message;
      } catch (error) {
        if (error instanceof UserError) return error.message;
        throw error;
      }
    },
    /** Why it does not work; undefined when it does. */
    async test(service: StoredService): Promise<string | undefined> {
      try {
        await tried(service);
        return undefined;
      } catch (error) {
        if (error instanceof UserError || error instanceof RetryError) return error.message;
        throw error;
      }
    },
  };
}

function checkText(what: 'name' | 'model', text: string, most: number): void {
  if (text.trim() === '') throw refused(`Give the service a ${what}.`, what);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
  if (/[\u0000-\u001f\u007f]/.test(text)) throw refused(`The ${what} has characters that cannot be shown.`, what);
  if (text.trim().length > most) throw refused(`The ${what} may have ${most} characters. Shorten it.`, what);
}

const nameTaken = (name: string) =>
  refused(`The name "${name}" is taken by another service. Choose another, or remove that one.`, 'name');

function gone(): never {
  throw new UserError('There is no such service. It may have been removed; look in the list.', 'RESOURCE_NOT_FOUND');
}

const refused = (told: string, field: string) => new UserError(told, 'VALIDATION_ERROR', { field });
