import pg from 'pg';
import type { Config } from './config.ts';
import { checkBaseUrl } from './keys/base-url.ts';
import { providerOpener } from './llm/open-provider.ts';
import type { Provider } from './llm/provider.ts';
import type { Logger } from './log.ts';
import { openDatabase } from './open-database.ts';
import { mayBePrivate } from './open-keys.ts';
import { type AdminServices, adminServices } from './services/admin-services.ts';
import { postgresServices } from './store/postgres-services.ts';
import type { ServiceStore } from './store/services.ts';
import { storedKeys } from './stored-keys.ts';
import type { Voice } from './types.ts';

export type { AdminServices } from './services/admin-services.ts';

type Stored = Awaited<ReturnType<typeof storedKeys>>;

/** The services as administrators work with them, by this installation's rules for addresses. */
export const servicesDesk = (
  config: Config,
  store: ServiceStore,
  keys: Pick<Stored, 'entered'>,
  providerFor: (voice: Voice) => Provider,
): AdminServices =>
  adminServices({
    store,
    keys: () => keys.entered.list(),
    checkAddress: (baseUrl, team) => checkBaseUrl(baseUrl, { allowPrivate: mayBePrivate(config, team) }),
    providerFor,
  });

/** The services without an engine, for the command line: on the database named, or on the embedded one. */
export async function openServices(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<{ services: AdminServices; close(): Promise<void> }> {
  const database = await openDatabase(config, log, say);
  const pool = new pg.Pool({ connectionString: database.url, max: 4, application_name: 'simfocus services' });
  // A connection that the server drops while it idles is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  const keys = await storedKeys(config, pool, log, say);
  const services = servicesDesk(config, postgresServices(pool), keys, providerOpener(config, keys));
  const close = async () => {
    await keys.close();
    await pool.end();
    await database.close();
  };
  return { services, close };
}
