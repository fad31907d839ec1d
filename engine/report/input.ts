import { formatNamed } from '../formats/index.ts';
import { fold } from '../transcript.ts';
import type { DiscussionEvent, Transcript } from '../types.ts';
import type { ReportInput } from './section.ts';

/** A discussion as it is kept: all that its report is made from. */
export type ReportSource = {
  id: string;
  discussion: ReportInput['discussion'];
  events: readonly DiscussionEvent[];
  calls: ReportInput['calls'];
  /** Where turns were said, by their number. */
  links?: Readonly<Record<number, string>>;
};

export function reportInput({ id, discussion, events, calls, links }: ReportSource): ReportInput {
  const linkOf = links && (({ n }: { n: number }) => links[n]);
  return { transcript: withoutDeleted(fold(id, events)), events, calls, discussion, ...(linkOf && { linkOf }) };
}

/** What a person deleted is in nothing that leaves the house. */
function withoutDeleted(transcript: Transcript): Transcript {
  const gone = formatNamed(transcript.format)?.deleted?.(transcript);
  if (!gone?.size) return transcript;
  return { ...transcript, turns: transcript.turns.map((turn) => (gone.has(turn.key) ? { ...turn, text: 'Deleted.' } : turn)) };
}
