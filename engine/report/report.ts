import { z } from 'zod';
import { blockSchema } from './blocks.ts';
import { chartNamed } from './charts/index.ts';
import { type Content, claimCounts, contentsOf, quoteCounts } from './contents.ts';
import { inShort } from './in-short.ts';
import { sections } from './index.ts';
import { endNote, isRehearsal, labelOf, modelsOf } from './label.ts';
import { provenanceOf, provenanceSchema } from './provenance.ts';
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
  knowledge: z.array(z.string()),
  /** What the portrait is drawn from, where it is not the id. */
  face: z.string().optional(),
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
  /** Where it was said, if there is a place: a message in Discord or Slack, or the panel's page. */
  url: z.string().nullable(),
});

/** One section. `claims`: what a model wrote, each with its evidence; `facts`: what was computed. */
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
    /** The section as it is shown, for whoever gives it a form. Text is raw. */
    blocks: z.array(blockSchema),
  });
}

const chartSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** What it shows, in sentences. */
  alt: z.string(),
  /** A Vega-Lite specification with its values. */
  spec: z.record(z.string(), z.unknown()),
});

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
  /** `share`: of the claims that a model wrote, how many rest on evidence that was found; null where it wrote none. */
  claims: z.object({ written: z.int(), founded: z.int(), recounted: z.int(), share: z.number().nullable() }),
  cast: z.object({ reason: z.string(), personas: z.array(personaSchema) }),
  sections: z.array(sectionSchema),
  charts: z.array(chartSchema),
  turns: z.array(turnSchema),
  provenance: provenanceSchema,
});
export type Report = z.infer<typeof reportSchema>;
export type ReportSection = Report['sections'][number];
export type ReportTurn = Report['turns'][number];
export type ReportChart = Report['charts'][number];

/** The report that all forms are made from, and the one for machines. Text in it is raw: whoever shows it escapes it. */
export function reportOf(raw: ReportInput): Report {
  const input = withShownNames(raw);
  const { transcript, discussion } = input;
  const contents = contentsOf(input);
  const { charts, sections: shown } = withCharts(
    input,
    contents.map((content) => sectionOf(input, content)),
  );
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
    claims: claimCounts(contents),
    cast: {
      reason: transcript.castReason,
      personas: transcript.personas.map(({ id, name, age, gender, profession, field, stance, knowledge, face }) => {
        return { id, name, age, gender, profession, field, stance, knowledge, ...(face !== undefined && { face }) };
      }),
    },
    sections: shown,
    charts,
    turns: transcript.turns.map((turn) => ({
      n: turn.n,
      kind: turn.kind,
      speaker: { id: turn.speaker.id, name: turn.speaker.name },
      text: turn.text,
      at: turn.at.toISOString(),
      phase: turn.phase ?? null,
      round: turn.round ?? null,
      replyTo: turn.replyTo ?? null,
      url: webAddress(input.linkOf?.(turn)),
    })),
    provenance: provenanceOf(raw),
  };
}

/** Draws the charts that sections speak of; a block of one that has nothing to show is left out. */
function withCharts(input: ReportInput, sections: readonly ReportSection[]): Pick<Report, 'sections' | 'charts'> {
  const names = new Set(
    sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chart' ? [block.name] : []))),
  );
  const charts = [...names].flatMap((name): ReportChart[] => {
    const chart = chartNamed(name);
    const drawing = chart?.of(input);
    return chart && drawing ? [{ name, title: chart.title, ...drawing }] : [];
  });
  const drawn = new Set(charts.map(({ name }) => name));
  const shown = ({ blocks }: ReportSection) => blocks.filter((block) => block.kind !== 'chart' || drawn.has(block.name));
  return { charts, sections: sections.map((section) => ({ ...section, blocks: shown(section) })) };
}

/** An address that a reader may follow; nothing else becomes a link. */
function webAddress(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

function sectionOf(input: ReportInput, { section, state, reason, body }: Content): ReportSection {
  return {
    name: section.name,
    title: section.title,
    state,
    reason: reason ?? null,
    claims: body?.claims ?? [],
    dropped: body?.dropped ?? 0,
    facts: section.facts?.of(input) ?? null,
    blocks: section.blocks(input, body),
  };
}
