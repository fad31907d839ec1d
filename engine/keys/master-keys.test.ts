import { randomBytes } from 'node:crypto';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import type { KeyRows } from './key-rows.ts';
import { keyStore } from './key-store.ts';
import { masterKeyOf } from './master-key.ts';
import { masterKeyFile } from './master-key-file.ts';
import { type MasterKeySettings, masterKeysOf } from './master-keys.ts';
import { memoryKeyRows } from './memory.ts';
import { openVault } from './vault.ts';

const made: string[] = [];
let dataDir = '';
let rows: KeyRows;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'simfocus-masters-'));
  made.push(dataDir);
  rows = memoryKeyRows();
});
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))));

const mine = masterKeyOf(randomBytes(32));
const older = masterKeyOf(randomBytes(32));
const databaseUrl = 'postgresql://127.0.0.1/x';
const masters = (settings: MasterKeySettings) => masterKeysOf(settings, rows, () => {});
const store = (settings: MasterKeySettings) =>
  keyStore({ rows, vault: async () => openVault(await masters(settings)), log: silentLog() });
const key = { provider: 'openai', name: 'one', secret: 'sk-0123456789' };
const reveal = (settings: MasterKeySettings, id: string) => store(settings).withSecret(id, 'test', async (secret) => secret);

describe('the master keys', () => {
  it('are those of the settings', async () => {
    expect(await masters({ databaseUrl, masterKey: mine })).toEqual({ current: mine });
    expect(await masters({ databaseUrl, masterKey: mine, masterKeyPrevious: older })).toEqual({ current: mine, previous: older });
  });

  it('must be set where the database is a server, in words that say how', async () => {
    await expect(masters({ databaseUrl, dataDir })).rejects.toThrow(/no master key.*openssl rand -base64 32.*MASTER_KEY/);
  });

  it('are made in the data folder for the first key, and found there by the next process', async () => {
    const { id, masterKeyId } = await store({ dataDir }).add(key);
    expect((await masters({ dataDir })).current.id).toBe(masterKeyId);
    expect(await reveal({ dataDir }, id)).toBe(key.secret);
  });

  it('are not made anew in place of one that was lost', async () => {
    const { id, masterKeyId } = await store({ dataDir }).add(key);
    await rename(masterKeyFile(dataDir), `${masterKeyFile(dataDir)}.away`);
    const told = `sealed under the master key ${masterKeyId}, and ${masterKeyFile(dataDir)} is gone. Put it back`;
    await expect(reveal({ dataDir }, id)).rejects.toThrow(told);
    await expect(store({ dataDir }).add({ ...key, name: 'two' })).rejects.toThrow(told);
    await rename(`${masterKeyFile(dataDir)}.away`, masterKeyFile(dataDir));
    expect(await reveal({ dataDir }, id)).toBe(key.secret);
  });

  it('go from the folder to a setting by rotation alone', async () => {
    const { id } = await store({ dataDir }).add(key);
    expect(await reveal({ dataDir, masterKey: mine }, id)).toBe(key.secret);
    expect(await store({ dataDir, masterKey: mine }).rotate()).toMatchObject({ resealed: 1, masterKeyId: mine.id });
    expect(await reveal({ databaseUrl, masterKey: mine }, id)).toBe(key.secret);
    await rm(masterKeyFile(dataDir));
    await expect(reveal({ dataDir }, id)).rejects.toThrow(/is gone/);
    expect(await reveal({ dataDir, masterKeyPrevious: mine }, id)).toBe(key.secret);
  });
});
