import { UserError } from '../errors.ts';
import type { ReportSource } from '../report/input.ts';
import type { Comparison } from './compare.ts';

/** A comparison as data and in both of its forms. */
export type ComparisonFiles = { json: Comparison; markdown: string; html: string };

const MOST = 20;

/** Throws UserError where there is nothing to compare. */
export function comparable(sources: readonly ReportSource[]): readonly ReportSource[] {
  if (sources.length < 2) throw new UserError('Name at least two discussions to compare.');
  if (sources.length > MOST) throw new UserError(`${MOST} discussions are the most to compare at once. Name fewer.`);
  return sources;
}

export function checkRepetitions(times: number): void {
  if (Number.isInteger(times) && times >= 1 && times <= MOST) return;
  throw new UserError(`The number of repetitions must be from 1 to ${MOST}.`, 'VALIDATION_ERROR', { field: 'times' });
}
