import { OverBudget } from '../errors.ts';
import type { Step } from '../formats/format.ts';
import type { Models, Provider } from '../llm/provider.ts';
import { askedSections } from '../report/index.ts';
import type { OpenCall, Work, Write, Written } from '../store/store.ts';
import type { Fold } from '../transcript.ts';
import type { Call, DiscussionEvent, DiscussionId, EndReason, NewEvent, Status } from '../types.ts';
import type { LoopParts } from './advance.ts';
import { budgetWarning, reportReserve } from './budget.ts';
import { checkFailures } from './lifecycle.ts';
import { outcomeOf } from './outcome.ts';
import { reportStatusOf } from './owed.ts';
import { type Outcome, type PreparedStep, prepare } from './run-step.ts';
import { Standing } from './standing.ts';

/** Steps in one wake, before the worker is given back. */
const STEPS_A_WAKE = 200;
/** In which the log takes questions. */
const TAKING: readonly Status[] = ['running', 'paused'];
const NO_MONEY = 'The budget was used up before this part of the report';

/** Where a wake leaves a discussion: carried on at once, at a time, or when somebody does something. */
export type Rest = { wake: 'now' } | { wake: 'at'; at: Date } | { wake: 'never' };

/** Steps whose prompts are made and whose calls are open. */
type Batch = readonly PreparedStep[];

/** One wake of one discussion, under one epoch. */
export class Run {
  readonly standing: Standing;
  private readonly id: DiscussionId;
  private readonly parts: LoopParts;
  private readonly unwanted: AbortSignal;
  private readonly epoch: number;
  private readonly calls: Call[];
  /** The next batch, opened by the write of the last one. */
  private ahead: Batch | undefined;

  constructor(id: DiscussionId, parts: LoopParts, fold: Fold, work: Work, unwanted: AbortSignal) {
    this.id = id;
    this.parts = parts;
    this.unwanted = unwanted;
    this.epoch = work.epoch;
    this.calls = work.calls;
    this.standing = new Standing(id, parts.store, fold, work);
  }

  async untilRest(closing: AbortSignal): Promise<Rest> {
    const { standing } = this;
    for (let steps = 0; steps < STEPS_A_WAKE && !closing.aborted; ) {
      let batch = this.ahead;
      this.ahead = undefined;
      if (!batch) {
        if (standing.waiting > 0 && TAKING.includes(standing.discussion.status)) await this.takeQuestions();
        const owed = standing.owed(this.models);
        if (owed === 'wait') return { wake: 'at', at: standing.lastDeliverAt as Date };
        if (owed === 'nothing') return { wake: 'never' };
        if (owed === 'report written') return this.finishReport();
        if (owed === 'end') {
          const { format, transcript } = standing;
          if (!(await this.end(format.next(transcript).length > 0 ? 'time' : 'done'))) return { wake: 'now' };
          continue;
        }
        batch = await this.opened(this.prepared(owed));
        if (!batch) {
          if (!(await this.end('budget'))) return { wake: 'now' };
          continue;
        }
      }
      steps += batch.length;
      const later = await this.carryOut(batch);
      if (later) return { wake: 'at', at: later };
    }
    if (this.ahead) await this.release(this.ahead);
    return { wake: 'now' };
  }

  private get provider(): Provider {
    return this.parts.providerFor(this.standing.transcript.brief);
  }

  private readonly models = (): Models => this.provider.models;

  /** The prompts of a batch are all made before any of it runs. */
  private prepared(steps: readonly Step[]): Batch {
    const { calls, provider } = this;
    const { format, transcript } = this.standing;
    return steps.map((step) => prepare({ format, transcript, step, provider, calls }));
  }

  /** Undefined when the budget is used up. What is then left of it is for the report: section by section, as far as it goes. */
  private async opened(batch: Batch): Promise<Batch | undefined> {
    try {
      await this.parts.store.open(this.id, this.epoch, callsOf(batch), this.keep());
      return batch;
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      if (this.isRunning) return undefined;
      const [first] = batch;
      if (batch.length > 1 && first) return this.opened([first]);
      return batch.map(({ step }) => ({
        step,
        run: async () => ({ kind: 'event', body: { type: 'failed', reason: NO_MONEY } }),
      }));
    }
  }

  private get isRunning(): boolean {
    return this.standing.discussion.status === 'running';
  }

  /** What a turn must leave of every cap, so that the report can still be written. */
  private keep(): number {
    if (!this.isRunning) return 0;
    const { transcript, format } = this.standing;
    return reportReserve(transcript, askedSections(format.sections).length, this.provider.models.report);
  }

