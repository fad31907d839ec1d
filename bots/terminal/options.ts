import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { formats } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Pace } from '../../engine/types.ts';

const MAX_CONTEXT_BYTES = 1_000_000;

export type ChatOptions = {
  topic: string;
  format?: string;
  options: Record<string, unknown>;
  personas?: number | string[];
  provider?: string;
  model?: string;
  pace: Pace;
  speed?: number;
  minutes?: number;
  budget?: number;
  seed?: string;
  ask: string[];
  context?: string;
  transcriptFile?: string;
  reportFile?: string;
  json: boolean;
  help: boolean;
};

const OWN = {
  format: { type: 'string' },
  personas: { type: 'string' },
  provider: { type: 'string' },
  model: { type: 'string' },
  pace: { type: 'string' },
  speed: { type: 'string' },
  minutes: { type: 'string' },
  budget: { type: 'string' },
  seed: { type: 'string' },
  ask: { type: 'string', multiple: true },
  context: { type: 'string' },
  transcript: { type: 'string' },
  report: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The formats' own options are options of the command line too. */
const formatOptionNames = () => [...new Set(formats.flatMap((format) => Object.keys(format.options.shape)))];

/** Reads the command line. Throws UserError; reads files, writes none. */
export function readOptions(args: string[]): ChatOptions {
  const names = formatOptionNames();
  const options = { ...OWN, ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) };
  const { values, positionals } = parsed(args, options);
  const { context, transcript, report, personas, pace = 'natural' } = values;
  if (pace !== 'fast' && pace !== 'natural') throw new UserError(`"${pace}" is not a pace. Choose fast or natural.`);
  if (transcript) writable(transcript);
  if (report) writable(report);
  const given = values as Record<string, unknown>;
  return {
    topic: positionals.join(' '),
    options: Object.fromEntries(names.flatMap((name) => (typeof given[name] === 'string' ? [[name, value(given[name])]] : []))),
    pace,
    ask: values.ask ?? [],
    json: values.json ?? false,
    help: values.help ?? false,
    ...(values.format && { format: values.format }),
    ...(personas !== undefined && { personas: personasFrom(personas) }),
    ...(values.provider && { provider: values.provider }),
    ...(values.model && { model: values.model }),
    ...(values.speed && { speed: numberFrom('speed', values.speed) }),
    ...(values.minutes && { minutes: numberFrom('minutes', values.minutes) }),
    ...(values.budget && { budget: numberFrom('budget', values.budget) }),
    ...(values.seed && { seed: values.seed }),
    ...(context && { context: readContext(context) }),
    ...(transcript && { transcriptFile: transcript }),
    ...(report && { reportFile: report }),
  };
}

function parsed(args: string[], options: typeof OWN) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [told] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UserError(`${told}. Run npm run chat -- --help to see what there is.`, 'VALIDATION_ERROR', { cause: error });
  }
}

const value = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

function numberFrom(name: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw new UserError(`"${text}" is not a number for --${name}.`, 'VALIDATION_ERROR', { field: name });
}

function personasFrom(text: string): number | string[] {
  if (/^-?\d+$/.test(text)) return Number(text);
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new UserError('Name personas with commas between them, or say how many: --personas 5.', 'VALIDATION_ERROR', {
    field: 'personas',
  });
}

function readContext(path: string): string {
  const told = (what: string) => new UserError(`The context file ${path} ${what}`, 'VALIDATION_ERROR', { field: 'context' });
  if (!existsSync(path)) throw told('does not exist. Check the path.');
  const stat = statSync(path);
  if (stat.isDirectory()) throw told('is a folder. Name a text file in it.');
  if (stat.size > MAX_CONTEXT_BYTES)
    throw told(`has ${(stat.size / 1e6).toFixed(1)} MB, and 1 MB is the most. Keep what the discussion needs.`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw told('cannot be read. Check its permissions.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) return text;
  } catch {
    // Told below: it is the same to the person.
  }
  throw told('is not a text file. Save it as plain text (UTF-8).');
}

function writable(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) throw new UserError(`${path} is a folder. Name a file in it.`);
  if (!existsSync(dirname(path))) throw new UserError(`The folder of ${path} does not exist. Make it, or choose another place.`);
}

/** The help text: our own options, then those of each format. */
export function helpText(providerNames: readonly string[]): string {
  const ofFormats = formats.flatMap((format) => [
    `  ${format.name}: ${format.summary}`,
    ...Object.entries(format.options.shape).map(
      ([name, type]) => `    --${name.padEnd(10)} ${(type as { description?: string }).description ?? ''}`,
    ),
  ]);
  return [
    'npm run chat -- "your topic or question" [options]',
    '',
    '  --format       what kind of discussion (below)',
    '  --personas     how many (2 to 20, chosen for the topic), or names with commas between them',
    `  --provider     who speaks: ${providerNames.join(', ')}`,
    '  --model        the model that speaks, as the provider calls it',
    '  --pace         natural (reading speed) or fast',
    '  --speed        1, 1.5, 2 or 3 times the natural pace',
    '  --minutes      ends it after 10 to 60 minutes',
    '  --budget       most US dollars that it may cost; it ends before that, with a report of what was reached',
    '  --ask          a question thrown in after the first turn; may be given several times',
    '  --context      a text file with background',
    '  --report       writes the report to this file (Markdown)',
    '  --transcript   writes everything that was said to this file (JSON)',
    '  --json         events as JSON lines on standard output',
    '  --seed         the same seed gives the same cast and order',
    '',
    'Formats and their options:',
    ...ofFormats,
    '',
    'While it runs: type a question and press Enter, or /pause /resume /stop /speed 2 /status /help.',
  ].join('\n');
}
