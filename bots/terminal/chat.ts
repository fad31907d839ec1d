import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Config, swallowedOptions } from '../../engine/config.ts';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import { openLog } from '../../engine/log.ts';
import { findOllama, loadVendors, type OpenEngine, openEngine, providers } from '../../engine/open.ts';
import type { DiscussionId, Speaker, Voice } from '../../engine/types.ts';
import project from '../../package.json' with { type: 'json' };
import { type Ending, INTERRUPTED, openEnding } from './ending.ts';
import { type File, writeFiles } from './files.ts';
import { follow } from './follow.ts';
import { helpText, personasText } from './help.ts';
import { type ChatOptions, readOptions, swallowable } from './options.ts';
import { openScreen, type Screen } from './screen.ts';
import { whoTypes } from './who-types.ts';

const CHECK_MS = 15_000;
/** How long a closing engine may hold up a person who wants to leave at once. */
const LEAVE_MS = 2_000;

/** A discussion in the terminal, from the command line to the report; the exit code. */
export async function chat(args: string[], config: Config): Promise<number> {
  const options = readOptions(args);
  const text = textAskedFor(options);
  if (text !== undefined) {
    process.stdout.write(`${text}\n`);
    return 0;
  }
  refuseSwallowed(options);
  if (options.topic.trim() === '')
    throw new UserError('There is no topic. Try: npm run chat -- "Should our city make buses free?"');
  const screen = openScreen({ json: options.json });
  const ending = openEnding();
  try {
    return await opened(options, config, screen, ending);
  } finally {
    screen.close();
    ending.close();
  }
}

function textAskedFor({ help, listPersonas, version }: ChatOptions): string | undefined {
  if (help) return helpText(providers.map((provider) => provider.name));
  if (listPersonas) return personasText();
  return version ? project.version : undefined;
}

/** npm keeps what looks like an option where `--` was forgotten, and leaves its value among our words. */
function refuseSwallowed({ words }: ChatOptions): void {
  const swallowed = swallowedOptions(swallowable());
  const [one] = swallowed;
  if (!one) return;
  const last = words.length > 1 && swallowed.length === 1 ? words.at(-1) : undefined;
  const shown = swallowed.map(({ name, value }) => `--${name} ${value ?? quoted(last ?? '…')}`).join(' ');
  const names = swallowed.map(({ name }) => `--${name}`).join(' and ');
  throw new UserError(`npm kept ${names} for itself. Put -- before the options: npm run chat -- "…" ${shown}`);
}

const quoted = (word: string): string => (/\s/.test(word) ? `"${word}"` : word);

async function opened(options: ChatOptions, config: Config, screen: Screen, ending: Ending): Promise<number> {
  const log = openLog(
    process.stdout.isTTY && config.logLevel === 'info' ? 'error' : config.logLevel === 'info' ? 'warn' : config.logLevel,
  );
  const open = await openEngine(config, log, screen.progress, { ownQueue: true });
  let worker: Awaited<ReturnType<Engine['work']>> | undefined;
  let own: DiscussionId | undefined;
  try {
    if (ending.first.aborted) return INTERRUPTED;
    const provider = options.provider ?? open.defaultProvider();
    const by = whoTypes(options.name);
    const request = requestFrom(options, provider, by);
    const [first] = await open.engine.preview(request);
    const services = first?.type === 'opened' && first.services !== undefined;
    const speaks = first?.type === 'opened' ? first.brief.provider : provider;
    if (options.estimate) {
      screen.estimate(await open.engine.estimate(request), request.budget);
      return 0;
    }
    // What a service cannot do is told in its own place; that its vendor is loaded takes nothing of its time.
    if (services && speaks !== 'rehearsal') await loadVendors();
    if (!services && !(await answers(open, request, ending))) return INTERRUPTED;
    worker = await open.engine.work({ concurrency: config.concurrency, only: (id) => id === own });
    await tellUnfinished(open.engine, by, screen);
    if (speaks !== 'rehearsal') screen.estimate(await open.engine.estimate(request), request.budget);
    const discussion = await open.engine.start(request);
    own = discussion.id;
    if (speaks === 'rehearsal') await hint(screen, config);
    const ask = services ? [...options.select.map((n) => `/select ${n}`), ...options.ask] : options.ask;
    await follow({ engine: open.engine, id: own, by, screen, ending, ask, services });
    return await finish(open, own, options, screen);
  } finally {
    const closing = (async () => {
      await worker?.close();
      await open.close();
    })();
    await (ending.leave.aborted ? Promise.race([closing, new Promise((resolve) => setTimeout(resolve, LEAVE_MS))]) : closing);
  }
}

