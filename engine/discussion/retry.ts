import { UserError } from '../errors.ts';
import { formatNamed } from '../formats/index.ts';
import type { Discussion, Transcript } from '../types.ts';
import { unwrittenSections } from './owed.ts';

const WHY_NOT: Record<Discussion['reportStatus'], string> = {
  none: 'The report is written when the discussion has ended.',
  generating: 'The report is being written. Wait until it is there.',
  ready: 'All sections of the report are written. Nothing has to be asked again.',
  partial: 'This section is written, or there is no section of this name.',
  failed: 'This section is written, or there is no section of this name.',
};

/** The sections of a report to be asked for again: the named one, or all that could not be written. Throws UserError. */
export function sectionsToRetry({ reportStatus }: Discussion, transcript: Transcript, name?: string): string[] {
  const format = formatNamed(transcript.format);
  const unwritten = format ? unwrittenSections(transcript, format) : [];
  const wanted = unwritten.filter((one) => name === undefined || one === name);
  if (wanted.length > 0 && (reportStatus === 'partial' || reportStatus === 'failed')) return wanted;
  throw notToRetry(reportStatus);
}

export const notToRetry = (reportStatus: Discussion['reportStatus']): UserError =>
  new UserError(WHY_NOT[reportStatus], 'INVALID_TRANSITION');
