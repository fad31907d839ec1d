import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { formats, QUALITIES, questionText } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Pace, Quality } from '../../engine/types.ts';
import { parsedArgs } from './parsed-args.ts';
import { safe } from './safe.ts';

const MAX_CONTEXT_BYTES = 1_000_000;
const MAX_NAME = 40;

export type ChatOptions = {
  topic: string;
  /** The topic as it was typed: one word where it stood in quotes. */
  words: string[];
  format?: string;
  options: Record<string, unknown>;
  personas?: number | string[];
  provider?: string;
  model?: string;
  quality?: Quality;
  pace: Pace;
  speed?: number;
  minutes?: number;
  budget?: number;
  seed?: string;
  ask: string[];
  /** Answers of a council that are selected before the first `ask`. */
  select: number[];
  /** What the person at the keyboard is called. */
  name?: string;
  context?: string;
  transcriptFile?: string;
  reportFile?: string;
  /** Only says what it would cost. */
  estimate: boolean;
  json: boolean;
  help: boolean;
  listPersonas: boolean;
  version: boolean;
};

const OWN = {
  format: { type: 'string' },
  personas: { type: 'string' },
  provider: { type: 'string' },
  model: { type: 'string' },
  quality: { type: 'string' },
  pace: { type: 'string' },
  speed: { type: 'string' },
  minutes: { type: 'string' },
  budget: { type: 'string' },
  seed: { type: 'string' },
  ask: { type: 'string', multiple: true },
  select: { type: 'string', multiple: true },
  name: { type: 'string' },
  context: { type: 'string' },
  transcript: { type: 'string' },
  report: { type: 'string' },
  estimate: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  'list-personas': { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

/** The formats' own options are options of the command line too. */
const formatOptionNames = () => [...new Set(formats.flatMap((format) => Object.keys(format.options.shape)))];

/** npm has options of its own by these names, and a person may have set those for good. */
const NPMS_OWN = ['json', 'help', 'version'];

/** Options that npm would keep for itself where the `--` before them was forgotten. */
export const swallowable = (): string[] =>
  [...Object.keys(OWN), ...formatOptionNames()].filter((name) => !NPMS_OWN.includes(name));

/** Reads the command line. Throws UserError; reads files, writes none. */
export function readOptions(args: string[]): ChatOptions {
  const names = formatOptionNames();
  const options = { ...OWN, ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) };
  const { values, positionals } = parsedArgs<typeof OWN>('chat', args, options);
  const { context, transcript, report, personas, pace = 'natural', ask = [], select = [] } = values;
  if (pace !== 'fast' && pace !== 'natural') throw new UserError(`"${pace}" is not a pace. Choose fast or natural.`);
  for (const question of ask) checkQuestion(question);
  if (transcript) writable(transcript);
  if (report) writable(report);
  const given = values as Record<string, unknown>;
  return {
    topic: positionals.join(' '),
    words: positionals,
    options: Object.fromEntries(names.flatMap((name) => (typeof given[name] === 'string' ? [[name, value(given[name])]] : []))),
    pace,
    ask,
    select: select.map((text) => numberFrom('select', text)),
    estimate: values.estimate ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
    listPersonas: values['list-personas'] ?? false,
    version: values.version ?? false,
    ...(values.format && { format: values.format }),
    ...(personas !== undefined && { personas: personasFrom(personas) }),
    ...(values.provider && { provider: values.provider }),
    ...(values.model && { model: values.model }),
    ...(values.quality !== undefined && { quality: qualityFrom(values.quality) }),
    ...(values.speed && { speed: numberFrom('speed', values.speed) }),
    ...(values.minutes && { minutes: numberFrom('minutes', values.minutes) }),
    ...(values.budget && { budget: numberFrom('budget', values.budget) }),
    ...(values.seed && { seed: values.seed }),
    ...(values.name !== undefined && { name: nameFrom(values.name) }),
    ...(context && { context: readContext(context) }),
    ...(transcript && { transcriptFile: transcript }),
    ...(report && { reportFile: report }),
  };
}

const value = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

function numberFrom(name: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw new UserError(`"${text}" is not a number for --${name}.`, 'VALIDATION_ERROR', { field: name });
}

function qualityFrom(text: string): Quality {
  const quality = QUALITIES.find((one) => one === text);
  if (quality) return quality;
  throw new UserError(`"${text}" is not a quality. Choose ${QUALITIES.join(', ')}.`, 'VALIDATION_ERROR', { field: 'quality' });
}

function personasFrom(text: string): number | string[] {
  if (/^-?\d+$/.test(text)) return Number(text);
  const names = text.split(',').map((name) => name.trim());
  const [only] = names;
  if (names.length === 1 && only) {
    const told = `"${only}" is one name, and a focus group needs at least two. Name more with commas between them, or say how many: --personas 5.`;
    throw new UserError(told, 'VALIDATION_ERROR', { field: 'personas' });
  }
  if (names.every((name) => name !== '')) return names;
  throw new UserError('Name personas with commas between them, or say how many: --personas 5.', 'VALIDATION_ERROR', {
    field: 'personas',
  });
}

/** Told before anything begins, since nobody is there to be told later. */
function checkQuestion(text: string): void {
  try {
    questionText(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`--ask: ${error.message}`, error.code, { field: 'ask', cause: error });
  }
}

function nameFrom(text: string): string {
  const name = safe(text).replace(/\s+/gu, ' ').trim();
  if (name !== '' && [...name].length <= MAX_NAME) return name;
  const told =
    name === ''
      ? 'The name is empty. Say what you are called, or leave --name out.'
      : `A name may have ${MAX_NAME} characters. Shorten it.`;
  throw new UserError(told, 'VALIDATION_ERROR', { field: 'name' });
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
