import type { EndReason, Status } from '../types.ts';
import { dollars, isoDate, plural } from './plain.ts';
import type { ReportInput } from './section.ts';
import { priceText, REHEARSAL, spendOf } from './spend.ts';
import { trimEndOf } from './trim.ts';

export const REHEARSAL_NOTE = 'Rehearsal: no model was asked';
export const REHEARSAL_MEANS = 'All that was said is rehearsal text and says nothing about the topic.';

export const isRehearsal = ({ transcript: { brief, services } }: ReportInput): boolean =>
  services.length > 0 ? services.every(({ provider }) => provider === REHEARSAL) : brief.provider === REHEARSAL;

/** The models that spoke, decided and wrote, as their vendors name them; those that were asked, when nothing came of it. */
export function modelsOf({ events, calls, transcript }: ReportInput): string[] {
  const answered = events.flatMap((event) => ('model' in event && event.model ? [event.model] : []));
  if (answered.length > 0) return [...new Set(answered)];
  const asked = [...new Set(calls.map((call) => call.model))];
  return asked.length > 0 ? asked : transcript.brief.model ? [transcript.brief.model] : [];
}

/** What all that leaves the house carries: who spoke were no people. */
export function labelOf(input: ReportInput): string {
  const { transcript, calls, discussion } = input;
  const models = modelsOf(input).join(', ');
  const { personas, services } = transcript;
  const who = services.length > 0 ? plural(services.length, 'service') : plural(personas.length, 'persona');
  return [
    `Synthetic: ${who}`,
    isRehearsal(input) ? 'no model' : models || 'no model yet',
    isoDate(discussion.createdAt),
    costUnknown(input) ? 'cost not known' : priceText(spendOf(calls)),
    ...budgetNote(input),
  ].join(', ');
}

/** Models spoke, and what they were called for is not at hand. */
export const costUnknown = (input: ReportInput): boolean =>
  input.calls.length === 0 && !isRehearsal(input) && modelsOf(input).length > 0;

/** `budget $0.50`, and whether the discussion ended for it. */
function budgetNote({ transcript: { brief, ended } }: ReportInput): string[] {
  const used = ended === 'budget' ? 'ended by its budget' : '';
  if (brief.budget === undefined) return used ? [used] : [];
  return [used ? `${used} of ${dollars(brief.budget)}` : `budget ${dollars(brief.budget)}`];
}

const CUT_SHORT: Record<Exclude<EndReason, 'done'>, string> = {
  stopped: 'was stopped before its end',
  budget: 'ended because its budget was used up',
  time: 'ended because its time was over',
};

/** For a log that does not say. */
const END: Partial<Record<Status, EndReason>> = { completed: 'done', cancelled: 'stopped' };

const STANDING: Partial<Record<Status, string>> = {
  draft: 'it has not begun',
  initializing: 'it is being prepared',
  running: 'it is running',
  paused: 'it is paused',
};

/** Why the discussion is not complete; undefined when it is. */
export function endNote({ transcript, events, discussion }: ReportInput): string | undefined {
  const because = discussion.reason ? `: ${trimEndOf(discussion.reason.trim(), '. ')}` : '';
  const ended = transcript.ended ?? END[discussion.status];
  if (ended === undefined) {
    if (discussion.status === 'failed') return `The discussion failed${because}. This is a report of what was reached.`;
    if (transcript.services.length > 0 && discussion.status === 'running')
      return 'The council is open: more can be asked. This is a report of what was asked so far.';
    const standing = STANDING[discussion.status] ?? discussion.status;
    return `The discussion is not over: ${standing}${because && ` (${because.slice(2)})`}. This is a report of what was reached so far.`;
  }
  if (ended === 'done') return undefined;
  const end = events.findLast((event) => event.type === 'ended');
  const by = end?.type === 'ended' && ended === 'stopped' && end.by ? ` by ${end.by.name}` : '';
  const { budget } = transcript.brief;
  const cap = ended === 'budget' && budget !== undefined ? ` (${dollars(budget)})` : '';
  return `The discussion ${CUT_SHORT[ended]}${cap}${by}. This is a report of what was reached.`;
}
