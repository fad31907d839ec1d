import type pg from 'pg';
import type { Config } from './config.ts';
import { DEFAULT_TEAM } from './default-team.ts';
import { guardedFetch } from './keys/guarded-fetch.ts';
import type { ProviderKey } from './keys/key-rows.ts';
import { breakers } from './llm/breaker.ts';
import type { StoredKeys } from './llm/index.ts';
import { limiter } from './llm/limits.ts';
import { postgresWindows } from './llm/limits-postgres.ts';
import { redisWindows } from './llm/limits-redis.ts';
import type { Logger } from './log.ts';
import { KEYS_SEEN_MS, type Keys, keysOn, mayBePrivate } from './open-keys.ts';

/** The stored keys for the providers of this process: the list is looked at again and again, the secrets are opened for each call. */
export async function storedKeys(
  config: Config,
  pool: pg.Pool,
  log: Logger,
  say: (line: string) => void,
): Promise<StoredKeys & Pick<Keys, 'installations'> & { entered: Keys; close(): Promise<void> }> {
  const keys = keysOn(pool, config, log, say);
  const limits = limiter(config.redisUrl ? redisWindows(config.redisUrl) : postgresWindows(pool));
  const [inside, outside] = [guardedFetch({ allowPrivate: true }), guardedFetch({ allowPrivate: false })];
  const fetchFor = (team: string) => (mayBePrivate(config, team) ? inside : outside);
  let known: readonly ProviderKey[] = await keys.list();
  const look = () =>
    keys.list().then(
      (list) => {
        known = list;
      },
      (error: unknown) => log.warn({ err: error }, 'provider keys'),
    );
  const timer = setInterval(look, KEYS_SEEN_MS);
  timer.unref();
  return {
    entered: {
      ...keys,
      // Whoever enters a key may use it at once, where they entered it.
      async enter(key, options) {
        const entered = await keys.enter(key, options);
        await look();
        return entered;
      },
    },
    installations: keys.installations,
    list: (provider, team) => {
      const usable = known.filter((key) => key.provider === provider && key.active && key.shared);
      const theirs = usable.filter((key) => key.team === team);
      if (team === DEFAULT_TEAM || !config.shareKeys) return theirs;
      return [...theirs, ...usable.filter((key) => key.team === DEFAULT_TEAM)];
    },
    open: (id, purpose, use) =>
      keys.withSecret(id, purpose, (apiKey, { name, team, baseUrl, model }) =>
        use({ apiKey, keyName: name, fetch: fetchFor(team), ...(baseUrl && { baseUrl }), ...(model && { model }) }),
      ),
    limiter: limits,
    fetchFor,
    breakers: breakers(),
    async close() {
      clearInterval(timer);
      await limits.close();
    },
  };
}
