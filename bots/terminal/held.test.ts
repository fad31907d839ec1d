import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../../engine/llm/model-server.ts';

let folder = '';
let server: ModelServer;
let isRefused = true;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simfocus-held-'));
  await chmod(folder, 0o755);
  server = await startModelServer({
    troubleFor: (_asked, n) =>
      isRefused && n > 6 ? { kind: 'status', status: 401, type: 'invalid_api_key', message: 'no' } : undefined,
  });
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function run(args: string[], until?: () => boolean): Promise<{ code: number | null; out: string; err: string }> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(OPENAI|ANTHROPIC|DATABASE|REDIS|PROVIDER)/.test(name)),
  );
  const env = { ...clean, DATA_DIR: folder, OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: 'sk-0123456789abcdef' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text;
  });
  const timer = setInterval(() => {
    if (!until?.()) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 200);
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, out, err });
    }),
  );
}

it('a script does not wait for a key, and npm start goes on with the discussion', { timeout: 180_000 }, async () => {
  const args = [
    'chat',
    'Should our city make buses free?',
    '--personas',
    '2',
    '--rounds',
    '1',
    '--pace',
    'fast',
    '--provider',
    'openai',
  ];
  const left = await run([...args, '--json']);
  expect(left.code).toBe(1);
  const lines = left.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const reason = expect.stringMatching(
    /^The model server at .* refused the key \(401\)\. Set a valid OPENAI_API_KEY and start again\. The discussion is paused and goes on by itself after that\.$/,
  );
  expect(lines.findLast(({ kind }) => kind === 'status')).toMatchObject({ status: 'paused', held: 'person', reason });
  expect(lines.at(-1)).toMatchObject({ kind: 'end', status: 'paused' });
  expect(left.err).toMatch(/refused the key .* npm start goes on with it\./);

  const plain = await run([...args, '--estimate']);
  expect(plain.code).toBe(0);
  isRefused = false;
  const before = server.stats().calls;
  // Whoever starts tries what waits, whether or not its time has come.
  const started = run(['engine'], () => server.stats().calls > before + 12);
  const ended = await started;
  expect(ended.code).toBe(0);
  expect(
    server
      .stats()
      .log.slice(before)
      .every(({ status }) => status === 200),
  ).toBe(true);
});