  /** Runs the steps side by side, and writes each as it finishes; the time to come back when some could not be done yet. */
  private async carryOut(batch: Batch): Promise<Date | undefined> {
    const written: DiscussionEvent[] = [];
    const results = await Promise.allSettled(batch.map((step) => this.one(step, written, batch.length === 1)));
    await this.standing.catchUp(written);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    if (this.isRunning) checkFailures(this.standing.transcript);
    await this.warn();
    const waits = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
    return waits.sort((a, b) => a.getTime() - b.getTime())[0];
  }

  private async one(step: PreparedStep, written: DiscussionEvent[], alone: boolean): Promise<Date | undefined> {
    const { standing } = this;
    const { log, queue, at = () => {} } = this.parts;
    const outcome = await this.outcomeOf(step);
    if (outcome.kind === 'later') return outcome.at;
    const event: NewEvent = { ...standing.paced(outcome.body), key: step.step.key };
    const ahead = alone ? this.lookAhead(event) : undefined;
    const settle = outcome.settle && { settle: outcome.settle };
    const open = ahead && { open: { calls: callsOf(ahead), keep: this.keep() } };
    const { result, opened } = await this.append({ event, ...settle }, open);
    at('appended');
    if (event.type === 'failed') log.warn({ discussion: this.id, step: event.key, reason: event.reason }, 'step failed');
    written.push({ ...event, seq: result.seq, at: result.at, deliverAt: result.deliverAt });
    const undisturbed = standing.notice(event, result);
    if (ahead && opened && undisturbed) this.ahead = ahead;
    else if (ahead && opened) await this.release(ahead);
    queue.announce(this.id);
    return undefined;
  }

  private outcomeOf(step: PreparedStep): Promise<Outcome> {
    const { store, log, at = () => {} } = this.parts;
    return outcomeOf(step, { id: this.id, epoch: this.epoch, store, signal: this.unwanted, at }, log);
  }

  /** Writes; without opening the next calls where those would pass a cap. */
  private async append(write: Write, open: Pick<Write, 'open'> | undefined): Promise<{ result: Written; opened: boolean }> {
    const { store } = this.parts;
    try {
      return { result: await store.append(this.id, this.epoch, { ...write, ...open }), opened: open !== undefined };
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      return { result: await store.append(this.id, this.epoch, write), opened: false };
    }
  }

  /** What comes after an event that is about to be written: its calls are opened by the same write. */
  private lookAhead(event: NewEvent): Batch | undefined {
    if (this.standing.waiting > 0 || event.type === 'failed') return undefined;
    const owed = this.standing.owedAfter(event, this.models);
    return Array.isArray(owed) ? this.prepared(owed) : undefined;
  }

  private async release(batch: Batch): Promise<void> {
    for (const call of callsOf(batch)) {
      await this.parts.store.settle(this.id, { stepKey: call.stepKey, attempt: call.attempt, outcome: 'unused' });
      this.calls.push({ ...call, state: 'settled', outcome: 'unused', openedAt: new Date() });
    }
  }

  private async takeQuestions(): Promise<void> {
    await this.parts.store.takeQuestions(this.id, this.epoch);
    this.parts.at?.('questions-taken');
    this.standing.waiting = 0;
    await this.standing.readOn();
    this.parts.queue.announce(this.id);
  }

  private async warn(): Promise<void> {
    const { discussion, transcript } = this.standing;
    const event = budgetWarning(discussion, transcript);
    if (!event) return;
    const { seq, at, deliverAt } = await this.parts.store.append(this.id, this.epoch, { event });
    await this.standing.catchUp([{ ...event, seq, at, deliverAt }]);
  }

  /** False when a question came in: the next wake takes it. */
  private async end(reason: EndReason): Promise<boolean> {
    const { standing } = this;
    const ended = await this.parts.store.end(this.id, this.epoch, standing.asked, reason);
    this.parts.at?.('ended');
    if (!ended) return false;
    await standing.readOn();
    standing.discussion = { ...standing.discussion, status: 'completed', reportStatus: 'generating' };
    this.parts.queue.announce(this.id);
    return true;
  }

  private async finishReport(): Promise<Rest> {
    const { transcript, format } = this.standing;
    await this.parts.store.setReportStatus(this.id, this.epoch, reportStatusOf(transcript, format));
    return { wake: 'never' };
  }
}

const callsOf = (batch: Batch): OpenCall[] => batch.flatMap(({ call }) => (call ? [call] : []));