/** Whether the provider speaks; false when the person left meanwhile. Throws UserError where it cannot. */
async function answers(open: OpenEngine, voice: Voice, ending: Ending): Promise<boolean> {
  if (voice.model && voice.provider === 'rehearsal') {
    const told =
      'The rehearsal has no models, so --model says nothing. Name who is to speak with it, for instance --provider openai.';
    throw new UserError(told, 'VALIDATION_ERROR', { field: 'model' });
  }
  try {
    await open.providerFor(voice).check(AbortSignal.any([AbortSignal.timeout(CHECK_MS), ending.first]));
  } catch (error) {
    if (!ending.first.aborted) throw error;
  }
  return !ending.first.aborted;
}

function requestFrom(options: ChatOptions, provider: string, by: Speaker) {
  const { topic, format, personas, model, quality, speed, minutes, budget, seed = randomUUID(), context, pace } = options;
  return {
    topic,
    options: options.options,
    provider,
    by,
    pace,
    // Named here, so that what is estimated is what is started.
    seed,
    ...(format && { format }),
    ...(personas !== undefined && { personas }),
    ...(model && { model }),
    ...(quality && { quality }),
    ...(speed !== undefined && { speed }),
    ...(minutes !== undefined && { minutes }),
    ...(budget !== undefined && { budget }),
    ...(context && { context }),
  };
}

const MOST_LISTED = 1_000;

/** What was begun in this terminal before and is not over. */
async function tellUnfinished(engine: Engine, by: Speaker, screen: Screen): Promise<void> {
  const begun = await engine.list({ status: ['running', 'paused'], limit: MOST_LISTED });
  const goesOn = begun.filter(({ status, held }) => status === 'running' || held);
  const count = goesOn.filter(({ startedBy }) => startedBy.id === by.id).length;
  if (count === 0) return;
  const what = count === 1 ? '1 discussion of an earlier run is' : `${count} discussions of earlier runs are`;
  screen.note(`${what} unfinished; npm start goes on with ${count === 1 ? 'it' : 'them'}.`);
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

async function finish({ engine, dataDir }: OpenEngine, id: DiscussionId, options: ChatOptions, screen: Screen): Promise<number> {
  const [{ discussion, transcript, cost }, { markdown, json }] = await Promise.all([engine.status(id), engine.report(id)]);
  const { reportStatus, status, reason, held } = discussion;
  const report = reportStatus === 'none' ? undefined : json;
  const files: File[] = [];
  if (options.reportFile) files.push({ path: options.reportFile, what: 'report', text: markdown });
  else if (report) files.push({ path: join(dataDir, 'reports', `${id}.md`), what: 'report', text: markdown, makeFolder: true });
  if (options.transcriptFile) {
    files.push({ path: options.transcriptFile, what: 'transcript', text: await engine.kept(id) });
  }
  const { written, unwritten } = await writeFiles(files);
  screen.end({ discussion, turns: transcript.turns.length, cost, files: written, ...(report && { report }) });
  if (report && !options.reportFile && unwritten.length === 0) screen.note('--report file.md puts it elsewhere.');
  for (const line of unwritten) screen.note(line);
  if (status === 'failed') screen.note(`The discussion failed: ${reason ?? 'the log says why'}`);
  else if (held) screen.note(`${reason ?? 'It waits.'} npm start goes on with it.`);
  else if (reportStatus === 'generating') screen.note('The report is not complete; npm start goes on with it.');
  else if (reportStatus === 'failed') screen.note(`The report could not be written: ${reason ?? 'the log says why'}`);
  return status !== 'failed' && (reportStatus === 'ready' || reportStatus === 'partial') && unwritten.length === 0 ? 0 : 1;
}
