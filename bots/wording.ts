import {
  type Cost,
  type CostParts,
  dollars,
  type Estimate,
  type Progress,
  priceText,
  type StatusReport,
} from '../engine/engine.ts';
import type { Discussion, Phase } from '../engine/types.ts';

/** What is said of a discussion in a few words, the same everywhere. */

const PHASES: Record<Phase, string> = {
  opening: 'Opening',
  development: 'Development',
  debate: 'Debate',
  closing: 'Closing',
};

export const phaseName = (phase: Phase): string => PHASES[phase];

/** `Debate, round 4 of 6`. */
export function progressWords({ done, total, phase, round, rounds }: Progress): string {
  if (phase && round) return `${phaseName(phase)}, round ${round} of ${rounds ?? round}`;
  return `${done} of ${total}`;
}

export function costWords({ discussion, cost }: Pick<StatusReport, 'discussion' | 'cost'>): string {
  return isRehearsal(discussion) ? 'Nothing: a rehearsal' : spentOf(cost, discussion.budget);
}

/** `$0.12 of at most $0.50`. */
export function spentOf(cost: Pick<Cost, 'dollars' | 'unpriced'>, cap?: number): string {
  return cap === undefined ? priceText(cost) : `${priceText(cost)} of at most ${dollars(cap)}`;
}

/** `Ada $0.01, Ben $0.02, Moderator $0.002, summaries $0.001, report $0.05`: who and what it was spent on. */
export function costPartsWords({ speakers, framing, summaries, report }: CostParts): string {
  const parts = [
    ...speakers.map(({ speaker, cost }) => ({ name: speaker.name, cost })),
    { name: 'the ballots’ wording', cost: framing },
    { name: 'summaries', cost: summaries },
    { name: 'report', cost: report },
  ];
  return parts
    .flatMap(({ name, cost }) => (cost.dollars > 0 || cost.unpriced > 0 ? [`${name} ${priceText(cost)}`] : []))
    .join(', ');
}

export const isRehearsal = ({ brief }: Discussion): boolean => brief.provider === 'rehearsal';

export const REHEARSAL = 'Rehearsal: no model is asked, all speak from their sheets.';

/** `about $0.04 to $0.07`, `costs nothing`, or why it is not known. */
export function costRange({ cost }: Pick<Estimate, 'cost'>): string {
  if ('unknown' in cost) return `price unknown: ${cost.unknown}`;
  if (cost.p90 === 0) return 'costs nothing';
  const [from, to] = [roughly(cost.p50), roughly(cost.p90)];
  return from === to ? `about ${from}` : `about ${from} to ${to}`;
}

/** An estimate is not worth more figures. */
const roughly = (amount: number): string =>
  `$${amount >= 0.01 || amount === 0 ? amount.toFixed(2) : amount >= 0.0001 ? amount.toPrecision(1) : '0.0001'}`;

/** `3 to 4 minutes`. */
export function timeRange({ seconds: { p50, p90 } }: Pick<Estimate, 'seconds'>): string {
  const [unit, size] = p90 < 100 ? ['second', 10] : ['minute', 60];
  const [from, to] = [p50, p90].map((seconds) => Math.max(1, Math.round(seconds / size)) * (size === 10 ? 10 : 1));
  return from === to ? `${to} ${unit}${to === 1 ? '' : 's'}` : `${from} to ${to} ${unit}s`;
}

/** What a budget means for what is expected; undefined where it will do. */
export function budgetWords({ cost, enough }: Pick<Estimate, 'cost' | 'enough'>, budget: number | undefined): string | undefined {
  if (budget === undefined || 'unknown' in cost || budget >= (enough ?? cost.p90)) return undefined;
  const how = cost.p50 > budget ? 'is probably not' : 'may not be';
  const most = enough === undefined ? '' : ` ${dollars(Math.ceil(100 * enough) / 100)} will do in all likelihood.`;
  return `The budget of ${dollars(budget)} ${how} enough; the discussion then ends early, with a report of what was reached.${most}`;
}

export const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export function stateWords(discussion: Discussion): string {
  const { status, reason, startedBy } = discussion;
  switch (status) {
    case 'draft':
      return 'Not started.';
    case 'initializing':
      return 'Getting ready.';
    case 'running':
      return `Running, started by ${startedBy.name}.`;
    case 'paused':
      return reason ? `Paused: ${reason}` : 'Paused.';
    case 'completed':
      return `Finished. ${reportWords(discussion)}`;
    case 'cancelled':
      return `Stopped. ${reportWords(discussion)}`;
    case 'failed':
      return `It failed: ${reason ?? 'the log says why.'} What was said is kept; it can be resumed.`;
  }
}

function reportWords({ reportStatus, reason }: Discussion): string {
  switch (reportStatus) {
    case 'none':
      return 'There is no report.';
    case 'generating':
      return 'The report is being written.';
    case 'ready':
      return 'The report is ready.';
    case 'partial':
      return 'The report is ready; some sections could not be written.';
    case 'failed':
      return `The report could not be written${reason ? `: ${reason}` : '.'}`;
  }
}
