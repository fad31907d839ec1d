import { OverBudget, RetryError, StaleEpoch, UserError } from '../errors.ts';
import type { Format, Step } from '../formats/format.ts';
import { formatNamed } from '../formats/index.ts';
import { answerSteps } from '../formats/questions.ts';
import { priceOf } from '../llm/prices.ts';
import type { Provider } from '../llm/provider.ts';
import { summaryStep } from '../llm/summary.ts';
import { ratesOf, summaryOwed } from '../llm/window.ts';
import { askedSections } from '../report/index.ts';
import { sectionKey } from '../report/section.ts';
import type { OpenCall, Work, Write, Written } from '../store/store.ts';
import { Fold } from '../transcript.ts';
import type {
  Call,
  Discussion,
  DiscussionEvent,
  DiscussionId,
  EndReason,
  EventBody,
  NewEvent,
  Status,
  Transcript,
} from '../types.ts';
import type { LoopParts } from './advance.ts';
import { reportReserve } from './budget.ts';
import { runningTime, SYSTEM } from './lifecycle.ts';
import { deliverAt } from './pace.ts';
import { type Outcome, type PreparedStep, prepare } from './run-step.ts';

/** Steps in one wake, before the worker is given back. */
const STEPS_A_WAKE = 200;
/** In which the log takes questions. */
const TAKING: readonly Status[] = ['running', 'paused'];
const WARN_AT = 0.8;
const WARNING = 'control/budget';
const NO_MONEY = 'The budget was used up before this part of the report';
/** So many steps in a row that could not succeed say that something is wrong with the provider, not with a step. */
const FAILURES_IN_A_ROW = 4;

/** Where a wake leaves a discussion: carried on at once, at a time, or when somebody does something. */
export type Rest = { wake: 'now' } | { wake: 'at'; at: Date } | { wake: 'never' };

/** Steps whose prompts are made and whose calls are open. */
type Batch = readonly PreparedStep[];

/** One wake of one discussion, under one epoch. */
export class Run {
  fold: Fold;
  private readonly id: DiscussionId;
  private readonly parts: LoopParts;
  private readonly unwanted: AbortSignal;
  private readonly epoch: number;
  private readonly calls: Call[];
  private discussion: Discussion;
  private waiting: number;
  private asked: number;
  private lastDeliverAt: Date | undefined;
  private lastKey = '';
  /** The next batch, opened by the write of the last one. */
  private ahead: Batch | undefined;

  constructor(id: DiscussionId, parts: LoopParts, fold: Fold, work: Work, unwanted: AbortSignal) {
    this.id = id;
    this.parts = parts;
    this.fold = fold;
    this.unwanted = unwanted;
    this.epoch = work.epoch;
    this.calls = work.calls;
    this.discussion = work.discussion;
    this.waiting = work.waiting;
    this.asked = work.asked;
    this.lastDeliverAt = work.lastDeliverAt;
  }

  private get transcript(): Transcript {
    return this.fold.transcript;
  }

