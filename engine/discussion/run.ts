import type { Call } from '../call.ts';
import { UserError } from '../errors.ts';
import type { Step } from '../formats/format.ts';
import { reportReserve } from '../llm/report-reserve.ts';
import { askedSections } from '../report/index.ts';
import type { Work } from '../store/store.ts';
import type { Fold } from '../transcript.ts';
import type { DiscussionEvent, DiscussionId, EndReason, NewEvent, Status } from '../types.ts';
import type { LoopParts } from './advance.ts';
import { append, type Batch, callsOf, opened, openedInPart, release } from './batch.ts';
import type { Writing } from './drafts.ts';
import { goOn, hold, isTooLate } from './holding.ts';
import { checkFailures } from './lifecycle.ts';
import { outcomeOf } from './outcome.ts';
import { isSpeaking, reportStatusOf } from './owed.ts';
import { CALL_TIMEOUT_MS, type Outcome, type PreparedStep, prepare } from './run-step.ts';
import { Speaking } from './speaking.ts';
import { Standing } from './standing.ts';
import { tellBudget, tellCap } from './telling.ts';
import { type Hold, holdOf, joined, spreadOf } from './verdict.ts';

/** Steps in one wake, before the worker is given back. */
const STEPS_A_WAKE = 200;
/** In which the log takes questions. */
const TAKING: readonly Status[] = ['running', 'paused'];
/** Without any key nothing is asked for: it costs little to look again whether there is one. */
const NO_KEY_MS = 30_000;

/** Where a wake leaves a discussion: carried on at once, at a time, or when somebody does something. */
export type Rest = { wake: 'now' } | { wake: 'at'; at: Date } | { wake: 'never' };

type Done = Extract<Outcome, { kind: 'event' }>;
type Undone = Exclude<Outcome, Done>;

/** One wake of one discussion, under one epoch. */
export class Run {
  readonly standing: Standing;
  private readonly speaking: Speaking;
  readonly id: DiscussionId;
  readonly parts: LoopParts & { leaseMs: number };
  private readonly unwanted: AbortSignal;
  readonly epoch: number;
  private readonly calls: Call[];
  /** The next batch, opened by the write of the last one. */
  private ahead: Batch | undefined;

  constructor(id: DiscussionId, parts: LoopParts & { leaseMs: number }, fold: Fold, work: Work, unwanted: AbortSignal) {
    this.id = id;
    this.parts = parts;
    this.unwanted = unwanted;
    this.epoch = work.epoch;
    this.calls = work.calls;
    this.standing = new Standing(id, parts.store, fold, work);
    this.speaking = new Speaking(this.standing, parts);
  }

