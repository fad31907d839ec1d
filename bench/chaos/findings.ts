import type { ModelServerCall } from '../../engine/llm/model-server.ts';
import { faultsOf } from '../crash/check.ts';
import type { Played } from './discussions.ts';
import { isExpected } from './troubles.ts';

/** What a run with trouble came to, held against its ledger, its log and what the server saw. Pure. */

export type Findings = {
  discussions: number;
  /** How they ended; a report may be partial where a section could not be had. */
  ends: Record<string, number>;
  /** Why steps, reports or discussions could not be done, in the words that people read. */
  reasons: Record<string, number>;
  lost: number;
  doubled: number;
  /** Answers that the server gave whole, and that stand in no ledger; and the other way round. */
  answersLost: number;
  answersFromNowhere: number;
  /** How often a discussion paused itself, and what for. */
  pauses: { person: number; time: number };
  steppedIn: number;
  problems: string[];
};

export function findingsOf(played: readonly Played[], calls: readonly ModelServerCall[] | undefined): Findings {
  const problems: string[] = [];
  let lost = 0;
  let doubled = 0;
  for (const { discussion, events, calls: ledger } of played) {
    const about = (fault: string) => `${discussion.brief.topic}: ${fault}`;
    const faults = faultsOf({ events, calls: ledger, accepted: [], mayFail: isExpected });
    lost += faults.lost.length;
    doubled += faults.duplicated.length + faults.askedAgain.length;
    problems.push(...Object.values(faults).flat().map(about));
    problems.push(...unheld(ledger).map(about));
    if (discussion.status !== 'completed') problems.push(about(`is ${discussion.status}: ${discussion.reason ?? 'no reason'}`));
    if (discussion.held) problems.push(about(`still waits: ${discussion.reason}`));
  }
  const reasons = count(
    played.flatMap(({ events }) => events.flatMap((event) => (event.type === 'failed' ? [event.reason] : []))),
  );
  const answers = calls && wholeAnswers(calls);
  // Given up here at the very moment at which it was answered there.
  const late = calls ? Math.max(0, gaveUp(played) - calls.filter(({ clientGone }) => clientGone).length) : 0;
  const kept = played
    .flatMap(({ calls: ledger }) => ledger)
    .filter(({ outcome }) => outcome === 'reply' || outcome === 'rejected').length;
  const controls = played.flatMap(({ events }) => events.filter((event) => event.type === 'control' && event.action === 'pause'));
  const reasonOf = (event: (typeof controls)[number]) => (event.type === 'control' ? (event.reason ?? '') : '');
  return {
    discussions: played.length,
    ends: count(played.map(({ discussion: { status, reportStatus } }) => `${status}, report ${reportStatus}`)),
    reasons,
    lost,
    doubled,
    answersLost: answers === undefined ? 0 : Math.max(0, answers - kept - late),
    answersFromNowhere: answers === undefined ? 0 : Math.max(0, kept - answers),
    pauses: {
      person: controls.filter((event) => reasonOf(event).endsWith('after that.')).length,
      time: controls.filter((event) => reasonOf(event).endsWith('as soon as it can.')).length,
    },
    steppedIn: played.reduce(
      (sum, { discussion, calls: ledger }) =>
        sum + ledger.filter(({ provider }) => provider !== discussion.brief.provider).length,
      0,
    ),
    problems,
  };
}

/** Calls of which the ledger does not know how they ended. */
const unheld = (ledger: Played['calls']): string[] =>
  ledger
    .filter(({ state }) => state !== 'settled')
    .map(({ stepKey, attempt, state }) => `${stepKey}, attempt ${attempt}, is ${state}`);

const gaveUp = (played: readonly Played[]): number =>
  played.flatMap(({ calls }) => calls).filter(({ reason }) => reason?.includes(' did not answer within ')).length;

const wholeAnswers = (calls: readonly ModelServerCall[]): number =>
  calls.filter(({ status, trouble, clientGone }) => status === 200 && trouble === undefined && !clientGone).length;

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
