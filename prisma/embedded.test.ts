import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../engine/errors.ts';
import { startEmbedded } from './embedded.ts';
import { isRoot } from './postgres/account.ts';

const subject = new URL('./embedded.ts', import.meta.url).href;
/** Says what it got; then does what it reads. Without a word it stays. */
const script = `
  const { startEmbedded } = await import(${JSON.stringify(subject)});
  const tell = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
  const server = await startEmbedded({ dataDir: process.argv[1] }).catch((error) => tell({ name: error.name, message: error.message }));
  if (server) tell({ url: server.url, owned: server.owned });
  process.stdin.on('data', async (text) => {
    if (String(text).trim() === 'stop') await server.stop();
    process.exit(0);
  });`;

type Said = { url: string; owned: boolean; name?: string; message?: string };
type Other = {
  said: Said;
  child: ChildProcess;
  tell(word: 'stop' | 'exit'): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
};

const nobody = 65_534;
const children = new Set<ChildProcess>();
let root: string;
let shared: string;

async function other(dataDir: string, account: { uid?: number; gid?: number } = {}): Promise<Other> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', script, dataDir];
  const cwd = new URL('..', import.meta.url);
  const child = spawn(process.execPath, args, { ...account, cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<Said>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => reject(new Error(`the other process ended with ${code}`)));
  });
  return {
    said,
    child,
    tell: async (word) => {
      child.stdin?.write(`${word}\n`);
      await ended;
    },
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

async function eventually(wanted: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (await wanted()) return true;
    await sleep(50);
  }
  return false;
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'simfocus-embedded-'));
  await chmod(root, 0o755);
  shared = join(root, 'shared');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(async () => {
  await (await startEmbedded({ dataDir: shared })).stop();
  await rm(root, { recursive: true, force: true });
});

describe('the built-in database', () => {
  it('starts once with four processes on an empty folder, and is gone after the last of them', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => other(shared)));
    expect(all.filter(({ said }) => said.owned)).toHaveLength(1);
    expect(new Set(all.map(({ said }) => said.url)).size).toBe(1);
    const { url } = all[0]!.said;
    await Promise.all(all.slice(1).map((one) => one.tell('stop')));
    expect(await answers(url)).toBe(true);
    await all[0]!.tell('stop');
    expect(await answers(url)).toBe(false);
    expect((await readdir(join(shared, 'postgres'))).sort()).toEqual(['data', 'password', 'port', 'server.log']);
  });

  it('keeps its data, its port and its password, all of them private', async () => {
    const lines: string[] = [];
    const first = await startEmbedded({ dataDir: shared, onProgress: (line) => lines.push(line) });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const settings = await query(
      first.url,
      `SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) AS found FROM pg_settings
       WHERE name IN ('fsync', 'synchronous_commit', 'listen_addresses', 'jit', 'max_connections', 'server_encoding')`,
    );
    expect(settings[0]?.found).toBe(
      'fsync=on jit=off listen_addresses=127.0.0.1 max_connections=200 server_encoding=UTF8 synchronous_commit=on',
    );
    await first.stop();
    const second = await startEmbedded({ dataDir: shared });
    expect(second).toMatchObject({ url: first.url, owned: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await answers(second.url.replace(/:[^:@]+@/u, ':wrong@'))).toBe(false);
    await second.stop();
    await second.stop();
    const mode = async (name: string) => (await stat(join(shared, 'postgres', name))).mode & 0o777;
    expect([await mode('password'), await mode('server.log'), await mode('data')]).toEqual([0o600, 0o600, 0o700]);
    expect(lines).toEqual([]);
  });

  it('runs on after kill -9 of its starter, and whoever comes next joins it', async () => {
    const starter = await other(shared);
    await starter.kill('SIGKILL');
    expect(await answers(starter.said.url)).toBe(true);
    const next = await startEmbedded({ dataDir: shared });
    expect(next).toMatchObject({ url: starter.said.url, owned: false });
    await next.stop();
    expect(await answers(next.url)).toBe(false);
  });

  it('stays for a guest when its starter leaves', async () => {
    const starter = await startEmbedded({ dataDir: shared });
    const guest = await other(shared);
    expect(guest.said).toEqual({ url: starter.url, owned: false });
    await starter.stop();
    expect(await answers(starter.url)).toBe(true);
    await guest.kill('SIGTERM');
    expect(await answers(starter.url)).toBe(false);
  });

  it('stops also after SIGINT and after process.exit, which nobody announced', async () => {
    const interrupted = await other(shared);
    await interrupted.kill('SIGINT');
    expect(await answers(interrupted.said.url)).toBe(false);
    const exiting = await other(shared);
    await exiting.tell('exit');
    expect(await eventually(async () => !(await answers(exiting.said.url)))).toBe(true);
  });

  it('comes back with its data when the server itself is killed', async () => {
    const server = await startEmbedded({ dataDir: shared });
    await query(server.url, 'CREATE TABLE IF NOT EXISTS survived AS SELECT 7 AS answer');
    const before = await postmasterPid(shared);
    process.kill(before, 'SIGKILL');
    expect(
      await eventually(async () => (await postmasterPid(shared).catch(() => before)) !== before && (await answers(server.url))),
    ).toBe(true);
    expect(await query(server.url, 'SELECT answer FROM survived')).toEqual([{ answer: 7 }]);
    await server.stop();
    expect(await answers(server.url)).toBe(false);
  });

  it('is not misled by the pid file of a machine that went down', async () => {
    await writeFile(
      join(shared, 'postgres', 'data', 'postmaster.pid'),
      `${process.pid}\n${shared}\n1\n1\n\n127.0.0.1\n1 1\nready\n`,
    );
    const lines: string[] = [];
    const server = await startEmbedded({ dataDir: shared, onProgress: (line) => lines.push(line) });
    expect(server.owned).toBe(true);
    expect(lines).toEqual(['The database was not closed properly the last time. Checking it…']);
    await server.stop();
  });

  it('takes another port when its own is taken', async () => {
    const first = await startEmbedded({ dataDir: shared });
    await first.stop();
    const squatter = createServer();
    await new Promise<void>((resolve, reject) => {
      squatter.once('error', reject).listen(Number(new URL(first.url).port), '127.0.0.1', resolve);
    });
    const second = await startEmbedded({ dataDir: shared });
    expect(second.url).not.toBe(first.url);
    expect(await answers(second.url)).toBe(true);
    await second.stop();
    squatter.close();
  });
});

