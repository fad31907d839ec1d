import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../engine/config.ts';
import { UserError } from '../../engine/errors.ts';
import { type ModelServer, startModelServer } from '../../engine/llm/model-server.ts';
import { openLog } from '../../engine/log.ts';
import { migrateQueue } from '../../engine/queue/bullmq.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { keys as runKeys, type Terminal } from './keys.ts';
import { dump, formsOf } from './leaks.fixture.ts';

let folder = '';
let databaseUrl = '';
let server: ModelServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simfocus-keys-'));
  await chmod(folder, 0o755);
  databaseUrl = await freshDatabase();
  await migrateQueue(databaseUrl);
  server = await startModelServer();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

type Ended = { code: number | null; out: string; err: string };
type Given = { env?: NodeJS.ProcessEnv; input?: string };

/** All that was printed, by any run. */
const printed: string[] = [];
const old = randomBytes(32).toString('base64');
const present = randomBytes(32).toString('hex');
const settings = { MASTER_KEY: old, ALLOW_PRIVATE_BASE_URLS: 'true', LOG_LEVEL: 'trace' };

/** The command as a person runs it: a process of its own. */
function run(args: string[], { env, input = '' }: Given = {}): Promise<Ended> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(OPENAI|ANTHROPIC|DATABASE|REDIS|PROVIDER|MASTER|ALLOW)/.test(name)),
  );
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts', ...args], {
    env: { ...clean, DATABASE_URL: databaseUrl, ...settings, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve) =>
    child.on('close', (code) => {
      printed.push(out, err);
      resolve({ code, out, err });
    }),
  );
}
/** The same in this process. */
async function keys(args: string[], { env, input = '' }: Given = {}): Promise<Ended> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    tell: (line) => {
      out += `${line}\n`;
    },
    note: (line) => {
      err += `${line}\n`;
    },
    askSecret: async () => input,
    log: (level) =>
      openLog(level, {
        write: (line) => {
          err += line;
        },
      }),
  };
  const code = await Promise.resolve()
    .then(() => runKeys(args, readConfig({ DATABASE_URL: databaseUrl, ...settings, ...env }), terminal))
    .catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      printed.push(error.stack ?? '');
      terminal.note(error.message);
      return 2;
    });
  printed.push(out, err);
  return { code, out, err };
}
const told = ({ err }: Ended) => err.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
const audit = ({ err }: Ended) => err.split('\n').filter((line) => line.includes('"audit":"key-opened"'));

