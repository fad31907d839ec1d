import { defaultDataDir } from '../../prisma/data-dir.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { KeyRows } from './key-rows.ts';
import { loadMasterKey, loadOrMakeMasterKey, masterKeyFile } from './master-key-file.ts';
import type { MasterKeys } from './vault.ts';

export type MasterKeySettings = Pick<Config, 'masterKey' | 'masterKeyPrevious' | 'databaseUrl' | 'dataDir'>;

/**
 * The master keys that the settings name; with the built-in database the one of the data folder, which is made for the first
 * key and never in place of one that was lost. Set over such a file, MASTER_KEY leaves the file as the previous one.
 */
export async function masterKeysOf(
  { masterKey, masterKeyPrevious, databaseUrl, dataDir }: MasterKeySettings,
  rows: KeyRows,
  say: (line: string) => void,
): Promise<MasterKeys> {
  const folder = databaseUrl ? undefined : (dataDir ?? defaultDataDir());
  if (masterKey) {
    const previous = masterKeyPrevious ?? (folder ? await loadMasterKey(folder, say) : undefined);
    return { current: masterKey, ...(previous && { previous }) };
  }
  if (!folder) {
    throw new UserError(
      'There is no master key to seal provider keys with. Make one with "openssl rand -base64 32" and set it as MASTER_KEY in every process.',
      'UNAVAILABLE',
      { field: 'MASTER_KEY' },
    );
  }
  const current = (await loadMasterKey(folder, say)) ?? (await first(folder, rows, masterKeyPrevious?.id, say));
  return { current, ...(masterKeyPrevious && { previous: masterKeyPrevious }) };
}

async function first(folder: string, rows: KeyRows, previous: string | undefined, say: (line: string) => void) {
  const lost = (await rows.masterKeyIds()).filter((id) => id !== previous);
  // Whoever added a key since we looked has made the file, too.
  if (lost.length === 0) return loadOrMakeMasterKey(folder, say);
  const made = await loadMasterKey(folder, say);
  if (made) return made;
  throw new UserError(
    `The stored keys are sealed under the master key ${lost.join(', ')}, and ${masterKeyFile(folder)} is gone. Put it back from your copy, or set MASTER_KEY.`,
    'UNAVAILABLE',
    { field: 'MASTER_KEY' },
  );
}
