import { StaleEpoch, UserError } from '../errors.ts';
import type { Format, Step } from '../formats/format.ts';
import { formatNamed } from '../formats/index.ts';
import { answerSteps } from '../formats/questions.ts';
import type { Provider } from '../llm/provider.ts';
import type { Logger } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import { askedSections } from '../report/index.ts';
import { sectionKey } from '../report/section.ts';
import type { Store, Work } from '../store/store.ts';
import { Fold } from '../transcript.ts';
import type { Call, Discussion, DiscussionEvent, DiscussionId, EventBody, NewEvent, Status, Transcript } from '../types.ts';
import type { FoldCache } from './fold-cache.ts';
import { runningTime } from './lifecycle.ts';
import { deliverAt } from './pace.ts';
import { type LoopPoint, type Outcome, type PreparedStep, prepare } from './run-step.ts';

/** A worker that says nothing for this long is looked after by the sweep. */
const LEASE_MS = 12_000;
/** Steps in one wake, before the worker is given back. */
const STEPS_A_WAKE = 200;
/** So many steps in a row that could not succeed say that something is wrong with the provider, not with a step. */
const FAILURES_IN_A_ROW = 4;
export const SYSTEM = { id: 'simfocus', name: 'simFocus' };

export type LoopParts = {
  store: Store;
  queue: Queue;
  providerNamed: (name: string, model?: string) => Provider;
  log: Logger;
  folds: FoldCache;
  at?: (point: LoopPoint) => void;
};

/** Where a wake leaves a discussion: carried on at once, at a time, or when somebody does something. */
type Rest = { wake: 'now' } | { wake: 'at'; at: Date } | { wake: 'never' };

/**
 * THE LOOP: takes a discussion up, carries its next steps out and writes what came of them, until something has to be
 * waited for. All that it knows is read from the store; all that it does is written there, under its epoch.
 */
export async function advance(id: DiscussionId, parts: LoopParts, signal: AbortSignal, unwanted: AbortSignal): Promise<void> {
  const { store, queue, log } = parts;
  const fold = parts.folds.take(id) ?? new Fold(id);
  const work = await store.begin(id, { leaseMs: LEASE_MS, after: fold.transcript.lastSeq });
  if (!work) return;
  parts.at?.('taken-up');
  fold.add(work.events);
  const run = new Run(id, parts, fold, work, unwanted);
  try {
    const rest = await run.untilRest(signal);
    parts.folds.keep(id, fold);
    await store.setWakeAt(
      id,
      work.epoch,
      fold.transcript.lastSeq,
      rest.wake === 'at' ? rest.at : rest.wake === 'now' ? new Date() : null,
    );
    parts.at?.('finished');
    if (rest.wake === 'now') await queue.wake(id);
    if (rest.wake === 'at') await queue.wakeAt(id, rest.at);
  } catch (error) {
    if (error instanceof StaleEpoch) {
      log.debug({ discussion: id }, 'taken over');
      await queue.wake(id);
      return;
    }
    throw error;
  } finally {
    queue.announce(id);
  }
}

class Run {
  private readonly id: DiscussionId;
  private readonly parts: LoopParts;
  private readonly fold: Fold;
  private readonly unwanted: AbortSignal;
  private readonly epoch: number;
  private discussion: Discussion;
  private calls: Call[];
  private waiting: number;
  private asked: number;
  private lastDeliverAt: Date | undefined;

  constructor(id: DiscussionId, parts: LoopParts, fold: Fold, work: Work, unwanted: AbortSignal) {
    this.id = id;
    this.parts = parts;
    this.fold = fold;
    this.unwanted = unwanted;
    this.epoch = work.epoch;
    this.discussion = work.discussion;
    this.calls = work.calls;
    this.waiting = work.waiting;
    this.asked = work.asked;
    this.lastDeliverAt = work.lastDeliverAt;
  }

  private get transcript(): Transcript {
    return this.fold.transcript;
  }

  async untilRest(signal: AbortSignal): Promise<Rest> {
    for (let steps = 0; steps < STEPS_A_WAKE && !signal.aborted; ) {
      if (this.waiting > 0) await this.takeQuestions();
      const { status, reportStatus } = this.discussion;
      if (status === 'paused') return { wake: 'never' };
      const batch = status === 'running' ? this.nextSteps() : reportStatus === 'generating' ? this.nextSections() : [];
      if (batch === 'wait') return { wake: 'at', at: this.lastDeliverAt as Date };
      if (batch.length === 0) {
        if (status !== 'running') return this.finishReport();
        await this.end();
        continue;
      }
      steps += batch.length;
      const later = await this.carryOut(batch);
      if (later) return { wake: 'at', at: later };
    }
    return { wake: 'now' };
  }

  private get format(): Format {
    const { format, formatVersion } = this.transcript;
    const found = formatNamed(format);
    if (!found || found.version !== formatVersion) {
      throw new UserError(
        `This discussion was begun as ${format} version ${formatVersion}, which this version of simFocus does not know.`,
      );
    }
    return found;
  }

  private nextSteps(): Step[] | 'wait' {
    const { brief } = this.transcript;
    const limit = brief.minutes;
    if (limit !== undefined && runningTime(this.transcript, new Date()) > limit * 60_000) return [];
    // At most one turn ahead of the readers: the next is written while this one is read.
    if (this.lastDeliverAt && this.lastDeliverAt > new Date()) return 'wait';
    const next = this.format.next(this.transcript);
    // A question that comes before anybody has spoken waits for the first voice.
    const spoken = next.length === 0 || this.transcript.turns.some((turn) => turn.kind === 'persona');
    const answers = spoken ? answerSteps(this.transcript) : [];
    return answers.length > 0 ? answers : next;
  }

