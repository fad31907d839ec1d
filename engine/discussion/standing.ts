import { UserError } from '../errors.ts';
import type { Format } from '../formats/format.ts';
import { formatNamed } from '../formats/index.ts';
import type { Models } from '../llm/provider.ts';
import type { Store, Work, Written } from '../store/store.ts';
import { Fold } from '../transcript.ts';
import type { Discussion, DiscussionEvent, DiscussionId, EventBody, NewEvent, Transcript } from '../types.ts';
import { isIdle, type Owed, owedNow } from './owed.ts';
import { paced } from './pace.ts';

/** What one wake knows of its discussion: the log as far as it has read it, and what stands beside it. Writes nothing. */
export class Standing {
  fold: Fold;
  discussion: Discussion;
  /** Questions that are not in the log yet. */
  waiting: number;
  /** Questions ever put into the inbox. */
  asked: number;
  /** When the last turn may be shown. */
  lastDeliverAt: Date | undefined;
  private lastKey = '';
  private readonly id: DiscussionId;
  private readonly store: Store;

  constructor(id: DiscussionId, store: Store, fold: Fold, { discussion, waiting, asked, lastDeliverAt }: Work) {
    this.id = id;
    this.store = store;
    this.fold = fold;
    this.discussion = discussion;
    this.waiting = waiting;
    this.asked = asked;
    this.lastDeliverAt = lastDeliverAt;
  }

  get transcript(): Transcript {
    return this.fold.transcript;
  }

  get format(): Format {
    const { format, formatVersion } = this.transcript;
    const found = formatNamed(format);
    if (found && found.version === formatVersion) return found;
    throw new UserError(
      `This discussion was begun as ${format} version ${formatVersion}, which this version of simFocus does not know.`,
    );
  }

  owed(models: () => Models): Owed {
    const { transcript, discussion, lastDeliverAt, lastKey } = this;
    if (isIdle(discussion)) return 'nothing';
    return owedNow({ transcript, format: this.format, discussion, models, lastDeliverAt, lastKey, now: new Date() });
  }

  paced(body: EventBody): EventBody & { deliverAt?: Date } {
    const { transcript, discussion, lastDeliverAt } = this;
    return paced(body, transcript, { speed: discussion.speed, previousAt: lastDeliverAt, now: new Date() });
  }

  /**
   * What will be owed after an event that is about to be written, if nobody does anything meanwhile. The event is folded in
   * as it will be; `notice` finds out when it was not.
   */
  owedAfter(event: NewEvent, models: () => Models): Owed {
    const now = new Date();
    this.fold.add([{ deliverAt: now, ...event, seq: this.transcript.lastSeq + 1, at: now }]);
    this.lastKey = event.key;
    const shown = this.lastDeliverAt;
    if (event.type === 'said') this.lastDeliverAt = event.deliverAt ?? now;
    const owed = this.owed(models);
    this.lastDeliverAt = shown;
    return owed;
  }

  /** Takes in what others did while an event was written; whether that was nothing. */
  notice(event: NewEvent, { seq, status, asked, spent, deliverAt }: Written): boolean {
    if (event.type === 'said') this.lastDeliverAt = deliverAt;
    this.lastKey = event.key;
    const same = seq === this.transcript.lastSeq && status === this.discussion.status && asked === this.asked;
    this.discussion = { ...this.discussion, status, spent };
    this.waiting += asked - this.asked;
    this.asked = asked;
    return same;
  }

  /** Adds what was written in the order of the log; where others wrote in between, the log is read again. */
  async catchUp(written: readonly DiscussionEvent[]): Promise<void> {
    const events = [...written].sort((a, b) => a.seq - b.seq);
    const { lastSeq } = this.transcript;
    const foldedAhead = events.length === 1 && this.transcript.byKey.has(events[0]?.key ?? '');
    if (foldedAhead && events[0]?.seq === lastSeq) return;
    if (!foldedAhead && events.every((event, i) => event.seq === lastSeq + 1 + i)) {
      this.fold.add(events);
      return;
    }
    this.fold = new Fold(this.id).add(await this.store.events(this.id, 0));
    const discussion = await this.store.get(this.id);
    if (discussion) this.discussion = discussion;
  }

  /** Adds what has come since to the log. */
  async readOn(): Promise<void> {
    this.fold.add(await this.store.events(this.id, this.transcript.lastSeq));
  }
}
