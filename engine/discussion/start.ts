import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { DEFAULT_TEAM } from '../default-team.ts';
import { UserError } from '../errors.ts';
import { formatNamed, formats } from '../formats/index.ts';
import { PROMPT_VERSION } from '../llm/prompt.ts';
import { QUALITIES } from '../llm/quality.ts';
import { chooseCast } from '../personas/cast.ts';
import { library } from '../personas/library.ts';
import { chosenServices } from '../services/chosen.ts';
import type { NewDiscussion } from '../store/store.ts';
import type { Brief, NewEvent, Pace, Persona, Quality, Service, Speaker } from '../types.ts';
import { checkSpeed } from './lifecycle.ts';

export const MAX_TOPIC = 200;
export const MAX_CONTEXT = 200_000;
export const DEFAULT_CAST = 5;
const MODERATOR: Speaker = { id: 'moderator', name: 'Moderator' };

export type StartRequest = {
  topic: string;
  context?: string;
  /** `focus-group` unless said otherwise. */
  format?: string;
  /** As the format describes them; unknown ones are refused. */
  options?: Record<string, unknown>;
  /** How many, chosen for the topic; or names or ids from the library. */
  personas?: number | string[];
  provider: string;
  model?: string;
  quality?: Quality;
  pace?: Pace;
  /** Least milliseconds between two turns: the platform's pace, also where `pace` is fast. */
  everyMs?: number;
  speed?: number;
  minutes?: number;
  /** US dollars. */
  budget?: number;
  /** The interaction or message that asked for it; asking again with the same one gives the same discussion. */
  origin?: string;
  by: Speaker;
  /** Of a platform, as `teamOf` names it; without it `default`. */
  team?: string;
  seed?: string;
  status?: NewDiscussion['status'];
};

/** Checks a request against the rules of the house and makes the first facts of it; `from` are those who may take part. Throws UserError; changes nothing. */
export function newDiscussion(
  request: StartRequest,
  limits: { maxRounds: number },
  from: readonly Persona[] = library,
  services: readonly Service[] = [],
): NewDiscussion {
  const topic = plainLine(request.topic);
  if (topic === '')
    throw new UserError('There is no topic. Say in a sentence or a question what is to be discussed.', 'VALIDATION_ERROR', {
      field: 'topic',
    });
  const length = [...topic].length;
  if (length > MAX_TOPIC) {
    const told = `The topic has ${length} characters, and ${MAX_TOPIC} are the most. Shorten it, and put the rest into the context.`;
    throw new UserError(told, 'VALIDATION_ERROR', { field: 'topic' });
  }
  const context = plainText(request.context ?? '');
  if (context.length > MAX_CONTEXT) {
    const told = `The context has ${context.length} characters, and ${MAX_CONTEXT} are the most. Keep what the discussion needs.`;
    throw new UserError(told, 'VALIDATION_ERROR', { field: 'context' });
  }
  const { minutes } = request;
  if (minutes !== undefined && !(minutes >= 10 && minutes <= 60)) {
    throw new UserError('The time limit must be from 10 to 60 minutes.', 'VALIDATION_ERROR', { field: 'minutes' });
  }
  checkPace(request.pace);
  checkQuality(request.quality);
  const format = namedFormat(request.format ?? 'focus-group');
  const options = formatOptions(format, request.options ?? {}, limits);
  const seed = request.seed ?? randomUUID();
  const asked = format.cast === 'services' ? chosenServices(options, services) : undefined;
  const cast = asked ? { personas: [], reason: servicesReason(asked) } : castFor(request, topic, context, seed, from);
  const [firstService] = asked ?? [];
  const brief: Brief = {
    topic,
    ...(context && { context }),
    format: format.name,
    options,
    provider: firstService?.provider ?? request.provider,
    ...(!asked && request.model && { model: request.model }),
    ...(!asked && request.quality && { quality: request.quality }),
    pace: asked ? 'fast' : (request.pace ?? 'natural'),
    ...(!asked && request.everyMs !== undefined && { everyMs: request.everyMs }),
    ...(minutes !== undefined && { minutes }),
    ...(request.budget !== undefined && { budget: request.budget }),
    promptVersion: PROMPT_VERSION,
  };
  return {
    origin: request.origin ?? randomUUID(),
    brief,
    startedBy: request.by,
    team: request.team ?? DEFAULT_TEAM,
    status: request.status ?? 'running',
    speed: checkSpeed(request.speed ?? 1),
    events: [openedEvent(brief, cast.personas, seed, asked && { services: asked }), { key: 'cast', type: 'cast', ...cast }],
  };
}