  async untilRest(closing: AbortSignal): Promise<Rest> {
    for (let steps = 0; steps < STEPS_A_WAKE && !closing.aborted; ) {
      let batch = this.ahead;
      this.ahead = undefined;
      if (!batch) {
        if (this.waiting > 0 && TAKING.includes(this.discussion.status)) await this.takeQuestions();
        const next = this.nextSteps();
        if (next === 'wait') return { wake: 'at', at: this.lastDeliverAt as Date };
        if (next === 'nothing') return { wake: 'never' };
        if (next === 'report written') return this.finishReport();
        if (next === 'end') {
          if (!(await this.end(this.format.next(this.transcript).length > 0 ? 'time' : 'done'))) return { wake: 'now' };
          continue;
        }
        batch = await this.opened(this.prepared(next));
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

  /** What is owed now; pure. */
  private nextSteps(): Step[] | 'wait' | 'nothing' | 'end' | 'report written' {
    const { status, reportStatus } = this.discussion;
    if (status === 'paused') return 'nothing';
    if (status !== 'running') {
      if (reportStatus !== 'generating') return 'nothing';
      const sections = this.nextSections();
      return sections.length > 0 ? oneFirst(sections, this.lastKey) : 'report written';
    }
    const { brief } = this.transcript;
    const limit = brief.minutes;
    if (limit !== undefined && runningTime(this.transcript, new Date()) > limit * 60_000) return 'end';
    // At most one turn ahead of the readers: the next is written while this one is read.
    if (brief.pace === 'natural' && this.lastDeliverAt && this.lastDeliverAt > new Date()) return 'wait';
    const next = this.format.next(this.transcript);
    // A question that comes before anybody has spoken waits for the first voice.
    const spoken = next.length === 0 || this.transcript.turns.some((turn) => turn.kind === 'persona');
    const answers = spoken ? answerSteps(this.transcript) : [];
    if (answers.length > 0) return answers;
    if (next.length === 0) return 'end';
    const summary = this.nextSummary();
    return summary ? [summary] : oneFirst(next, this.lastKey);
  }

  private nextSections(): Step[] {
    const steps = askedSections(this.format.sections).map(({ name }): Step => ({ kind: 'section', key: sectionKey(name), name }));
    return steps.filter((step) => !this.transcript.byKey.has(step.key));
  }

  /** A summary of what was said long ago, when it pays for itself. What costs nothing needs none. */
  private nextSummary(): Step | undefined {
    const { transcript, format } = this;
    const { models } = this.provider;
    if (priceOf(models.speak)?.input === 0) return undefined;
    const { done, total } = format.progress(transcript);
    const owed = summaryOwed({ transcript, system: format.rules(transcript), rates: ratesOf(models), turnsLeft: total - done });
    return owed && summaryStep(owed.upTo);
  }

  private get provider(): Provider {
    const { provider, model } = this.transcript.brief;
    return this.parts.providerNamed(provider, model);
  }

  private get format(): Format {
    const { format, formatVersion } = this.transcript;
    const found = formatNamed(format);
    if (found && found.version === formatVersion) return found;
    throw new UserError(
      `This discussion was begun as ${format} version ${formatVersion}, which this version of simFocus does not know.`,
    );
  }

  /** The prompts of a batch are all made before any of it runs. */
  private prepared(steps: readonly Step[]): Batch {
    const { format, transcript, calls, provider } = this;
    return steps.map((step) => prepare({ format, transcript, step, provider, calls }));
  }

  /** Undefined when the budget is used up. What is then left of it is for the report: section by section, as far as it goes. */
  private async opened(batch: Batch): Promise<Batch | undefined> {
    try {
      await this.parts.store.open(this.id, this.epoch, callsOf(batch), this.keep());
      return batch;
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      if (this.discussion.status === 'running') return undefined;
      const [first] = batch;
      if (batch.length > 1 && first) return this.opened([first]);
      return batch.map(({ step }) => ({
        step,
        run: async () => ({ kind: 'event', body: { type: 'failed', reason: NO_MONEY } }),
      }));
    }
  }

  /** What a turn must leave of every cap, so that the report can still be written. */
  private keep(): number {
    if (this.discussion.status !== 'running') return 0;
    return reportReserve(this.transcript, askedSections(this.format.sections).length, this.provider.models.report);
  }

  /** Runs the steps side by side, and writes each as it finishes; the time to come back when some could not be done yet. */
  private async carryOut(batch: Batch): Promise<Date | undefined> {
    const written: DiscussionEvent[] = [];
    const results = await Promise.allSettled(batch.map((step) => this.one(step, written, batch.length === 1)));
    await this.catchUp(written);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    this.tooManyFailures();
    await this.warn();
    const waits = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
    return waits.sort((a, b) => a.getTime() - b.getTime())[0];
  }

  private async one(step: PreparedStep, written: DiscussionEvent[], alone: boolean): Promise<Date | undefined> {
    const { log, queue, at = () => {} } = this.parts;
    const outcome = await this.outcomeOf(step);
    if (outcome.kind === 'later') return outcome.at;
    const event: NewEvent = { ...this.paced(outcome.body), key: step.step.key };
    const ahead = alone ? this.lookAhead(event) : undefined;
    const settle = outcome.settle && { settle: outcome.settle };
    const open = ahead && { open: { calls: callsOf(ahead), keep: this.keep() } };
    const { result, opened } = await this.append({ event, ...settle }, open);
    at('appended');
    if (event.type === 'failed') log.warn({ discussion: this.id, step: event.key, reason: event.reason }, 'step failed');
    written.push({ ...event, seq: result.seq, at: result.at, deliverAt: result.deliverAt });
    if (event.type === 'said') this.lastDeliverAt = result.deliverAt;
    this.lastKey = event.key;
    const undisturbed = this.notice(result);
    if (ahead && opened && undisturbed) this.ahead = ahead;
    else if (ahead && opened) await this.release(ahead);
    queue.announce(this.id);
    return undefined;
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

  private async outcomeOf(step: PreparedStep): Promise<Outcome> {
    const { store, at = () => {} } = this.parts;
    try {
      return await step.run({ id: this.id, epoch: this.epoch, store, signal: this.unwanted, at });
    } catch (error) {
      if (error instanceof StaleEpoch || error instanceof RetryError) throw error;
      // A section that cannot be written says so, and the rest of the report stands.
      if (step.step.kind === 'section') {
        if (!(error instanceof UserError))
          this.parts.log.error({ err: error, discussion: this.id, step: step.step.key }, 'section failed: a bug');
        const reason = error instanceof UserError ? error.message : 'Something went wrong on our side; it is in the log';
        return { kind: 'event', body: { type: 'failed', reason } };
      }
      // What a person must mend stops the discussion; what only this step cannot have is left out of it.
      if (!(error instanceof UserError) || error.code === 'API_KEY_INVALID') throw error;
      return { kind: 'event', body: { type: 'failed', reason: error.message } };
    }
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

  /**
   * What comes after an event that is about to be written, if nobody does anything meanwhile: its calls are opened by the
   * same write. The event is folded in as it will be; `notice` finds out when it was not.
   */
  private lookAhead(event: NewEvent): Batch | undefined {
    if (this.waiting > 0 || event.type === 'failed') return undefined;
    const now = new Date();
    this.fold.add([{ deliverAt: now, ...event, seq: this.transcript.lastSeq + 1, at: now }]);
    this.lastKey = event.key;
    const shown = this.lastDeliverAt;
    if (event.type === 'said') this.lastDeliverAt = event.deliverAt ?? now;
    const next = this.nextSteps();
    this.lastDeliverAt = shown;
    return Array.isArray(next) ? this.prepared(next) : undefined;
  }

  /** Takes in what others did meanwhile; whether that was nothing. */
  private notice({ seq, status, asked, spent }: Written): boolean {
    const same = seq === this.transcript.lastSeq && status === this.discussion.status && asked === this.asked;
    this.discussion = { ...this.discussion, status, spent };
    this.waiting += asked - this.asked;
    this.asked = asked;
    return same;
  }

  private async release(batch: Batch): Promise<void> {
    for (const call of callsOf(batch)) {
      await this.parts.store.settle(this.id, { stepKey: call.stepKey, attempt: call.attempt, outcome: 'unused' });
      this.calls.push({ ...call, state: 'settled', outcome: 'unused', openedAt: new Date() });
    }
  }

  /** Adds what was written in the order of the log; where others wrote in between, the log is read again. */
  private async catchUp(written: readonly DiscussionEvent[]): Promise<void> {
    const { store } = this.parts;
    const events = [...written].sort((a, b) => a.seq - b.seq);
    const { lastSeq } = this.transcript;
    const foldedAhead = events.length === 1 && this.transcript.byKey.has(events[0]?.key ?? '');
    if (foldedAhead && events[0]?.seq === lastSeq) return;
    if (!foldedAhead && events.every((event, i) => event.seq === lastSeq + 1 + i)) {
      this.fold.add(events);
      return;
    }
    this.fold = new Fold(this.id).add(await store.events(this.id, 0));
    const discussion = await store.get(this.id);
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

  /** Says once that most of the budget is spent. */
  private async warn(): Promise<void> {
    const { budget, spent, status } = this.discussion;
    if (budget === undefined || status !== 'running' || spent < budget * WARN_AT || this.transcript.byKey.has(WARNING)) return;
    const reason = `${Math.round((spent / budget) * 100)} % of the budget of $${budget} is spent.`;
    const event: NewEvent = { key: WARNING, type: 'control', action: 'warn', by: SYSTEM, reason };
    const { seq, at, deliverAt: due } = await this.parts.store.append(this.id, this.epoch, { event });
    await this.catchUp([{ ...event, seq, at, deliverAt: due }]);
  }

  /** False when a question came in: the next wake takes it. */
  private async end(reason: EndReason): Promise<boolean> {
    const { store } = this.parts;
    const ended = await store.end(this.id, this.epoch, this.asked, reason);
    this.parts.at?.('ended');
    if (!ended) return false;
    this.fold.add(await store.events(this.id, this.transcript.lastSeq));
    this.discussion = { ...this.discussion, status: 'completed', reportStatus: 'generating' };
    this.parts.queue.announce(this.id);
    return true;
  }

  private async finishReport(): Promise<Rest> {
    const sections = askedSections(this.format.sections).map(({ name }) => this.transcript.byKey.get(sectionKey(name))?.type);
    const ready = sections.filter((type) => type === 'section').length;
    const status = ready === sections.length ? 'ready' : ready > 0 ? 'partial' : 'failed';
    await this.parts.store.setReportStatus(this.id, this.epoch, status);
    return { wake: 'never' };
  }

  private tooManyFailures(): void {
    const { failures } = this.transcript;
    const [reason] = failures;
    if (this.discussion.status !== 'running' || failures.length < FAILURES_IN_A_ROW) return;
    throw new UserError(
      `${reason}. ${failures.length} steps in a row could not be done; resume when the provider answers again.`,
    );
  }
}

/** From so many steps on that read the whole discussion, it pays to let the vendor cache what the first one reads. */
const FEWEST_FOR_CACHE = 3;

/** Steps side by side that share a long prompt: the first runs alone, so that the others find it in the vendor's cache. */
function oneFirst(steps: Step[], lastKey: string): Step[] {
  const [first] = steps;
  const reads = (step: Step) => step.kind === 'section' || (step.kind === 'decide' && step.sees === 'transcript');
  if (!first || steps.length < FEWEST_FOR_CACHE || !steps.every(reads)) return steps;
  return groupOf(first.key) === groupOf(lastKey) ? steps : [first];
}

const groupOf = (key: string) => key.slice(0, key.lastIndexOf('/'));

const callsOf = (batch: Batch): OpenCall[] => batch.flatMap(({ call }) => (call ? [call] : []));
