import { z } from 'zod';
import { type Content, contentsOf, quoteCounts } from './contents.ts';
import { inShort } from './in-short.ts';
import { sections } from './index.ts';
import { endNote, isRehearsal, labelOf, modelsOf } from './label.ts';
import { claimSchema, type ReportInput, type Section } from './section.ts';
import { withShownNames } from './shown-names.ts';

/** Raised when something in it is taken away or changes its meaning. */
const VERSION = 1;

const personaSchema = z.object({
  id: z.string(),
  name: z.string(),
  age: z.number(),
  gender: z.string(),
  profession: z.string(),
  field: z.string(),
  stance: z.string(),
});
const turnSchema = z.object({
  n: z.int(),
  kind: z.enum(['persona', 'moderator', 'person']),
  speaker: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  at: z.iso.datetime(),
  phase: z.string().nullable(),
  round: z.int().nullable(),
  replyTo: z.int().nullable(),
});

/** `claims`: what a model wrote, each with its evidence; `facts`: what was computed. */
const sectionSchema = z.discriminatedUnion('name', sections.map(schemaOf) as [SectionSchema, ...SectionSchema[]]);

type SectionSchema = ReturnType<typeof schemaOf>;
function schemaOf({ name, facts }: Section) {
  return z.object({
    name: z.literal(name),
    title: z.string(),
    state: z.enum(['ready', 'missing', 'failed']),
    reason: z.string().nullable(),
    claims: z.array(claimSchema),
    dropped: z.int(),
    facts: facts?.schema ?? z.null(),
  });
}

export const reportSchema = z.object({
  version: z.literal(VERSION),
  label: z.string(),
  synthetic: z.literal(true),
  rehearsal: z.boolean(),
  topic: z.string(),
  context: z.string().nullable(),
  format: z.string(),
  models: z.array(z.string()),
  /** The cap in US dollars. */
  budget: z.number().nullable(),
  status: z.string(),
  reportStatus: z.string(),
  ended: z.enum(['done', 'stopped', 'budget', 'time']).nullable(),
  /** Why the discussion is not complete. */
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** How it came out, counted: plain sentences. */
  inShort: z.array(z.string()),
  /** `cited`: each once, also where sections repeat it. */
  quotes: z.object({ cited: z.int(), dropped: z.int() }),
  cast: z.object({ reason: z.string(), personas: z.array(personaSchema) }),
  sections: z.array(sectionSchema),
  turns: z.array(turnSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** The report for machines. Text in it is raw: whoever shows it escapes it. */
export function reportJson(raw: ReportInput): Report {
  const input = withShownNames(raw);
  const { transcript, discussion } = input;
  const contents = contentsOf(input);
  return {
    version: VERSION,
    label: labelOf(input),
    synthetic: true,
    rehearsal: isRehearsal(input),
    topic: transcript.brief.topic,
    context: transcript.brief.context ?? null,
    format: transcript.format,
    models: modelsOf(input),
    budget: transcript.brief.budget ?? null,
    status: discussion.status,
    reportStatus: discussion.reportStatus,
    ended: transcript.ended ?? null,
    note: endNote(input) ?? null,
    createdAt: discussion.createdAt.toISOString(),
    endedAt: discussion.endedAt?.toISOString() ?? null,
    inShort: inShort(input),
    quotes: quoteCounts(contents),
    cast: {
      reason: transcript.castReason,
      personas: transcript.personas.map(({ id, name, age, gender, profession, field, stance }) => {
        return { id, name, age, gender, profession, field, stance };
      }),
    },
    sections: contents.map((content) => sectionJson(input, content)),
    turns: transcript.turns.map(({ n, kind, speaker, text, at, phase, round, replyTo }) => ({
      n,
      kind,
      speaker: { id: speaker.id, name: speaker.name },
      text,
      at: at.toISOString(),
      phase: phase ?? null,
      round: round ?? null,
      replyTo: replyTo ?? null,
    })),
  };
}

function sectionJson(input: ReportInput, { section, state, reason, body }: Content): Report['sections'][number] {
  return {
    name: section.name,
    title: section.title,
    state,
    reason: reason ?? null,
    claims: body?.claims ?? [],
    dropped: body?.dropped ?? 0,
    facts: section.facts?.of(input) ?? null,
  };
}