describe('a data folder that cannot be used', () => {
  it('is named, with what to do', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    const error = await startEmbedded({ dataDir: join(file, 'data') }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(`The data folder ${join(file, 'data')} cannot be used: a part of that path is a file.`);
    expect(String(error)).toContain('DATA_DIR');
  });

  it('is left alone when another version of PostgreSQL wrote it', async () => {
    const home = join(root, 'old', 'postgres');
    await mkdir(join(home, 'data'), { recursive: true });
    await writeFile(join(home, 'data', 'PG_VERSION'), '15\n');
    await writeFile(join(home, 'password'), 'x'.repeat(32));
    await expect(startEmbedded({ dataDir: join(root, 'old') })).rejects.toThrow('written by PostgreSQL 15');
    expect(await readdir(join(home, 'data'))).toEqual(['PG_VERSION']);
  });

  it.runIf(process.getuid)('is named when it is closed to this account', async () => {
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o500 });
    const { said } = await other(closed, isRoot() ? { uid: nobody, gid: nobody } : {});
    expect(said).toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(`The data folder ${closed} cannot be used`),
    });
  });

  it.runIf(isRoot())('is named when the account that root gives to the database may not enter it', async () => {
    const closed = join(root, 'private');
    await mkdir(closed, { mode: 0o700 });
    await expect(startEmbedded({ dataDir: closed })).rejects.toThrow(`may not enter ${closed}.`);
  });
});

it.runIf(isRoot())('works the same for an ordinary user', async () => {
  const own = join(root, 'own');
  await mkdir(own);
  await chown(own, nobody, nobody);
  const user = await other(own, { uid: nobody, gid: nobody });
  expect(user.said.owned).toBe(true);
  expect((await stat(join(own, 'postgres', 'password'))).uid).toBe(nobody);
  await user.tell('stop');
  expect(await answers(user.said.url)).toBe(false);
});
