import { StaleEpoch } from '../errors.ts';
import { openValues, settleValues } from './call-values.ts';
import type { Query } from './query.ts';
import { bodyOf, type CallRow, type DiscussionRow, EVENT, type EventRow, toCall, toDiscussion, toEvent } from './rows.ts';
import * as sql from './sql.ts';
import type { Loop, Written } from './store.ts';

/** What the loop reads and writes: each one statement, that counts only under the epoch of whoever has the discussion. */
export function postgresLoop(query: Query): Loop {
  return {
    async begin(id, { leaseMs, after }) {
      const [row] = await query<DiscussionRow>('begin', sql.BEGIN_WAKE, [id, leaseMs]);
      if (!row) {
        // Nothing is owed: the sweep need not look again.
        await query('rest', sql.REST, [id]);
        return undefined;
      }
      // After the epoch, so that nothing an earlier worker still manages to write is missed.
      const [calls, events, [extra]] = await Promise.all([
        query<CallRow>('begin-calls', sql.PENDING_CALLS, [id]),
        query<EventRow>('events', `select ${EVENT} from event where discussion_id = $1 and seq > $2 order by seq`, [id, after]),
        query<{ waiting: number; lastDeliverAt: Date | null }>('begin-extra', sql.WAITING, [id]),
      ]);
      return {
        discussion: toDiscussion(row),
        epoch: row.epoch,
        asked: row.asked,
        events: events.map(toEvent),
        calls: calls.map(toCall),
        waiting: extra?.waiting ?? 0,
        ...(extra?.lastDeliverAt && { lastDeliverAt: extra.lastDeliverAt }),
      };
    },

    async open(id, epoch, calls, keep = 0) {
      if (calls.length === 0) return;
      const rows = await query('open', sql.OPEN_CALLS, [id, epoch, ...openValues(calls), keep]);
      if (rows.length === 0) throw new StaleEpoch(id);
    },

    async settle(id, call) {
      await query('settle', sql.SETTLE, [id, ...settleValues(call), call.retryAt ?? null]);
    },

    async append(id, epoch, { event, settle, open }) {
      const values = [
        id,
        epoch,
        event.key,
        event.type,
        bodyOf(event),
        event.deliverAt ?? null,
        // Not the reply: it stands in the event from now on.
        ...settleValues(settle).toSpliced(3, 1),
        ...openValues(open?.calls ?? []),
        open?.keep ?? 0,
      ];
      const [row] = await query<Written>('append', sql.APPEND, values);
      if (row) return row;
      // So that what it brought is never asked for again.
      if (settle) await query('settle', sql.SETTLE, [id, ...settleValues(settle), null]);
      throw new StaleEpoch(id);
    },

    async takeQuestions(id, epoch) {
      const [row] = await query<{ taken: number | null }>('take', sql.TAKE_QUESTIONS, [id, epoch]);
      if (!row) throw new StaleEpoch(id);
    },

    async end(id, epoch, asked, reason) {
      const [row] = await query<{ current: boolean; ended: boolean }>('end', sql.END, [
        id,
        epoch,
        asked,
        JSON.stringify({ reason }),
      ]);
      if (!row?.current) throw new StaleEpoch(id);
      return row.ended;
    },

    async setReportStatus(id, epoch, status) {
      await query('report-status', 'update discussion set report_status = $3 where id = $1 and epoch = $2', [id, epoch, status]);
    },

    async setWakeAt(id, epoch, seq, at) {
      await query('wake-at', sql.WAKE_AT, [id, epoch, seq, at]);
    },
  };
}
