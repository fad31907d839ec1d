import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';
import type { ModelServerCall } from '../../engine/llm/model-server.ts';
import { silentLog } from '../../engine/log.ts';
import { openPlace, type Site as Servers } from '../crash/place.ts';
import { breakerCheck, type KeyCall } from './breaker-check.ts';
import { crowdBench } from './crowd.ts';
import { type Played, playAll } from './discussions.ts';
import { findingsOf } from './findings.ts';
import { startServerProcess } from './server-process.ts';
import { openSite, type Place } from './site.ts';

/** How long a breaker stays open. */
const OPEN_MS = 60_000;
/** However much goes wrong, it comes to an end. */
const UNTIL_MS = 15 * 60_000;

/**
 * Discussions with a provider that makes trouble, beside the same without; then worker processes under one key's limits.
 * Throws when a turn was lost or doubled, a discussion did not end as it should, a key was called while its breaker was open,
 * or a limit was passed.
 */
export async function chaosBench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      discussions: { type: 'string', default: '200' },
      /** Calls in a hundred that go wrong. */
      trouble: { type: 'string', default: '30' },
      /** Discussions that are worked on at once. */
      atonce: { type: 'string', default: '50' },
      latency: { type: 'string', default: '50' },
      /** A call that hangs is given up after so many milliseconds. */
      timeout: { type: 'string', default: '5000' },
      workers: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '150' },
      seed: { type: 'string', default: randomBytes(4).toString('hex') },
      /** Another stand-in for both vendors, which makes its own trouble, and its keys for OpenAI and for Anthropic. */
      url: { type: 'string' },
      keys: { type: 'string', default: 'sk-chaos-1,sk-chaos-2,sk-ant-chaos-1,sk-ant-chaos-2' },
    },
  });
  const chaos: Chaos = {
    discussions: whole('discussions', values.discussions),
    atOnce: whole('atonce', values.atonce),
    factor: whole('trouble', values.trouble) / 30,
    latencyMs: whole('latency', values.latency),
    callTimeoutMs: whole('timeout', values.timeout),
    seed: values.seed,
    url: values.url,
    keys: values.keys.split(','),
  };
  const servers = await openPlace('postgres');
  const problems: string[] = [];
  try {
    const masterKey = randomBytes(32).toString('base64');
    if (chaos.discussions > 0) problems.push(...(await troubled(chaos, servers, masterKey)));
    const workers = whole('workers', values.workers);
    if (workers > 0 && values.url === undefined) {
      const place = { ...(await servers.another()), masterKey };
      problems.push(...(await crowdBench(place, { workers, seconds: whole('seconds', values.seconds), seed: chaos.seed })));
    }
  } finally {
    await servers.close();
  }
  for (const problem of problems.slice(0, 30)) tell(`FAILED: ${problem}`);
  if (problems.length > 0) throw new Error(`${problems.length} things went wrong that must not`);
}

type Chaos = {
  discussions: number;
  atOnce: number;
  factor: number;
  latencyMs: number;
  callTimeoutMs: number;
  seed: string;
  url: string | undefined;
  keys: readonly string[];
};

async function troubled(chaos: Chaos, servers: { main: Servers; reference: Servers }, masterKey: string): Promise<string[]> {
  const { seed, discussions } = chaos;
  const calm =
    chaos.url === undefined
      ? await run({ ...chaos, factor: 0 }, { ...servers.reference, masterKey }, 'without trouble')
      : undefined;
  const { played, log, wallMs, keyCalls } = await run(chaos, { ...servers.main, masterKey }, 'with trouble');
  const { problems, ...found } = findingsOf(played, log);
  const breaker = breakerCheck(keyCalls, OPEN_MS);
  const calls = log ?? [];
  const troubles = calls.flatMap(({ trouble }) => (trouble ? [(trouble as { name?: string }).name ?? trouble.kind] : []));
  print({
    row: 'trouble',
    seed,
    ...found,
    breakersOpened: breaker.opened,
    callsWhileOpen: breaker.whileOpen,
    calls: calls.length || played.reduce((sum, { calls: ledger }) => sum + ledger.length, 0),
    troubled: troubles.length,
    share: calls.length > 0 ? round(troubles.length / calls.length, 3) : undefined,
    kinds: count(troubles),
    ...seconds('', played, wallMs),
    ...(calm && seconds('floor', calm.played, calm.wallMs)),
    ...(calm && { medianPastFloorSeconds: round((median(times(played)) - median(times(calm.played))) / 1_000, 1) }),
  });
  if (calm) problems.push(...findingsOf(calm.played, calm.log).problems.map((problem) => `without trouble: ${problem}`));
  const { lost, doubled, answersLost, answersFromNowhere } = found;
  if (breaker.whileOpen > 0) problems.push(`${breaker.whileOpen} calls with a key whose breaker was open`);
  if (answersLost + answersFromNowhere > 0) problems.push(`${answersLost} answers lost, ${answersFromNowhere} from nowhere`);
  tell(`${discussions} discussions: ${lost} lost, ${doubled} doubled, ${problems.length} problems`);
  return problems;
}

async function run(
  { discussions, atOnce, factor, latencyMs, callTimeoutMs, seed, url, keys }: Chaos,
  place: Place,
  what: string,
): Promise<{ played: Played[]; log: ModelServerCall[] | undefined; wallMs: number; keyCalls: KeyCall[] }> {
  const server = url === undefined ? await startServerProcess({ latencyMs, seed, factor }) : undefined;
  const address = server?.url ?? url ?? '';
  const keyCalls: KeyCall[] = [];
  const site = await openSite(place, silentLog(), { callTimeoutMs, seen: (call) => keyCalls.push(call) });
  try {
    for (const [n, secret] of keys.entries()) {
      const provider = secret.startsWith('sk-ant-') ? 'anthropic' : 'openai';
      const baseUrl = provider === 'openai' ? `${address}/v1` : address;
      await site.keys.add({ provider, name: `key-${n}`, secret, baseUrl });
    }
    // Until the process has looked at its keys.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const { played, wallMs } = await playAll(site, { seed, discussions, atOnce, untilMs: UNTIL_MS }, (finished) =>
      tell(`${what}: ${finished}/${discussions} discussions, ${keyCalls.length} calls`),
    );
    return { played, log: await server?.log(), wallMs, keyCalls };
  } finally {
    await site.close();
    server?.close();
  }
}

const times = (played: readonly Played[]) => played.map(({ ms }) => ms);
const seconds = (prefix: string, played: readonly Played[], wallMs: number) => {
  const name = (figure: string) => (prefix === '' ? figure : `${prefix}${figure[0]?.toUpperCase()}${figure.slice(1)}`);
  return {
    [name('medianSeconds')]: round(median(times(played)) / 1_000, 1),
    [name('slowestSeconds')]: round(Math.max(...times(played)) / 1_000, 1),
    [name('wallSeconds')]: round(wallMs / 1_000, 1),
  };
};
const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const tell = (line: string) => process.stderr.write(`chaos: ${line}\n`);
const print = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify({ bench: 'chaos', ...line })}\n`);

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function whole(name: string, text: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 0) throw new UserError(`--${name} takes whole numbers from 0 on, not "${text}".`);
  return n;
}
