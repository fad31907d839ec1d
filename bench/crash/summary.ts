import type { Call } from '../../engine/call.ts';
import type { DiscussionEvent } from '../../engine/types.ts';
import { type Faults, faultsOf } from './check.ts';
import type { Crew } from './crew.ts';
import type { KillCount } from './kill-workers.ts';
import { callsInFlight } from './ledger.ts';
import { repeatsIn } from './models.ts';
import type { CrashOptions } from './options.ts';
import { hitsByDatabase, hitsByWorkers, type Marks, type Pause, pausesOf } from './pauses.ts';
import type { Reference } from './reference.ts';
import type { Talk } from './stage.ts';

/** All that a run left behind. */
export type Summary = {
  options: CrashOptions;
  count: KillCount;
  crew: Pick<Crew, 'members' | 'taken' | 'accidents'>;
  databaseDeaths: readonly { at: number }[];
  logs: readonly { talk: Talk; events: DiscussionEvent[]; calls: Call[] }[];
  reference: Reference;
  begun: number;
  end: number;
};

/** `figures` is the last line of the output; `problems` are for people, and empty when all is well. */
export type Verdict = { figures: Record<string, unknown>; problems: string[] };

export function summarise(summary: Summary): Verdict {
  const { options, count, crew, logs, reference, begun, end } = summary;
  const problems: string[] = [];
  const sum: Record<keyof Faults, number> = { lost: 0, duplicated: 0, reordered: 0, changed: 0, askedAgain: 0 };
  for (const { talk, events, calls } of logs) {
    const without = talk.quiet ? reference.logs.get(talk.n) : undefined;
    const accepted = talk.questions.filter((question) => question.accepted);
    const faults = faultsOf({ events, calls, accepted, ...(without && { reference: without }) });
    for (const question of talk.questions)
      if (question.taken > 1) faults.duplicated.push(`question ${question.messageId} was taken twice`);
    for (const [kind, lines] of Object.entries(faults) as [keyof Faults, string[]][]) {
      sum[kind] += lines.length;
      problems.push(...lines.map((line) => `discussion ${talk.n} (${talk.id}): ${kind}: ${line}`));
    }
  }

  const calls = logs.flatMap((log) => log.calls);
  const requests = crew.members.map(({ model }) => model.stats().log);
  const databaseDeaths = summary.databaseDeaths.map(({ at }) => at);
  const inFlight = crew.members.map(({ name, diedAt, model }) => {
    const ledger = calls.filter(({ provider }) => provider === name);
    const seen = model.stats().calls;
    if (seen > ledger.length) problems.push(`${name} made ${seen} calls, and the ledger has ${ledger.length}`);
    return callsInFlight({ name, requests: seen, ledger, ...(diedAt !== undefined && { diedAt }) }, databaseDeaths);
  });
  const pauses = pausesIn(summary).sort((a, b) => a.ms - b.ms);
  const completed = logs.filter(({ talk }) => talk.status === 'completed' && ['ready', 'partial'].includes(talk.reportStatus));
  const figures = {
    kills: count.kills,
    discussions: logs.length,
    completed: completed.length,
    lost: sum.lost,
    duplicated: sum.duplicated,
    reordered: sum.reordered,
    repeatedCalls: repeatsIn(requests),
    callsInFlight: inFlight.reduce((total, n) => total + n, 0),
    changed: sum.changed,
    askedAgain: sum.askedAgain,
    longestPauseMs: pauses.at(-1)?.ms ?? 0,
    medianPauseMs: pauses[Math.floor(pauses.length / 2)]?.ms ?? 0,
    compared: reference.logs.size,
    questions: logs.flatMap(({ talk }) => talk.questions).filter(({ accepted }) => accepted).length,
    calls: requests.flat().length,
    abandoned: calls.filter(({ state }) => state === 'abandoned').length,
    ...(!options.database && { points: count.points }),
    backend: options.backend,
    killed: options.database ? 'database' : 'workers',
    seed: options.seed,
    seconds: Math.round((end - begun) / 1_000),
  };

  const limit = options.pause * 1_000;
  const failedIf = (bad: boolean, line: string) => bad && problems.push(line);
  for (const { talk } of logs.filter((log) => !completed.includes(log))) {
    problems.push(
      `discussion ${talk.n} (${talk.id}) is ${talk.status}, its report ${talk.reportStatus}, after event ${talk.seq}`,
    );
  }
  failedIf(figures.kills < options.kills, `${figures.kills} of ${options.kills} kills were carried out`);
  failedIf(
    figures.repeatedCalls > figures.callsInFlight,
    `${figures.repeatedCalls} calls were repeated, and ${figures.callsInFlight} were in flight at the kills`,
  );
  failedIf(
    figures.abandoned < figures.repeatedCalls,
    `${figures.repeatedCalls} calls were repeated, and ${figures.abandoned} are abandoned in the ledger`,
  );
  for (const pause of pauses.filter(({ ms }) => ms > limit)) problems.push(pauseLine(pause, summary, limit));
  failedIf(count.notReached.length > 0, `never passed: ${count.notReached.join(', ')}`);
  failedIf(reference.repeats > 0, `without kills ${reference.repeats} calls were repeated`);
  failedIf(reference.unfinished > 0, `without kills ${reference.unfinished} discussions did not finish`);
  problems.push(...crew.accidents);
  return { figures, problems };
}

function pauseLine({ id, at, ms }: Pause, { crew, logs }: Summary, limit: number): string {
  const { talk, events } = logs.find((log) => log.talk.id === id) ?? {};
  const killed = crew.members.find(({ diedAt }) => diedAt === at);
  const before = events?.findLast((event) => event.at.getTime() <= at);
  const again = crew.taken.find((took) => took.id === id && took.at > at);
  const how = killed ? ` by the kill of ${killed.name}${killed.point ? ` at ${killed.point}` : ''}` : '';
  const taken = again ? `taken up again after ${again.at - at} ms by ${again.by}` : 'not taken up again';
  return `discussion ${talk?.n} (${id}) was held up${how} for ${ms} ms, and ${limit} are allowed; its last event was ${before?.key}; ${taken}`;
}

function pausesIn({ crew, count, databaseDeaths, logs, end, options }: Summary): Pause[] {
  const marks: Marks[] = logs.map(({ talk, events }) => ({
    id: talk.id,
    createdAt: talk.createdAt,
    moves: events.map(({ at }) => at.getTime()),
    ...(talk.finishedAt !== undefined && { finishedAt: talk.finishedAt }),
  }));
  if (options.database) return pausesOf(hitsByDatabase(databaseDeaths, marks), marks, end);
  const deaths = crew.members.flatMap(({ name, diedAt }) =>
    diedAt === undefined || diedAt >= end ? [] : [{ name, at: diedAt }],
  );
  return count.kills > 0 ? pausesOf(hitsByWorkers(deaths, crew.taken, marks), marks, end) : [];
}
