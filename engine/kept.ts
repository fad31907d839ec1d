import type { Call } from './call.ts';
import { UserError } from './errors.ts';
import { keptSchema } from './kept-schema.ts';
import type { ReportSource } from './report/input.ts';
import type { Report } from './report/report.ts';
import type { Discussion, DiscussionEvent, Transcript } from './types.ts';

/** Raised when something in it is taken away or changes its meaning. */
const VERSION = 1;

export type Kept = { discussion: Discussion; transcript: Transcript; events: readonly DiscussionEvent[]; calls: readonly Call[] };

/** A discussion as a file: everything that its report can be made from again, and the report as it stood. */
export function keptText({ discussion, transcript, events, calls }: Kept, report: Report): string {
  const { personas, turns } = transcript;
  // What a model answered stands in the events.
  const spent = calls.map(({ reply: _reply, ...call }) => call);
  return `${JSON.stringify({ version: VERSION, discussion, personas, turns, events, calls: spent, report }, null, 1)}\n`;
}

/** Reads a discussion from the text of such a file. Throws UserError that names the file and what is wrong. */
export function readKept(text: string, file: string): ReportSource {
  const kept = keptSchema.safeParse(parsed(text, file));
  if (!kept.success) {
    const [issue] = kept.error.issues;
    const where = issue?.path.join('.') || 'the file';
    throw refused(file, `is not a transcript of simFocus: ${where}: ${issue?.message ?? 'has another form'}`);
  }
  const { discussion, calls } = kept.data;
  const events = kept.data.events as readonly DiscussionEvent[];
  const disorder = events.find(({ seq }, i) => i > 0 && seq <= (events[i - 1]?.seq ?? 0));
  if (disorder) throw refused(file, `is not a transcript of simFocus: event ${disorder.seq} is out of order`);
  if (events[0]?.type !== 'opened') throw refused(file, 'is not a transcript of simFocus: it does not begin with the opening');
  return { id: discussion.id, discussion, events, calls };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refused(file, 'is not JSON', cause);
  }
}

const refused = (file: string, what: string, cause?: unknown): UserError =>
  new UserError(`The file ${file} ${what}. Name one that npm run chat -- "…" --transcript wrote.`, 'VALIDATION_ERROR', { cause });