  async untilRest(closing: AbortSignal): Promise<Rest> {
    try {
      return await this.stepByStep(closing);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'API_KEY_INVALID' || isTooLate(this.standing.discussion)) throw error;
      return this.held({ reason: error.message, mends: 'person', at: new Date(Date.now() + NO_KEY_MS) });
    }
  }

  private async stepByStep(closing: AbortSignal): Promise<Rest> {
    const { standing } = this;
    for (let steps = 0; steps < STEPS_A_WAKE && !closing.aborted; ) {
      let batch = this.ahead;
      this.ahead = undefined;
      if (!batch) {
        if (standing.waiting > 0 && TAKING.includes(standing.discussion.status)) await this.takeQuestions();
        const owed = standing.owed(this.speaking.models);
        if (owed === 'wait') return { wake: 'at', at: standing.lastDeliverAt as Date };
        if (owed === 'nothing') return { wake: 'never' };
        if (owed === 'report written') return this.finishReport();
        if (owed === 'end') {
          const { format, transcript } = standing;
          if (!(await this.end(format.next(transcript).length > 0 ? 'time' : 'done'))) return { wake: 'now' };
          continue;
        }
        // One that waits tries with a single step whether it can go on.
        batch = await this.opened(this.prepared(standing.discussion.held ? owed.slice(0, 1) : owed));
        if (!batch) {
          // There may be enough for the provider that was chosen.
          const cannot = this.speaking.chosenCannot;
          if (cannot) return this.held(holdOf(cannot, new Date(), spreadOf(this.id)));
          await tellCap(this, this.keep());
          if (!(await this.end('budget'))) return { wake: 'now' };
          continue;
        }
      }
      steps += batch.length;
      const rest = await this.carryOut(batch);
      if (rest) return rest;
    }
    if (this.ahead) await this.release(this.ahead);
    return { wake: 'now' };
  }

  /** The prompts of a batch are all made before any of it runs. */
  private prepared(steps: readonly Step[]): Batch {
    const { calls } = this;
    const { format, transcript } = this.standing;
    return steps.map((step) => prepare({ format, transcript, step, speakersOf: this.speaking.of, calls }));
  }

  /** Undefined when the budget is used up. What is then left of it is for the report, as far as it goes. */
  private async opened(batch: Batch): Promise<Batch | undefined> {
    const all = (await opened(this, batch, this.keep())) ?? (await this.openedUnheard(batch));
    const inPart = !isSpeaking(this.standing.discussion) && this.speaking.chosenCannot === undefined;
    return all ?? (inPart ? openedInPart(this, batch) : undefined);
  }

  /** Where there is no room for a turn besides, what nobody hears is still decided: the report rests on it. */
  private async openedUnheard(batch: Batch): Promise<Batch | undefined> {
    const unheard = batch.filter(({ step }) => step.kind !== 'speak');
    return unheard.length > 0 && unheard.length < batch.length ? opened(this, unheard, this.keep()) : undefined;
  }

  /** What a turn must leave of every cap, so that the report can still be written. */
  private keep(): number {
    const { transcript, format, discussion } = this.standing;
    const sections = askedSections(format.sections).length;
    if (!isSpeaking(discussion) || sections === 0) return 0;
    return reportReserve(transcript, sections, this.speaking.models().report);
  }

  /** Runs the steps side by side, and writes each as it finishes; where to rest when some could not be done yet. */
  private async carryOut(batch: Batch): Promise<Rest | undefined> {
    const written: DiscussionEvent[] = [];
    const results = await Promise.allSettled(batch.map((step) => this.one(step, written, batch.length === 1)));
    await this.standing.catchUp(written);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const undone = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
    const holds = undone.flatMap((outcome) => (outcome.kind === 'held' ? [outcome.hold] : []));
    if (holds.length > 0) return this.held(joined(holds));
    if (this.standing.discussion.status === 'running') checkFailures(this.standing.transcript);
    await tellBudget(this, this.keep());
    const waits = undone.flatMap((outcome) => (outcome.kind === 'later' ? [outcome.at.getTime()] : []));
    return waits.length > 0 ? { wake: 'at', at: new Date(Math.min(...waits)) } : undefined;
  }

  /** It waits for what it lacks, and is tried again. */
  private async held(why: Hold): Promise<Rest> {
    return (await hold(this, why)) ? { wake: 'at', at: why.at } : { wake: 'now' };
  }

  private goOn(): Promise<void> {
    return goOn(this, new Date(Date.now() + this.parts.leaseMs));
  }

  private async one(step: PreparedStep, written: DiscussionEvent[], alone: boolean): Promise<Undone | undefined> {
    const writing = this.writing(step);
    try {
      const outcome = await this.outcomeOf(step, writing);
      if (outcome.kind !== 'event') return outcome;
      await this.write(step, outcome, written, alone);
      return undefined;
    } finally {
      writing?.end();
    }
  }

  private async write(step: PreparedStep, outcome: Done, written: DiscussionEvent[], alone: boolean): Promise<void> {
    const { standing } = this;
    const { log, queue, at = () => {} } = this.parts;
    if (standing.discussion.held) await this.goOn();
    const event: NewEvent = { ...standing.paced(outcome.body), key: step.step.key };
    const ahead = alone ? this.lookAhead(event) : undefined;
    const settle = outcome.settle && { settle: outcome.settle };
    const open = ahead && { open: { calls: callsOf(ahead), keep: this.keep() } };
    const { result, opened } = await append(this, { event, ...settle }, open);
    at('appended');
    if (event.type === 'failed') log.warn({ discussion: this.id, step: event.key, reason: event.reason }, 'step failed');
    written.push({ ...event, seq: result.seq, at: result.at, deliverAt: result.deliverAt });
    const undisturbed = standing.notice(event, result);
    if (ahead && opened && undisturbed) this.ahead = ahead;
    else if (ahead && opened) await this.release(ahead);
    queue.announce(this.id);
  }

  private writing({ step }: PreparedStep): Writing | undefined {
    if (step.kind !== 'speak') return undefined;
    const { key, speaker } = step;
    const { deliverAt: dueAt = new Date() } = this.standing.paced({ type: 'said', speaker: speaker.id, text: '' });
    return this.parts.drafts?.writing(this.id, { key, speaker, dueAt });
  }

  private async outcomeOf(step: PreparedStep, writing: Writing | undefined): Promise<Outcome> {
    const { store, log, callTimeoutMs: timeoutMs = CALL_TIMEOUT_MS, at = () => {} } = this.parts;
    const { id, epoch, unwanted: signal } = this;
    const keep = () => this.keep();
    const outcome = await outcomeOf(step, { id, epoch, store, signal, timeoutMs, keep, writing, at }, log);
    if (outcome.kind !== 'held' || !isTooLate(this.standing.discussion)) return outcome;
    return { kind: 'event', body: { type: 'failed', reason: outcome.hold.reason } };
  }

  /** What comes after an event that is about to be written: its calls are opened by the same write. */
  private lookAhead(event: NewEvent): Batch | undefined {
    if (this.standing.waiting > 0 || event.type === 'failed') return undefined;
    try {
      const owed = this.standing.owedAfter(event, this.speaking.models);
      return Array.isArray(owed) ? this.prepared(owed) : undefined;
    } catch (error) {
      // Nobody can speak any more: that is found out once this event is written.
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  private async release(batch: Batch): Promise<void> {
    this.calls.push(...(await release(this, batch)));
  }

  private async takeQuestions(): Promise<void> {
    await this.parts.store.takeQuestions(this.id, this.epoch);
    this.parts.at?.('questions-taken');
    this.standing.waiting = 0;
    await this.standing.readOn();
    this.parts.queue.announce(this.id);
  }

  /** False when a question came in: the next wake takes it. */
  private async end(reason: EndReason): Promise<boolean> {
    const { standing } = this;
    if (standing.discussion.held) await this.goOn();
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
