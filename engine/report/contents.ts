import type { DiscussionEvent, Transcript } from '../types.ts';
import { quoteIn } from './evidence.ts';
import { sectionNamed, sections } from './index.ts';
import { type Claim, type ReportInput, type Section, type SectionBody, sectionBodySchema, sectionKey } from './section.ts';

/** What became of a section: `missing` has not been written (yet), `failed` could not be. */
export type Content = {
  section: Section;
  state: 'ready' | 'missing' | 'failed';
  /** Why there is none, in one plain sentence. */
  reason?: string;
  body?: SectionBody;
};

/** All sections of the report in order. Evidence is checked against the transcript once more: what is not said is not shown. */
export function contentsOf(input: ReportInput): Content[] {
  const wanted = input.sections?.flatMap((name) => sectionNamed(name) ?? []) ?? sections;
  return wanted.map((section) => (section.ask ? askedContent(section, input) : { section, state: 'ready' }));
}

/** Quotes that are shown, and those that were dropped because they were not found. */
export function quoteCounts(contents: readonly Content[]): { cited: number; dropped: number } {
  const bodies = contents.flatMap(({ body }) => body ?? []);
  return {
    cited: bodies.reduce((sum, { claims }) => sum + claims.reduce((n, { evidence }) => n + evidence.length, 0), 0),
    dropped: bodies.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

function askedContent(section: Section, { transcript, events, discussion }: ReportInput): Content {
  const written = events.findLast((event) => event.type === 'section' && event.name === section.name);
  if (written?.type === 'section') {
    const body = sectionBodySchema.safeParse(written.body).data;
    if (body) return { section, state: 'ready', body: checked(transcript, body) };
    return { section, state: 'failed', reason: 'This section could not be read back.' };
  }
  const failed = events.findLast((event) => isFailureOf(event, section.name));
  if (failed?.type === 'failed') {
    return { section, state: 'failed', reason: `This section could not be written: ${failed.reason}` };
  }
  return { section, state: 'missing', reason: MISSING[discussion.reportStatus] ?? 'This section was not written.' };
}

const MISSING: Partial<Record<ReportInput['discussion']['reportStatus'], string>> = {
  none: 'This section is written when the discussion has ended.',
  generating: 'This section is still being written.',
};

const isFailureOf = (event: DiscussionEvent, name: string): boolean => event.type === 'failed' && event.key === sectionKey(name);

function checked({ turns }: Transcript, body: SectionBody): SectionBody {
  let { dropped } = body;
  const claims = body.claims.flatMap((claim): Claim[] => {
    const evidence = claim.evidence.flatMap(({ turn: n, quote }) => {
      const turn = turns.find((one) => one.n === n);
      const own = turn && (claim.about === undefined || turn.speaker.id === claim.about);
      const found = own ? quoteIn(turn, quote) : undefined;
      if (found === undefined) dropped++;
      return own && found !== undefined ? [{ turn: n, quote: found, speaker: turn.speaker.name }] : [];
    });
    return evidence.length > 0 ? [{ ...claim, evidence }] : [];
  });
  return { claims, dropped };
}
