import { z } from 'zod';

/** The parts of a discussion as a file holds them. What it does not know is left out; what is wrong is refused. */

const when = z.union([z.string(), z.number()]).transform((value, context) => {
  const date = new Date(value);
  if (!Number.isNaN(date.getTime())) return date;
  context.addIssue({ code: 'custom', message: 'is no date' });
  return z.NEVER;
});
const count = z.number().int().min(0);
const speaker = z.object({ id: z.string(), name: z.string() });
const trait = z.number().min(1).max(10);

const persona = speaker.extend({
  field: z.string(),
  age: z.number(),
  gender: z.string(),
  profession: z.string(),
  traits: z.object({ openness: trait, rigor: trait, criticalThinking: trait, optimism: trait }),
  knowledge: z.array(z.string()),
  yearsOfExperience: z.number(),
  views: z.array(z.string()),
  stance: z.enum(['support', 'oppose', 'neutral', 'critical']),
  style: z.enum(['formal', 'casual', 'technical', 'storytelling']),
  behaviour: z.enum(['active', 'passive', 'balanced']),
  voice: z.string(),
});

const service = speaker.extend({
  provider: z.string(),
  model: z.string(),
  key: z.string().optional(),
  baseUrl: z.string().optional(),
  maxOutputTokens: count,
  temperature: z.number().optional(),
  note: z.string().optional(),
});

const brief = z.object({
  topic: z.string(),
  context: z.string().optional(),
  format: z.string(),
  options: z.record(z.string(), z.unknown()),
  provider: z.string(),
  model: z.string().optional(),
  quality: z.enum(['economy', 'balanced', 'best']).optional(),
  pace: z.enum(['natural', 'fast']),
  everyMs: z.number().optional(),
  minutes: z.number().optional(),
  budget: z.number().optional(),
  promptVersion: count,
});

const head = { seq: count.min(1), key: z.string(), at: when, deliverAt: when };
const events = [
  z.object({
    ...head,
    type: z.literal('opened'),
    format: z.string(),
    formatVersion: count,
    seed: z.string(),
    brief,
    plan: z.unknown(),
    moderator: speaker,
    services: z.array(service).optional(),
    origin: z.object({ kind: z.enum(['fork', 'rerun']), discussion: z.string(), turn: count.optional() }).optional(),
  }),
  z.object({ ...head, type: z.literal('cast'), personas: z.array(persona), reason: z.string() }),
  z.object({
    ...head,
    type: z.literal('said'),
    speaker: z.string(),
    text: z.string(),
    phase: z.enum(['opening', 'development', 'debate', 'closing']).optional(),
    round: count.optional(),
    replyTo: count.optional(),
    problems: z.array(z.string()).optional(),
    model: z.string().optional(),
    cut: z.boolean().optional(),
  }),
  z.object({
    ...head,
    type: z.literal('chose'),
    by: speaker,
    choice: z.object({ kind: z.string(), turns: z.array(count).optional(), service: z.string().optional() }),
  }),
  z.object({ ...head, type: z.literal('asked'), asker: speaker, text: z.string() }),
  z.object({ ...head, type: z.literal('decided'), by: z.string().optional(), data: z.unknown(), model: z.string().optional() }),
  z.object({
    ...head,
    type: z.literal('section'),
    name: z.string(),
    title: z.string(),
    body: z.unknown(),
    model: z.string().optional(),
  }),
  z.object({ ...head, type: z.literal('failed'), reason: z.string(), by: z.string().optional() }),
  z.object({
    ...head,
    type: z.literal('control'),
    action: z.enum(['initialize', 'start', 'pause', 'resume', 'speed', 'fail', 'warn', 'report']),
    by: speaker,
    speed: z.number().optional(),
    reason: z.string().optional(),
    sections: z.array(z.string()).optional(),
  }),
  z.object({ ...head, type: z.literal('ended'), reason: z.enum(['done', 'stopped', 'budget', 'time']), by: speaker.optional() }),
] as const;

const call = z.object({
  stepKey: z.string(),
  attempt: count,
  state: z.enum(['open', 'settled', 'abandoned']),
  provider: z.string(),
  model: z.string(),
  reserved: z.number().nullable(),
  outcome: z.enum(['reply', 'rejected', 'error', 'unused']).optional(),
  reason: z.string().optional(),
  usage: z.object({ input: count, cached: count, cacheWrite: count, output: count, cost: z.number().nullable() }).optional(),
  openedAt: when,
  settledAt: when.optional(),
});

export const keptSchema = z.object({
  version: z.literal(1),
  discussion: z.object({
    id: z.string(),
    status: z.enum(['draft', 'initializing', 'running', 'paused', 'completed', 'cancelled', 'failed']),
    reportStatus: z.enum(['none', 'generating', 'ready', 'partial', 'failed']),
    reason: z.string().optional(),
    createdAt: when,
    endedAt: when.optional(),
  }),
  events: z.array(z.discriminatedUnion('type', [...events])).min(1),
  /** Files of before the calls were kept have none. */
  calls: z.array(call).default([]),
});
