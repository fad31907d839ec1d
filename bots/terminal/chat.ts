import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Config } from '../../engine/config.ts';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import { openLog } from '../../engine/log.ts';
import { findOllama, openEngine, providers } from '../../engine/open.ts';
import type { Discussion, Speaker } from '../../engine/types.ts';
import { carryOut } from './commands.ts';
import { type ChatOptions, helpText, readOptions } from './options.ts';
import { openScreen, type Screen } from './screen.ts';

const CHECK_MS = 15_000;

/** A discussion in the terminal, from the command line to the report; the exit code. */
export async function chat(args: string[], config: Config): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(`${helpText(providers.map((provider) => provider.name))}\n`);
    return 0;
  }
  if (options.topic.trim() === '')
    throw new UserError('There is no topic. Try: npm run chat -- "Should our city make buses free?"');
  const screen = openScreen({ json: options.json });
  const log = openLog(
    process.stdout.isTTY && config.logLevel === 'info' ? 'error' : config.logLevel === 'info' ? 'warn' : config.logLevel,
  );
  const open = await openEngine(config, log, screen.progress).catch((error: unknown) => {
    screen.close();
    throw error;
  });
  let worker: Awaited<ReturnType<Engine['work']>> | undefined;
  try {
    const provider = options.provider ?? open.defaultProvider;
    const by: Speaker = { id: `terminal/${userName()}`, name: userName() };
    const request = requestFrom(options, provider, by);
    open.engine.preview(request);
    await open.providerNamed(provider, options.model).check(AbortSignal.timeout(CHECK_MS));
    worker = await open.engine.work({ concurrency: config.concurrency });
    const discussion = await open.engine.start(request);
    if (provider === 'rehearsal') await hint(screen, config);
    await follow(open.engine, discussion, options, by, screen);
    return await finish(open.engine, discussion.id, options, screen);
  } finally {
    screen.close();
    await worker?.close();
    await open.close();
  }
}

function requestFrom(options: ChatOptions, provider: string, by: Speaker) {
  const { topic, format, personas, model, speed, minutes, budget, seed, context, pace } = options;
  return {
    topic,
    options: options.options,
    provider,
    by,
    pace,
    ...(format && { format }),
    ...(personas !== undefined && { personas }),
    ...(model && { model }),
    ...(speed !== undefined && { speed }),
    ...(minutes !== undefined && { minutes }),
    ...(budget !== undefined && { budget }),
    ...(seed && { seed }),
    ...(context && { context }),
  };
}

/** What would speak for real, when this is only a rehearsal. */
async function hint(screen: Screen, config: Config): Promise<void> {
  const ollama = config.openaiBaseUrl ? undefined : await findOllama();
  const [model] = ollama?.models ?? [];
  screen.note('This is a rehearsal: no model is asked, the voices speak from their persona sheets.');
  if (ollama && model)
    screen.note(`Ollama runs here: OPENAI_BASE_URL=${ollama.baseUrl} npm run chat -- "…" --provider openai --model ${model}`);
  else screen.note('For real voices set OPENAI_API_KEY or ANTHROPIC_API_KEY, for instance in a file called .env.');
}

async function follow(engine: Engine, { id }: Discussion, options: ChatOptions, by: Speaker, screen: Screen): Promise<void> {
  const ask = [...options.ask];
  const leave = new AbortController();
  let interrupts = 0;
  const stopInput = screen.input(
    (line) => void carryOut(engine, id, line, by, screen),
    () => {
      interrupts++;
      if (interrupts > 1) return leave.abort();
      screen.note('Stopping; the report of what was reached is being written. Press Ctrl-C again to leave at once.');
      engine.stop(id, by).catch(() => leave.abort());
    },
  );
  try {
    for await (const watched of engine.watch(id, { signal: leave.signal })) {
      if (watched.kind === 'status') screen.status(watched.discussion);
      else screen.event(watched.event);
      const spoke = watched.kind === 'event' && watched.event.type === 'said' && watched.event.speaker !== 'moderator';
      if (!spoke) continue;
      for (const text of ask.splice(0)) await engine.ask(id, { messageId: randomUUID(), asker: by, text });
    }
  } finally {
    stopInput();
  }
}

async function finish(engine: Engine, id: string, options: ChatOptions, screen: Screen): Promise<number> {
  const { discussion, transcript, cost } = await engine.status(id);
  const { markdown, json } = await engine.report(id);
  if (options.transcriptFile) {
    const events = await engine.events(id, 0);
    const file = { version: 1, discussion, personas: transcript.personas, turns: transcript.turns, events, report: json };
    await writeFile(options.transcriptFile, `${JSON.stringify(file, null, 1)}\n`);
  }
  if (options.reportFile) await writeFile(options.reportFile, markdown);
  screen.end({ discussion, turns: transcript.turns.length, cost, markdown, files: [options.reportFile, options.transcriptFile] });
  if (discussion.status === 'failed') {
    screen.note(`The discussion failed: ${discussion.reason ?? 'the log says why'}`);
    return 1;
  }
  return discussion.reportStatus === 'ready' || discussion.reportStatus === 'partial' ? 0 : 1;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'you';
  }
}
