import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { library } from '../../engine/engine.ts';
import { startModelServer } from '../../engine/llm/model-server.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simfocus-chat-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; err: string };

/** The command as a person runs it: a process of its own, with nothing set. */
function run(
  args: string[],
  options: { env?: NodeJS.ProcessEnv; typed?: (child: ChildProcess, out: string) => void } = {},
): Promise<Ended> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(OPENAI|ANTHROPIC|DATABASE|REDIS|PROVIDER)/.test(name)),
  );
  const env = { ...clean, DATA_DIR: folder, ...options.env };
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts', ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text;
    options.typed?.(child, out);
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const TOPIC = 'Should our city make buses free?';

describe('npm run chat', () => {
  it('goes from a topic to a report, and answers the questions that are thrown in', { timeout: 60_000 }, async () => {
    const report = join(folder, 'r.md');
    const transcript = join(folder, 't.json');
    let asked = false;
    const typed = (child: ChildProcess, out: string) => {
      if (asked || !out.includes('── Development')) return;
      asked = true;
      child.stdin?.write('Who pays for the drivers?\n');
    };
    const files = ['--transcript', transcript, '--report', report];
    const ended = await run(
      ['chat', TOPIC, '--personas', '5', '--rounds', '4', '--pace', 'fast', '--ask', 'What about the night buses?', ...files],
      {
        env: { REHEARSAL_LATENCY_MS: '30' },
        typed,
      },
    );
    expect(ended.err).toBe('');
    expect(ended.code).toBe(0);
    for (const phase of ['Opening', 'Development', 'Debate', 'Closing']) expect(ended.out).toContain(`── ${phase} `);
    expect(ended.out).toContain('REHEARSAL');
    const kept = JSON.parse(await readFile(transcript, 'utf8'));
    expect(kept.personas).toHaveLength(5);
    for (const text of ['What about the night buses?', 'Who pays for the drivers?']) {
      const question = kept.turns.find((turn: { text: string }) => turn.text === text);
      expect(question, text).toBeDefined();
      const answers = kept.turns.filter(
        (turn: { replyTo?: number; kind: string }) => turn.replyTo === question.n && turn.kind === 'persona',
      );
      expect(answers.length, text).toBeGreaterThan(0);
    }
    const markdown = await readFile(report, 'utf8');
    const cited = markdown.split('\n').filter((line) => /^- .*\[\d+\]\(#turn-\d+\) "/.test(line));
    expect(cited.length).toBeGreaterThan(10);
  });

  it('speaks through a vendor’s SDK, prints JSON lines, and keeps the key to itself', { timeout: 60_000 }, async () => {
    const server = await startModelServer();
    const key = 'sk-planted-0123456789abcdef';
    const env = { OPENAI_BASE_URL: `${server.url}/v1`.replace('/v1/v1', '/v1'), OPENAI_API_KEY: key, LOG_LEVEL: 'trace' };
    const args = ['chat', TOPIC, '--personas', '3', '--rounds', '2', '--pace', 'fast', '--provider', 'openai', '--json'];
    const ended = await run(args, { env }).finally(() => server.close());
    expect(ended.code).toBe(0);
    const lines = ended.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ kind: 'end', status: 'completed', reportStatus: 'ready' });
    expect(lines.filter((line) => line.event?.type === 'said').length).toBeGreaterThan(5);
    expect(ended.out + ended.err).not.toContain(key);
  });

  it('says what it would cost, before it begins and without beginning', { timeout: 60_000 }, async () => {
    const server = await startModelServer();
    const env = { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: 'sk-0123456789abcdef' };
    const chat = (...more: string[]) => run(['chat', TOPIC, '--provider', 'openai', '--rounds', '1', ...more], { env });
    try {
      const only = await chat('--estimate', '--budget', '0.22', '--rounds', '20');
      expect(only).toMatchObject({ code: 0, err: '' });
      expect(only.out).toMatch(
        /^About \$\d\.\d\d to \$\d\.\d\d, \d+ to \d+ minutes; \d+ calls, .* prices of \d{4}-\d\d-\d\d\.$/m,
      );
      expect(only.out).toMatch(/^The budget of \$0\.22 is probably not enough; the discussion then ends early/m);
      expect((await chat('--estimate', '--model', 'my-model')).out).toMatch(
        /^Price unknown: The price of my-model is not known\./m,
      );
      expect(server.stats().calls).toBe(0);
      const { out } = await chat('--json', '--pace', 'fast');
      const kinds = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).kind);
      expect(kinds.indexOf('estimate')).toBe(0);
      expect(kinds.filter((kind) => kind === 'estimate')).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  it('speaks in the quality that was asked for, and records it', { timeout: 60_000 }, async () => {
    const server = await startModelServer();
    const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'sk-ant-0123456789abcdef' };
    const voice = ['--provider', 'anthropic', '--quality', 'economy', '--model', 'claude-opus-4-5'];
    const args = ['chat', TOPIC, '--personas', '2', '--rounds', '1', '--pace', 'fast', '--json', ...voice];
    const ended = await run(args, { env }).finally(() => server.close());
    expect(ended.code).toBe(0);
    const [opened] = ended.out.split('\n').flatMap((line) => (line.includes('"opened"') ? [JSON.parse(line).event] : []));
    expect(opened.brief).toMatchObject({ provider: 'anthropic', quality: 'economy', model: 'claude-opus-4-5' });
    const models = new Set(server.stats().log.map(({ model }) => model));
    expect(models).toEqual(new Set(['claude-opus-4-5', 'claude-haiku-4-5', 'claude-sonnet-4-6']));
  });

  it('stops at Ctrl-C with a report of what was reached', { timeout: 60_000 }, async () => {
    let stopped = false;
    const typed = (child: ChildProcess, out: string) => {
      if (stopped || !/\[3\]/.test(out)) return;
      stopped = true;
      child.kill('SIGINT');
    };
    const ended = await run(['chat', TOPIC, '--pace', 'natural', '--speed', '3'], { typed });
    expect(ended.out).toContain('ended (stopped)');
    expect(ended.out).toContain('In short');
    const [, kept = ''] = /^Written: (.*)$/m.exec(ended.out) ?? [];
    expect(await readFile(kept, 'utf8')).toContain('## Overview');
    expect(ended.code).toBe(0);
  });

  it('ends with the votes and the main claims, and keeps the report in the data folder', { timeout: 60_000 }, async () => {
    const args = [
      'chat',
      TOPIC,
      '--pace',
      'fast',
      '--mode',
      'debate',
      '--rounds',
      '3',
      '--name',
      'Dana',
      '--ask',
      'Who pays?',
      '--seed',
      'a seed',
    ];
    const ended = await run(args);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/^ {2}● .+, \d+, .+ — pro$/m);
    expect(ended.out).toMatch(/^ {2}● .+, \d+, .+ — con$/m);
    expect(ended.out).toContain(' Dana asks ');
    const short = ended.out.slice(ended.out.indexOf('── In short ──'));
    expect(short.match(/^ {2}• .+: (strongly )?(for|against|undecided).* → /gm)).toHaveLength(5);
    expect(short).toMatch(/^Before: .* After: .* \d of 5 moved\.$/m);
    expect(short.match(/^ {2}• .+ \[\d+\] \p{Lu}/gmu)?.length).toBeGreaterThan(1);
    expect(short.split('\n').length).toBeLessThan(30);
    expect(ended.out).not.toContain('<a id');
    const [, kept = ''] = /^Written: (.*)$/m.exec(short) ?? [];
    expect(dirname(kept)).toBe(join(folder, 'reports'));
    expect(await readFile(kept, 'utf8')).toContain('## Movement');
  });

  it.runIf(existsSync('/dev/full'))(
    'tells which file it could not write, and writes the others',
    { timeout: 60_000 },
    async () => {
      const report = join(folder, 'other.md');
      const files = ['--transcript', '/dev/full', '--report', report];
      const ended = await run(['chat', TOPIC, '--pace', 'fast', '--rounds', '1', ...files]);
      expect(ended).toMatchObject({ code: 1, err: '' });
      expect(ended.out).toContain('The transcript could not be written to /dev/full: there is no room left.');
      expect(ended.out).not.toContain('Written: /dev/full');
      expect(await readFile(report, 'utf8')).toContain('## Overview');
    },
  );

  it('carries typed lines out in their order', { timeout: 60_000 }, async () => {
    let sent = false;
    const typed = (child: ChildProcess, out: string) => {
      if (sent || !out.includes('●')) return;
      sent = true;
      child.stdin?.write('Who pays?\n/stop\nAnd then?\n');
    };
    const { out } = await run(['chat', TOPIC, '--pace', 'natural', '--speed', '3'], { typed });
    const told = ['Your question is in', 'Stopped.', 'so it takes no questions'].map((text) => out.indexOf(text));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told).not.toContain(-1);
    expect(out.match(/Your question is in/g)).toHaveLength(1);
  });

  it.each([
    ['at SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
    ['when nobody reads on', (child: ChildProcess) => child.stdout?.destroy()],
  ])('stops quietly %s', { timeout: 60_000 }, async (_when, end) => {
    let ended = false;
    const typed = (child: ChildProcess, out: string) => {
      if (ended || !/\[2\]/.test(out)) return;
      ended = true;
      end(child);
    };
    const report = join(folder, 'stopped.md');
    await rm(report, { force: true });
    expect(await run(['chat', TOPIC, '--speed', '3', '--report', report], { typed })).toMatchObject({ code: 0, err: '' });
    expect(await readFile(report, 'utf8')).toContain('## Overview');
  });

  it('shows its version and all whom one can name', { timeout: 60_000 }, async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await run(['chat', '--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const listed = await run(['chat', '--list-personas']);
    expect(listed.out.trim().split('\n')).toHaveLength(library.length);
    expect(listed.out).toMatch(/^Walter Simmons +74 +retired bus driver +\S+$/m);
  });

  it('refuses bad input in one plain sentence, with exit code 2', { timeout: 300_000 }, async () => {
    const openai = ['--provider', 'openai'];
    const prices = join(folder, 'prices.json');
    await writeFile(prices, JSON.stringify({ models: { mine: { input: 1, cachedRead: 1, cachedWrite: 1 } } }));
    const cases: [string[], RegExp, NodeJS.ProcessEnv?][] = [
      [['chat'], /^There is no topic\./],
      [['chat', TOPIC, '--pace', '\u001b[31mslow'], /^[\P{Cc}\n]*$/u],
      [['chat', TOPIC, '--model', 'gpt-9'], /^The rehearsal has no models/],
      [['chat', TOPIC, '1'], /npm kept --rounds for itself\. .* "…" --rounds 1$/m, { npm_config_rounds: 'true' }],
      [['chat', TOPIC], /npm kept --pace for itself\. .* "…" --pace fast$/m, { npm_config_pace: 'fast' }],
      [['chat', TOPIC, '--rounds', '0'], /^Rounds must be/],
      [['chat', TOPIC, '--speed', '7'], /is not a speed/],
      [
        ['chat', TOPIC, '--budget', '0', '--estimate', ...openai],
        /^The budget must be more than zero\./,
        { OPENAI_API_KEY: 'sk-0' },
      ],
      [['chat', TOPIC, '--budget', '0.001', ...openai], /^A budget of \$0\.001 is used up before/, { OPENAI_API_KEY: 'sk-0' }],
      [['chat', TOPIC], /^PRICES_FILE \(.*\): "mine", output is missing\./, { PRICES_FILE: prices }],
      [['chat', TOPIC, '--provider', 'openai'], /has no key/],
      [['chat', TOPIC], /^Nothing answers at 127\.0\.0\.1:1\./, { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/x' }],
      [['chat', TOPIC], /^The setting PORT is not usable/, { PORT: 'abc' }],
      [['cook'], /^There is no role called "cook"/],
    ];
    for (const [args, told, env] of cases) {
      const ended = await run(args, env ? { env } : {});
      expect({ code: ended.code, out: ended.out.replace(/^(Preparing|Creating).*\n/gm, '') }, args.join(' ')).toEqual({
        code: 2,
        out: '',
      });
      expect(ended.err).toMatch(told);
      expect(ended.err.trim().split('\n'), args.join(' ')).toHaveLength(1);
    }
  });
});
