import type { ReportStatus } from '../types.ts';

/** A report is given up only while it is written, and goes on only where some of it could not be written. */
export function reportMayBecome(wanted: ReportStatus | undefined, before: ReportStatus): boolean {
  if (wanted === undefined) return true;
  return wanted === 'generating' ? before === 'partial' || before === 'failed' : before === 'generating';
}