const servicesReason = (services: readonly Service[]): string =>
  `Asked side by side: ${services.map(({ name, model, provider }) => (provider === 'rehearsal' ? name : `${name} (${model})`)).join(', ')}.`;

const PACES: readonly Pace[] = ['natural', 'fast'];

export function checkPace(pace: Pace | undefined): void {
  if (pace === undefined || PACES.includes(pace)) return;
  throw new UserError('The pace must be natural or fast.', 'VALIDATION_ERROR', { field: 'pace' });
}

function checkQuality(quality: Quality | undefined): void {
  if (quality === undefined || QUALITIES.includes(quality)) return;
  throw new UserError('The quality must be economy, balanced or best.', 'VALIDATION_ERROR', { field: 'quality' });
}

export function openedEvent(
  brief: Brief,
  personas: readonly Persona[],
  seed: string,
  more: Pick<Extract<NewEvent, { type: 'opened' }>, 'origin' | 'services'> = {},
): NewEvent {
  const format = namedFormat(brief.format);
  const plan = format.plan({ topic: brief.topic, options: brief.options, personas, seed });
  const head = { format: format.name, formatVersion: format.version, seed, brief, plan, moderator: MODERATOR };
  return { key: 'opened', type: 'opened', ...head, ...more };
}

export function namedFormat(name: string) {
  const format = formatNamed(name);
  if (format) return format;
  const known = formats.map((one: { name: string }) => one.name).join(', ');
  throw new UserError(`There is no format called "${plainLine(name)}". There is: ${known}.`, 'VALIDATION_ERROR', {
    field: 'format',
  });
}

export function formatOptions(
  format: ReturnType<typeof namedFormat>,
  given: Record<string, unknown>,
  limits: { maxRounds: number },
) {
  const parsed = format.options.strict().safeParse(given);
  if (!parsed.success) throw invalidOption(format, parsed.error.issues[0]);
  const options = parsed.data as Record<string, unknown>;
  if (typeof options['rounds'] === 'number' && options['rounds'] > limits.maxRounds) {
    throw new UserError(`${limits.maxRounds} rounds are the most here. Choose fewer.`, 'VALIDATION_ERROR', { field: 'rounds' });
  }
  return options;
}

function invalidOption(format: ReturnType<typeof namedFormat>, issue?: z.core.$ZodIssue): UserError {
  if (issue?.code === 'unrecognized_keys') {
    const told = `${format.name} has no option called ${issue.keys.join(', ')}. It has: ${Object.keys(format.options.shape).join(', ')}.`;
    return new UserError(told, 'VALIDATION_ERROR');
  }
  const field = String(issue?.path[0] ?? 'options');
  return new UserError(issue?.message ?? `${field} is not usable.`, 'VALIDATION_ERROR', { field });
}

function castFor(request: StartRequest, topic: string, context: string, seed: string, from: readonly Persona[]) {
  const { personas = DEFAULT_CAST } = request;
  const about = { topic, ...(context && { context }), seed, from };
  return typeof personas === 'number'
    ? chooseCast({ ...about, size: personas })
    : chooseCast({ ...about, size: personas.length, named: personas });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/gu;

/** Text from people without control characters; lines are kept. */
export const plainText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROL, '').toWellFormed().trim();
/** The same on one line. */
export const plainLine = (text: string): string => plainText(text.replace(/\s+/gu, ' '));
