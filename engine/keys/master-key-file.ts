import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { type MasterKey, masterKeyOf, readMasterKey } from './master-key.ts';

export const masterKeyFile = (dataDir: string): string => join(dataDir, 'master-key');

/** The master key of the data folder; undefined: none was made yet. Throws UserError where it is there and of no use. */
export async function loadMasterKey(dataDir: string, say: (line: string) => void = () => {}): Promise<MasterKey | undefined> {
  const file = masterKeyFile(dataDir);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw unusable(file, error);
  });
  if (text === undefined) return undefined;
  const found = readMasterKey(text.trim());
  if (typeof found === 'string') {
    throw new UserError(`The master key in ${file} is damaged. Put the file back from your copy.`, 'UNAVAILABLE');
  }
  await closeToOthers(file, say);
  return found;
}

/** As `loadMasterKey`; where there is none it is made, once: of several processes that begin together all get the same. */
export async function loadOrMakeMasterKey(dataDir: string, say: (line: string) => void = () => {}): Promise<MasterKey> {
  const known = await loadMasterKey(dataDir, say);
  if (known) return known;
  const file = masterKeyFile(dataDir);
  const bytes = randomBytes(32);
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await writeDurably(draft, `${bytes.toString('base64')}\n`);
    // Whole and under its name in one step, and refused where another was quicker.
    await link(draft, file);
    await syncFolder(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, error);
    const other = await loadMasterKey(dataDir, say);
    if (!other) throw unusable(file, error);
    return other;
  } finally {
    await rm(draft, { force: true });
  }
  say(`A master key was made in ${file}; keep a copy: without it the stored provider keys cannot be read.`);
  return masterKeyOf(bytes);
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Not every system lets a folder be synced; where it does not, the file system keeps the order by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** A copy that was put back may have lost its mode. Windows has none. */
async function closeToOthers(file: string, say: (line: string) => void): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return;
  await chmod(file, 0o600).catch((error: unknown) => {
    throw new UserError(`Others can read the master key in ${file}. Run: chmod 600 ${file}`, 'UNAVAILABLE', { cause: error });
  });
  say(`Others could read the master key in ${file}; now only its owner can.`);
}

function unusable(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (!code) return error;
  return new UserError(
    `The master key ${file} cannot be read or made (${code}). Mend the folder, or set MASTER_KEY.`,
    'UNAVAILABLE',
    { cause: error },
  );
}