describe('npm run keys', () => {
  const planted = {
    one: 'sk-planted-one-0123456789abcdef',
    two: 'sk-planted-two-0123456789abcdef',
    three: 'sk-ant-planted-3-0123456789ab',
  };
  const refused = [
    'sk-bad-planted-four-0123456789',
    'planted five with spaces',
    'sk-ant-planted-six-0123456789',
    'sk-planted-seven-0123456789ab',
  ];
  const fromEnvironment = 'sk-planted-eight-0123456789abcdef';

  it('adds, lists, tests, orders, switches, replaces, rotates and removes; and shows no key', { timeout: 60_000 }, async () => {
    const at = ['--base-url', `${server.url}/v1`, '--model', 'gpt-5.4-mini'];
    expect((await keys(['list'])).out).toMatch(/^No keys are stored\. Add one with/);
    expect((await keys(['rotate'])).out).toBe('No keys are stored: there is nothing to seal.\n');
    const limits = ['--requests', '60', '--tokens', '90000'];
    expect(await keys(['add', 'openai', 'marketing', ...at, ...limits], { input: planted.one })).toMatchObject({
      code: 0,
      out: 'It works and is stored: openai/marketing sk-…cdef\n',
    });
    await keys(['add', 'openai', 'backup', ...at], { input: planted.two });
    const claude = ['--base-url', server.url, '--model', 'claude-haiku-4-5'];
    await keys(['add', 'anthropic', 'backup', ...claude], { input: planted.three });
    expect(
      (await keys(['order', 'anthropic/backup', 'openai/backup'])).out.split('\n').map((line) => line.split('  ')[0]),
    ).toEqual(['1. anthropic/backup', '2. openai/backup', '3. openai/marketing', '']);
    expect((await keys(['deactivate', 'marketing'])).out).toBe('openai/marketing is not active now.\n');
    const tested = await keys(['test']);
    expect(tested.out).toBe('anthropic/backup: works\nopenai/backup: works\nopenai/marketing: works\n');
    expect(audit(tested)).toHaveLength(3);
    const listed = (await keys(['list', '--json'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(listed[2]).toMatchObject({
      name: 'marketing',
      masked: 'sk-…cdef',
      active: false,
      requestsPerMinute: 60,
      tokensPerMinute: 90_000,
      model: 'gpt-5.4-mini',
      lastUsedAt: expect.any(String),
    });
    const both = { MASTER_KEY: present, MASTER_KEY_PREVIOUS: old };
    expect((await keys(['rotate'], { env: both })).out).toMatch(
      /^3 keys were sealed anew under the master key [0-9a-f]{12}\.\nAll keys/,
    );
    const behind = await keys(['test', 'marketing']);
    expect(behind).toMatchObject({
      code: 1,
      out: expect.stringMatching(/cannot be used. It is sealed under the master key [0-9a-f]{12}/),
    });
    const env = { MASTER_KEY: present };
    const wrong = await keys(['add', 'openai', 'marketing', '--replace'], { env, input: refused[0]! });
    expect(told(wrong)).toEqual([
      `The model server at ${server.url}/v1 refused the key (401). Copy it again, or make a new one. Nothing was stored.`,
    ]);
    expect((await keys(['add', 'openai', 'marketing', '--replace'], { env, input: planted.two })).out).toContain(
      'It works and is in place',
    );
    expect((await keys(['test'], { env })).code).toBe(0);
    expect((await keys(['activate', 'marketing'], { env })).code).toBe(0);
    expect((await keys(['remove', 'anthropic/backup'], { env })).out).toMatch(/^anthropic\/backup is removed\./);
    expect((await keys(['list'], { env })).out.trim().split('\n')).toHaveLength(2);
  });

  it('refuses bad input in one plain sentence, with exit code 2', { timeout: 120_000 }, async () => {
    const env = { MASTER_KEY: present };
    const cases: [string[], RegExp, Given?][] = [
      [['cook'], /^There is no keys command "cook"/],
      [['add', 'openai'], /^Name the provider and give the key a name/],
      [['add', 'openai', 'x', refused[3]!], /^A key on the command line can be read by others/],
      [['add', 'openai', 'x', `--model=${refused[3]}`], /^A key on the command line can be read by others/],
      [['add', 'openai', 'x', '--tokens', '0'], /^--tokens must be a whole number/],
      [['add', 'openai', 'x'], /^There is no key\. Paste it/],
      [['add', 'openai', 'x'], /^The key has a space in it/, { input: refused[1]! }],
      [['add', 'openai', 'x'], /^The key has a line break in it/, { input: `${planted.one}\n${planted.two}\n` }],
      [
        ['add', 'openai', 'x'],
        /^This looks like an Anthropic key \(sk-ant-…\): add it under anthropic\./,
        { input: refused[2]! },
      ],
      [
        ['add', 'openai', 'x', '--base-url', server.url],
        /is an address in a private network, which is forbidden here/,
        { input: planted.one, env: { ALLOW_PRIVATE_BASE_URLS: '' } },
      ],
      [['add', 'openai', 'marketing', '--untested'], /^The name "marketing" is taken/, { input: planted.one }],
      [['add', 'openai', 'x', '--untested'], /^There is no master key to seal/, { input: planted.one, env: { MASTER_KEY: '' } }],
      [['remove', 'nobody'], /^There is no key "nobody"/],
    ];
    for (const [args, message, given] of cases) {
      const ended = await keys(args, { ...given, env: { ...env, ...given?.env } });
      expect(told(ended), args.join(' ')).toHaveLength(1);
      expect(told(ended)[0], args.join(' ')).toMatch(message);
      expect({ code: ended.code, out: ended.out }, args.join(' ')).toEqual({ code: 2, out: '' });
    }
  });

  it('takes the key from a pipe, and never from the command line', { timeout: 60_000 }, async () => {
    const env = { MASTER_KEY: present };
    const at = ['--base-url', `${server.url}/v1`, '--model', 'gpt-5.4-mini'];
    const [piped, wrong, argument] = await Promise.all([
      run(['keys', 'add', 'openai', 'piped', ...at], { env, input: `${planted.one}\r\n` }),
      run(['keys', 'add', 'openai', 'x', ...at], { env, input: refused[0]! }),
      run(['keys', 'add', 'openai', 'x', refused[3]!], { env }),
    ]);
    expect(piped).toMatchObject({ code: 0, out: 'It works and is stored: openai/piped sk-…cdef\n' });
    expect(wrong.code).toBe(2);
    expect(told(wrong).join()).toContain('refused the key (401)');
    expect(argument).toMatchObject({ code: 2, err: expect.stringMatching(/^A key on the command line can be read by others/) });
  });

  it('leaves no key in the database, the queue, the log, a transcript, a report or an error', { timeout: 120_000 }, async () => {
    const files = ['t.json', 'r.md'].map((name) => join(folder, name)) as [string, string];
    const env = { MASTER_KEY: present, OPENAI_API_KEY: fromEnvironment, OPENAI_BASE_URL: `${server.url}/v1` };
    const short = ['--personas', '3', '--rounds', '2', '--pace', 'fast', '--provider', 'openai'];
    const ended = await run(
      ['chat', 'Should our city make buses free?', ...short, '--transcript', files[0], '--report', files[1]],
      { env },
    );
    expect(ended.code).toBe(0);
    const database = await dump(databaseUrl);
    for (const table of ['public.provider_key', 'public.event', 'public.call', 'bullmq']) expect(database).toContain(table);
    const written = [...printed, database, ...(await Promise.all(files.map((file) => readFile(file, 'utf8'))))];
    for (const secret of [...Object.values(planted), ...refused, fromEnvironment, old, present]) {
      for (const form of formsOf(secret)) {
        for (const text of written) expect(text.includes(form) ? text.slice(Math.max(0, text.indexOf(form) - 200)) : '').toBe('');
      }
    }
    expect(printed.join('')).toContain('"audit":"key-opened"');
  });

  it('makes a master key in the data folder with the first key, once, and says to keep it', { timeout: 60_000 }, async () => {
    const env = { DATABASE_URL: '', MASTER_KEY: '', ALLOW_PRIVATE_BASE_URLS: '', DATA_DIR: folder };
    const add = (name: string) =>
      keys(['add', 'openai', name, '--base-url', server.url, '--model', 'gpt-5.4-mini'], { env, input: planted.one });
    const both = await Promise.all([add('one'), add('two')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const file = join(folder, 'master-key');
    const lines = both.flatMap(told).filter((line) => line.includes('master key'));
    expect(lines).toEqual([`A master key was made in ${file}; keep a copy: without it the stored provider keys cannot be read.`]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const tested = (await run(['keys', 'test'], { env })).out.trim().split('\n');
    expect(tested.sort()).toEqual(['openai/one: works', 'openai/two: works']);
    const master = (await readFile(file, 'utf8')).trim();
    expect(printed.join('')).not.toContain(master);
    expect(printed.join('')).not.toContain(planted.one);
  });
});
