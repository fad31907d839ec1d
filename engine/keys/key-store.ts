import { randomUUID } from 'node:crypto';
import { DEFAULT_TEAM } from '../default-team.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { KeyFilter, KeyRow, KeyRows, ProviderKey } from './key-rows.ts';
import { masked } from './mask.ts';
import { type Rotation, rotateKeys } from './rotate.ts';
import { scrub } from './scrub.ts';
import type { Vault } from './vault.ts';

/** What a person enters. Only `secret` is secret; format, address and the key itself are checked by `check-key.ts`. */
export type NewKey = {
  provider: string;
  name: string;
  secret: string;
  team?: string;
  baseUrl?: string;
  model?: string;
  active?: boolean;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  ownerId?: string;
  shared?: boolean;
};

/** The providers' keys. What comes out of it is masked, except in `withSecret`. */
export interface KeyStore {
  /** At the end of the team's order. Throws UserError where the name is taken. */
  add(key: NewKey): Promise<ProviderKey>;
  /** In the team's order. */
  list(filter?: KeyFilter): Promise<ProviderKey[]>;
  /**
   * Opens the key for as long as `use` runs: do not keep it. Each opening is a line in the log; an error that comes out of
   * `use` has the secret taken out of it. `purpose` says what for, such as a discussion's id.
   */
  withSecret<T>(id: string, purpose: string, use: (secret: string, key: ProviderKey) => Promise<T>): Promise<T>;
  /** Puts these first in this order; the team's others follow as they were. */
  order(team: string, ids: readonly string[]): Promise<ProviderKey[]>;
  setActive(id: string, active: boolean): Promise<void>;
  /** Another secret under the same name, with all its settings. */
  replace(id: string, secret: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Seals under the current master key what is under another; others may read and write meanwhile. */
  rotate(): Promise<Rotation>;
}

export type KeyStoreParts = {
  rows: KeyRows;
  /** Asked for when a key is first sealed or opened: who has no keys needs no master key. */
  vault: () => Promise<Vault>;
  log: Logger;
  now?: () => Date;
};

export function keyStore({ rows, vault, log, now = () => new Date() }: KeyStoreParts): KeyStore {
  const known = (found: boolean): void => {
    if (!found) throw gone();
  };

  async function opened(row: KeyRow, purpose: string): Promise<string> {
    const { id, team, provider, name, masterKeyId } = row;
    const about = { keyId: id, team, provider, name, masterKeyId, purpose };
    try {
      const secret = (await vault()).unseal(id, row);
      log.info({ audit: 'key-opened', ...about }, 'a provider key was decrypted');
      return secret;
    } catch (error) {
      log.warn({ audit: 'key-refused', ...about, err: error }, 'a provider key could not be decrypted');
      if (!(error instanceof UserError)) throw error;
      const told = `The ${provider} key "${name}" cannot be used. ${error.message}`;
      throw new UserError(told, error.code, { field: 'key', cause: error });
    }
  }

  return {
    async add({ secret, team = DEFAULT_TEAM, active = true, shared = true, ...settings }) {
      const id = randomUUID();
      const sealed = (await vault()).seal(id, secret);
      const row = { ...settings, id, team, active, shared, masked: masked(secret), createdAt: now() };
      const inserted = await rows.insert({ ...row, ...sealed });
      if (!inserted) {
        throw new UserError(
          `The name "${settings.name}" is taken by another ${settings.provider} key. Choose another name, or replace that key.`,
          'VALIDATION_ERROR',
          { field: 'name' },
        );
      }
      return withoutCipher(inserted);
    },
    list: (filter = {}) => rows.list(filter),
    async withSecret(id, purpose, use) {
      const row = await rows.get(id);
      if (!row) throw gone();
      const secret = await opened(row, purpose);
      await rows.touch(id, now());
      try {
        return await use(secret, withoutCipher(row));
      } catch (error) {
        throw scrub(error, secret);
      }
    },
    async order(team, ids) {
      const all = await rows.list({ team });
      if (ids.some((id) => !all.some((key) => key.id === id))) throw gone();
      await rows.order(team, ids);
      return rows.list({ team });
    },
    setActive: async (id, active) => known(await rows.setActive(id, active)),
    replace: async (id, secret) => known(await rows.replace(id, (await vault()).seal(id, secret), masked(secret))),
    remove: async (id) => known(await rows.remove(id)),
    rotate: async () => rotateKeys(rows, await vault(), opened),
  };
}

function withoutCipher(row: KeyRow): ProviderKey {
  const { cipher: _cipher, ...key } = row;
  return key;
}

const gone = (): UserError => new UserError('There is no such key any more.', 'RESOURCE_NOT_FOUND', { field: 'key' });
