import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadMasterKey, loadOrMakeMasterKey, masterKeyFile } from './master-key-file.ts';

const made: string[] = [];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simfocus-master-'));
  made.push(folder);
});
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))));

describe('the master key of a data folder', () => {
  it('is made once, for its owner only, and the person is told to keep it', async () => {
    const said: string[] = [];
    const dataDir = join(folder, 'new', 'data');
    expect(await loadMasterKey(dataDir)).toBeUndefined();
    const first = await loadOrMakeMasterKey(dataDir, (line) => said.push(line));
    const second = await loadOrMakeMasterKey(dataDir, (line) => said.push(line));
    expect(second.id).toBe(first.id);
    expect(said).toEqual([
      `A master key was made in ${masterKeyFile(dataDir)}; keep a copy: without it the stored provider keys cannot be read.`,
    ]);
    expect((await stat(masterKeyFile(dataDir))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['master-key']);
  });

  it('is the same for many who begin at once', async () => {
    const said: string[] = [];
    const all = await Promise.all(Array.from({ length: 20 }, () => loadOrMakeMasterKey(folder, (line) => said.push(line))));
    expect(new Set(all.map((key) => key.id)).size).toBe(1);
    expect(said).toHaveLength(1);
  });

  it('is the same for processes that begin at once', async () => {
    const file = fileURLToPath(new URL('./master-key-file.ts', import.meta.url));
    const script = `const { loadOrMakeMasterKey } = await import(${JSON.stringify(file)});
      console.log((await loadOrMakeMasterKey(process.argv[1])).id);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, folder];
    const all = await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, args)));
    expect(new Set(all.map(({ stdout }) => stdout)).size).toBe(1);
    expect(all[0]?.stdout.trim()).toBe((await loadMasterKey(folder))?.id);
  });

  it('is closed to others again when a copy was put back', async () => {
    await loadOrMakeMasterKey(folder);
    await chmod(masterKeyFile(folder), 0o644);
    const said: string[] = [];
    await loadMasterKey(folder, (line) => said.push(line));
    expect((await stat(masterKeyFile(folder))).mode & 0o777).toBe(0o600);
    expect(said[0]).toContain('Others could read');
  });

  it('is not replaced when it is damaged', async () => {
    await writeFile(masterKeyFile(folder), 'half');
    await expect(loadOrMakeMasterKey(folder)).rejects.toThrow(/is damaged\. Put the file back from your copy/);
    expect(await readFile(masterKeyFile(folder), 'utf8')).toBe('half');
  });

  it('says in plain words that the folder is of no use', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await expect(loadOrMakeMasterKey(file)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('(ENOTDIR)'),
    });
  });
});
