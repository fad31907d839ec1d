import { formatNamed } from '../formats/index.ts';
import type { DiscussionEvent, Transcript } from '../types.ts';
import { claimText, withCounts } from './claims.ts';
import { quoteIn } from './evidence.ts';
import { sectionNamed, sections } from './index.ts';
import {
  type Claim,
  type ClaimChecks,
  lastSectionKey,
  type ReportInput,
  type Section,
  type SectionBody,
  sectionBodySchema,
} from './section.ts';
import { speakerOf } from './shown-names.ts';
import { unsaidIn } from './unsaid.ts';

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
  const names = input.sections ?? formatNamed(input.transcript.format)?.sections;
  const wanted = names?.flatMap((name) => sectionNamed(name) ?? []) ?? sections;
  const contents = wanted.map((section): Content => (section.ask ? askedContent(section, input) : { section, state: 'ready' }));
  return withRepeats(contents);
}

/** What a model wrote and what of it stands: `share` of its claims that rest on evidence; null where it wrote none. */
export function claimCounts(contents: readonly Content[]): ClaimChecks & { share: number | null } {
  const all = contents.flatMap(({ body }) => body?.checks ?? []);
  const sum = (of: keyof ClaimChecks) => all.reduce((total, checks) => total + checks[of], 0);
  const counts = { written: sum('written'), founded: sum('founded'), recounted: sum('recounted') };
  return { ...counts, share: counts.written === 0 ? null : counts.founded / counts.written };
}

/** Quotes that are shown, and those that were dropped because they were not found. */
export function quoteCounts(contents: readonly Content[]): { cited: number; dropped: number } {
  const bodies = contents.flatMap(({ body }) => body ?? []);
  return {
    cited: bodies.flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence.filter(({ repeated }) => !repeated))).length,
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
  const failed = events.findLast(isFailureAt(lastSectionKey(events, section.name)));
  if (failed?.type === 'failed') {
    return { section, state: 'failed', reason: `This section could not be written: ${failed.reason}` };
  }
  return { section, state: 'missing', reason: MISSING[discussion.reportStatus] ?? 'This section was not written.' };
}

const MISSING: Partial<Record<ReportInput['discussion']['reportStatus'], string>> = {
  none: 'This section is written when the discussion has ended.',
  generating: 'This section is still being written.',
};

const isFailureAt = (key: string) => (event: DiscussionEvent) => event.type === 'failed' && event.key === key;

/** Marks quotes that an earlier section shows. */
function withRepeats(contents: readonly Content[]): Content[] {
  const shown = new Set<string>();
  return contents.map((content) => {
    if (!content.body) return content;
    const now: string[] = [];
    const claims = content.body.claims.map((claim): Claim => {
      const evidence = claim.evidence.map((one) => {
        const key = `${one.turn} ${one.quote}`;
        now.push(key);
        return shown.has(key) ? { ...one, repeated: true as const } : one;
      });
      return { ...claim, evidence };
    });
    for (const key of now) shown.add(key);
    return { ...content, body: { ...content.body, claims } };
  });
}

function checked(transcript: Transcript, body: SectionBody): SectionBody {
  const { turns } = transcript;
  let { dropped } = body;
  const claims = body.claims.flatMap((claim): Claim[] => {
    const text = claimText(claim.text);
    if (unsaidIn(transcript, text) !== undefined) {
      dropped++;
      return [];
    }
    const evidence = claim.evidence.flatMap(({ turn: n, quote }) => {
      const turn = turns.find((one) => one.n === n);
      const own = turn && (claim.about === undefined || (turn.kind === 'persona' && turn.speaker.id === claim.about));
      const found = own ? quoteIn(turn, quote) : undefined;
      if (found === undefined) dropped++;
      return own && found !== undefined ? [{ turn: n, quote: found, speaker: speakerOf(turn) }] : [];
    });
    return evidence.length > 0 ? [{ ...claim, text, evidence }] : [];
  });
  const counted = withCounts(transcript, claims);
  return { claims: counted.claims, dropped, checks: checksOf(body, counted) };
}

/** Claims that were stored without their count have all been found when they were read; what falls away now is not founded. */
function checksOf({ claims, checks }: SectionBody, now: { claims: readonly Claim[]; recounted: number }): ClaimChecks {
  const before = checks ?? { written: claims.length, founded: claims.length, recounted: 0 };
  const founded = Math.max(0, before.founded - (claims.length - now.claims.length));
  return { written: Math.max(before.written, founded), founded, recounted: before.recounted + now.recounted };
}
