import pg from 'pg';
import type { Config } from './config.ts';
import { DEFAULT_TEAM } from './default-team.ts';
import { type CheckRules, checkEntry, checkKey } from './keys/check-key.ts';
import { checkKeyName, type KeyEntry } from './keys/key-format.ts';
import type { ProviderKey } from './keys/key-rows.ts';
import { type KeyStore, keyStore, type NewKey } from './keys/key-store.ts';
import { masterKeysOf } from './keys/master-keys.ts';
import { postgresKeyRows } from './keys/postgres.ts';
import { openVault, type Vault } from './keys/vault.ts';
import { anthropicProvider } from './llm/anthropic.ts';
import { openAiProvider } from './llm/openai.ts';
import type { Provider } from './llm/provider.ts';
import type { Logger } from './log.ts';
import { openDatabase } from './open-database.ts';
import type { Installations } from './store/installations.ts';
import { sealedInstallations } from './store/sealed-installations.ts';
import { wakeHeld } from './store/wake-held.ts';

export type { ProviderKey } from './keys/key-rows.ts';
export type { NewKey } from './keys/key-store.ts';

/** The stored keys with all that entering one takes: for the terminal and the panel. */
export type Keys = KeyStore & {
  /** What chat platforms gave us, under the same master key. */
  readonly installations: Installations;
  /** Whether anything is sealed: a key, or what a chat platform gave us. */
  anySealed(): Promise<boolean>;
  /** Checks format, address and, unless `untested`, the key itself with the vendor's cheapest call; then stores it. */
  enter(key: NewKey, options?: { untested?: boolean }): Promise<ProviderKey>;
  /** Another secret under the same name, checked as a new one is. */
  replaceSecret(id: string, secret: string, options?: { untested?: boolean }): Promise<void>;
  /** Tries a stored key. Throws UserError or RetryError. */
  test(id: string): Promise<void>;
};

const TEST_MS = 15_000;
/** A key that is added, switched off or put in another order counts in every process after this long at the latest. */
export const KEYS_SEEN_MS = 2_000;

/**
 * Whether addresses that this team's people enter may lead into this machine or its network. Where nothing is set, that is for
 * whoever runs it on a machine of their own, and not for guests from a chat platform.
 */
export const mayBePrivate = (config: Config, team: string = DEFAULT_TEAM): boolean =>
  config.allowPrivateBaseUrls ?? (!config.databaseUrl && team === DEFAULT_TEAM);

/** The stored keys in this database. The master key is looked for when a key is first sealed or opened. */
export function keysOn(pool: pg.Pool, config: Config, log: Logger, say: (line: string) => void = () => {}): Keys {
  const rows = postgresKeyRows(pool);
  let opened: Promise<Vault> | undefined;
  const vault = () => {
    opened ??= masterKeysOf(config, rows, say).then(openVault);
    // What was missing may be there at the next try.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const store = waking(keyStore({ rows, vault, log }), pool);
  const installations = sealedInstallations(pool, vault);
  const rules = (team?: string): CheckRules => ({ allowPrivate: mayBePrivate(config, team), open: openForCheck });
  const tried = (entry: KeyEntry, team?: string) => checkKey(entry, rules(team), AbortSignal.timeout(TEST_MS));

  return {
    ...store,
    installations,
    anySealed: async () => (await rows.masterKeyIds()).length > 0,
    async rotate() {
      const rotation = await store.rotate();
      return { ...rotation, resealed: rotation.resealed + (await installations.rotate()) };
    },
    async enter(key, { untested = false } = {}) {
      checkKeyName(key.name);
      const { baseUrl } = await (untested ? checkEntry(key, rules(key.team)) : tried(key, key.team));
      return store.add({ ...key, ...(baseUrl && { baseUrl }) });
    },
    async replaceSecret(id, secret, { untested = false } = {}) {
      const key = (await store.list()).find((known) => known.id === id);
      if (key && untested) await checkEntry(entryOf(key, secret), rules(key.team));
      else if (key) await tried(entryOf(key, secret), key.team);
      await store.replace(id, secret);
    },
    test: (id) => store.withSecret(id, 'test', async (secret, key) => void (await tried(entryOf(key, secret), key.team))),
  };
}

/** What waits for a key is tried as soon as every process knows of a change. */
function waking(store: KeyStore, pool: pg.Pool): KeyStore {
  const wake = () => wakeHeld(pool, new Date(Date.now() + KEYS_SEEN_MS));
  return {
    ...store,
    async add(key) {
      const added = await store.add(key);
      await wake();
      return added;
    },
    async replace(id, secret) {
      await store.replace(id, secret);
      await wake();
    },
    async setActive(id, active) {
      await store.setActive(id, active);
      if (active) await wake();
    },
  };
}

const entryOf = ({ provider, baseUrl, model }: ProviderKey, secret: string): KeyEntry => ({
  provider,
  secret,
  ...(baseUrl && { baseUrl }),
  ...(model && { model }),
});

function openForCheck({ provider, secret, baseUrl, model }: KeyEntry): Provider {
  const options = { apiKey: secret, ...(baseUrl && { baseUrl }), ...(model && { model }) };
  return provider === 'anthropic' ? anthropicProvider(options) : openAiProvider(options);
}

/** The stored keys without an engine, for the command line: on the database named, or on the embedded one. */
export async function openKeys(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<{ keys: Keys; close(): Promise<void> }> {
  const database = await openDatabase(config, log, say);
  const pool = new pg.Pool({ connectionString: database.url, max: 4, application_name: 'simfocus keys' });
  // A connection that the server drops while it idles is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  const close = async () => {
    await pool.end();
    await database.close();
  };
  return { keys: keysOn(pool, config, log, say), close };
}
