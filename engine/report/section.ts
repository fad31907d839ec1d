import { type ZodType, z } from 'zod';
import type { Call } from '../call.ts';
import type { Discussion, DiscussionEvent, Transcript, Turn } from '../types.ts';
import type { Block } from './blocks.ts';

/** Words that stand in a turn, as they stand there. `speaker` is the name of whoever said them. */
export const evidenceSchema = z.object({
  turn: z.int(),
  quote: z.string(),
  speaker: z.string(),
  /** An earlier section of the report has shown it. */
  repeated: z.literal(true).optional(),
});

/** A sentence of the report and what it rests on: never without evidence. */
export const claimSchema = z.object({
  /** Id of the persona that the claim is about, where a section speaks of one. */
  about: z.string().optional(),
  text: z.string(),
  evidence: z.array(evidenceSchema),
});

/** What became of the claims that a model wrote for a section. */
const checksSchema = z.object({
  written: z.int().min(0),
  /** Those with at least one quote that was found, and nothing in their words that was not said. */
  founded: z.int().min(0),
  /** Those in which a number of participants was replaced by the one that was counted. */
  recounted: z.int().min(0),
});

/** What a `section` event of the log holds. `dropped`: quotes, and claims with quotes in them, that were not found and are not in it. */
export const sectionBodySchema = z.object({
  claims: z.array(claimSchema),
  dropped: z.int().min(0),
  checks: checksSchema.optional(),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type SectionBody = z.infer<typeof sectionBodySchema>;
export type ClaimChecks = z.infer<typeof checksSchema>;

/** `problems`: what is wrong with the quotes, as requests to the model; empty when nothing is. */
export type Reading = { body: SectionBody; problems: string[] };

/** All that a report is made from. */
export type ReportInput = {
  transcript: Transcript;
  events: readonly DiscussionEvent[];
  calls: readonly Call[];
  discussion: Pick<Discussion, 'status' | 'reportStatus' | 'createdAt' | 'endedAt' | 'reason'>;
  /** Names of the sections in order, as the format lists them; all of the registry when left out. */
  sections?: readonly string[];
  /** Where a turn was said: the message in Discord or Slack, or the panel's page. */
  linkOf?: (turn: Turn) => string | undefined;
};

type Shown = {
  name: string;
  title: string;
  /** What code knows without a model, for machines. JSON. */
  facts?: { schema: ZodType; of(input: ReportInput): unknown };
  /** What is shown; `body` is missing when the section has none. Text in blocks is raw: who renders it escapes it. */
  blocks(input: ReportInput, body?: SectionBody): Block[];
};

/** A section that a model writes: asked, read, and asked once more with the problems. Pure. */
export type AskedSection = Shown & {
  ask(transcript: Transcript): { instruction: string; schema: ZodType };
  /** Drops each claim whose quote is not found word for word. */
  read(transcript: Transcript, data: unknown): Reading;
};

/** A section that needs no model. */
export type ComputedSection = Shown & { ask?: undefined };

export type Section = AskedSection | ComputedSection;

/** The key of the step and of its event: `section` when it was written, `failed` when it could not be. */
export const sectionKey = (name: string, asking = 1): string => (asking === 1 ? `section/${name}` : `section/${name}@${asking}`);

/** The key under which a section was asked for last: each time that people ask again it is a step of its own. */
export function lastSectionKey(events: Iterable<DiscussionEvent>, name: string): string {
  let asking = 1;
  for (const event of events)
    if (event.type === 'control' && event.action === 'report' && event.sections?.includes(name)) asking++;
  return sectionKey(name, asking);
}