  private nextSections(): Step[] {
    const steps = askedSections(this.format.sections).map(({ name }): Step => ({ kind: 'section', key: sectionKey(name), name }));
    return steps.filter((step) => !this.transcript.byKey.has(step.key));
  }

  /** Runs the steps side by side, and writes each as it finishes; the time to come back when some could not be done yet. */
  private async carryOut(steps: Step[]): Promise<Date | undefined> {
    const { format } = this;
    const { brief } = this.transcript;
    const provider = this.parts.providerNamed(brief.provider, brief.model);
    const prepared = steps.map((step) => prepare(format, this.transcript, step, provider));
    const written: DiscussionEvent[] = [];
    const results = await Promise.allSettled(prepared.map((step) => this.one(step, provider, written)));
    await this.catchUp(written);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    this.tooManyFailures();
    const waits = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
    return waits.sort((a, b) => a.getTime() - b.getTime())[0];
  }

  private async one(prepared: PreparedStep, provider: Provider, written: DiscussionEvent[]): Promise<Date | undefined> {
    const { store, log } = this.parts;
    const at = this.parts.at ?? (() => {});
    let outcome: Outcome;
    try {
      outcome = await prepared.run(this.calls, {
        id: this.id,
        epoch: this.epoch,
        store,
        provider,
        log,
        signal: this.unwanted,
        at,
      });
    } catch (error) {
      // What a person must mend stops the discussion; what only this step cannot have is left out of it.
      if (!(error instanceof UserError) || error.code === 'API_KEY_INVALID') throw error;
      outcome = { kind: 'event', body: { type: 'failed', reason: error.message } };
    }
    if (outcome.kind === 'later') return outcome.at;
    const event: NewEvent = { ...this.paced(outcome.body), key: prepared.step.key };
    const result = await store.append(this.id, this.epoch, { event, ...(outcome.settle && { settle: outcome.settle }) });
    at('appended');
    if (event.type === 'failed') log.warn({ discussion: this.id, step: event.key, reason: event.reason }, 'step failed');
    written.push({ ...event, seq: result.seq, at: result.at, deliverAt: result.deliverAt });
    if (event.type === 'said') this.lastDeliverAt = result.deliverAt;
    if (result.status !== this.discussion.status) this.changed(result.status);
    if (result.asked !== this.asked) {
      this.waiting += result.asked - this.asked;
      this.asked = result.asked;
    }
    this.parts.queue.announce(this.id);
    return undefined;
  }

  private paced(body: EventBody): EventBody & { deliverAt?: Date } {
    if (body.type !== 'said') return body;
    const { brief, turns } = this.transcript;
    const previous = turns.at(-1);
    const due = deliverAt({
      pace: brief.pace,
      speed: this.discussion.speed,
      now: new Date(),
      ...(previous && { previousText: previous.text }),
      ...(this.lastDeliverAt && { previousAt: this.lastDeliverAt }),
    });
    return due ? { ...body, deliverAt: due } : body;
  }

  private changed(status: Status): void {
    this.discussion = { ...this.discussion, status };
  }

  /** Adds what was written in the order of the log; what others wrote in between is read from it. */
  private async catchUp(written: DiscussionEvent[]): Promise<void> {
    written.sort((a, b) => a.seq - b.seq);
    const { lastSeq } = this.transcript;
    if (written.every((event, i) => event.seq === lastSeq + 1 + i)) {
      this.fold.add(written);
      return;
    }
    this.fold.add(await this.parts.store.events(this.id, lastSeq));
    const discussion = await this.parts.store.get(this.id);
    if (discussion) this.discussion = discussion;
  }

  private async takeQuestions(): Promise<void> {
    const { store } = this.parts;
    await store.takeQuestions(this.id, this.epoch);
    this.parts.at?.('questions-taken');
    this.waiting = 0;
    this.fold.add(await store.events(this.id, this.transcript.lastSeq));
    this.parts.queue.announce(this.id);
  }

  private async end(): Promise<void> {
    const { store } = this.parts;
    const { brief } = this.transcript;
    const overTime = brief.minutes !== undefined && this.format.next(this.transcript).length > 0;
    const ended = await store.end(this.id, this.epoch, this.asked, overTime ? 'time' : 'done');
    this.parts.at?.('ended');
    if (!ended) throw new StaleEpoch(this.id);
    await this.catchUp([]);
    this.fold.add(await store.events(this.id, this.transcript.lastSeq));
    this.discussion = { ...this.discussion, status: 'completed', reportStatus: 'generating' };
    this.parts.queue.announce(this.id);
  }

  private async finishReport(): Promise<Rest> {
    if (this.discussion.reportStatus !== 'generating') return { wake: 'never' };
    const sections = askedSections(this.format.sections).map(({ name }) => this.transcript.byKey.get(sectionKey(name))?.type);
    const ready = sections.filter((type) => type === 'section').length;
    const status = ready === sections.length ? 'ready' : ready > 0 ? 'partial' : 'failed';
    await this.parts.store.setReportStatus(this.id, this.epoch, status);
    return { wake: 'never' };
  }

  private tooManyFailures(): void {
    const last = [...this.transcript.byKey.values()].slice(-FAILURES_IN_A_ROW);
    if (this.discussion.status !== 'running' || last.length < FAILURES_IN_A_ROW) return;
    const [first] = last;
    if (first?.type !== 'failed' || !last.every((event) => event.type === 'failed')) return;
    throw new UserError(
      `${first.reason}. ${FAILURES_IN_A_ROW} steps in a row could not be done; resume when the provider answers again.`,
    );
  }
}
