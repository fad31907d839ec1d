import { StaleEpoch } from '../errors.ts';
import type { DiscussionEvent, DiscussionId, EventBody } from '../types.ts';
import { abandonCalls, openCallOf, openCalls, type Row, settleCall } from './memory-ledger.ts';
import type { Loop } from './store.ts';

/** The twin of `postgresLoop`. */
export function memoryLoop(rows: ReadonlyMap<DiscussionId, Row>): Loop {
  const current = (id: DiscussionId, epoch: number): Row => {
    const row = rows.get(id);
    if (!row || row.epoch !== epoch) throw new StaleEpoch(id);
    return row;
  };

  return {
    async begin(id, { leaseMs, after }) {
      const row = rows.get(id);
      if (!row) return undefined;
      const { status, reportStatus } = row.discussion;
      if (status !== 'running' && status !== 'paused' && reportStatus !== 'generating') {
        row.wakeAt = undefined;
        return undefined;
      }
      row.epoch++;
      row.wakeAt = new Date(Date.now() + leaseMs);
      abandonCalls(row);
      const written = new Set(row.events.map((event) => event.key));
      const last = row.events.findLast((event) => event.type === 'said');
      return structuredClone({
        discussion: row.discussion,
        epoch: row.epoch,
        asked: row.asked,
        events: row.events.filter((event) => event.seq > after),
        calls: row.calls.filter((call) => !written.has(call.stepKey)),
        waiting: row.inbox.filter((question) => !question.taken).length,
        ...(last && { lastDeliverAt: last.deliverAt }),
      });
    },
    async open(id, epoch, calls, keep = 0) {
      openCalls(current(id, epoch), calls, keep);
    },
    async settle(id, call) {
      const row = rows.get(id);
      if (row) settleCall(row, call, true);
    },
    async append(id, epoch, { event, settle, open }) {
      const row = rows.get(id);
      const report = row?.discussion.reportStatus === 'generating' && (event.type === 'section' || event.type === 'failed');
      const may = row?.epoch === epoch && (row.discussion.status === 'running' || row.discussion.status === 'paused' || report);
      if (!row || !may) {
        if (row && settle) settleCall(row, settle, true);
        throw new StaleEpoch(id);
      }
      const { key, deliverAt, ...body } = event;
      const settled = settle && openCallOf(row, settle);
      if (open) openCalls(row, open.calls, open.keep, { spent: settle?.usage?.cost ?? 0, reserved: -(settled?.reserved ?? 0) });
      if (settle) settleCall(row, settle, false);
      const { seq, at, deliverAt: due } = write(row, key, body, deliverAt);
      return { seq, at, deliverAt: due, status: row.discussion.status, asked: row.asked, spent: row.discussion.spent };
    },
    async takeQuestions(id, epoch) {
      const row = current(id, epoch);
      if (row.discussion.status !== 'running' && row.discussion.status !== 'paused') throw new StaleEpoch(id);
      for (const question of row.inbox.filter((q) => !q.taken)) {
        write(row, `question/${question.messageId}`, { type: 'asked', asker: question.asker, text: question.text });
        question.taken = true;
      }
    },
    async end(id, epoch, asked, reason) {
      const row = current(id, epoch);
      if (row.discussion.status !== 'running') throw new StaleEpoch(id);
      if (row.asked !== asked) return false;
      write(row, 'ended', { type: 'ended', reason });
      Object.assign(row.discussion, { status: 'completed', endedAt: new Date(), reportStatus: 'generating' });
      return true;
    },
    async setReportStatus(id, epoch, status) {
      const row = rows.get(id);
      if (row?.epoch === epoch) row.discussion.reportStatus = status;
    },
    async setWakeAt(id, epoch, seq, at) {
      const row = rows.get(id);
      if (row?.epoch !== epoch || row.discussion.seq !== seq) return;
      const asked = row.discussion.status === 'running' && row.inbox.some((question) => !question.taken);
      row.wakeAt = at ?? (asked ? new Date() : undefined);
    },
  };
}

/** Throws when its key is written already. */
export function write(row: Row, key: string, body: EventBody, deliverAt?: Date, at = new Date()): DiscussionEvent {
  if (row.events.some((event) => event.key === key)) throw new Error(`Key ${key} is written already`);
  const event = { ...body, seq: ++row.discussion.seq, key, at, deliverAt: deliverAt && deliverAt > at ? deliverAt : at };
  row.events.push(structuredClone(event));
  return event;
}
