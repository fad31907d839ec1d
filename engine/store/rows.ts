import type { Call, StoredReply } from '../call.ts';
import type { Discussion, DiscussionEvent, EventBody } from '../types.ts';

/** Columns of `discussion` under the names that the code uses. */
export const DISCUSSION = `id, origin, brief, status, report_status as "reportStatus", reason, held, speed, paused_at as "pausedAt",
  seq, created_at as "createdAt", ended_at as "endedAt", text_deleted_at as "textDeletedAt", started_by as "startedBy", team, epoch, asked, budget::float8, spent::float8`;

/** The same columns where another table has some of their names. */
export const prefixed = (table: string): string => DISCUSSION.replace(/(^|,)\s*(\w+)/g, `$1 ${table}.$2`);

export const EVENT = `seq, key, type, body, at, deliver_at as "deliverAt"`;

export const CALL = `step_key as "stepKey", attempt, state, provider, model, reserved::float8, outcome, reply, reason, input, cached,
  cache_write as "cacheWrite", output, cost::float8, opened_at as "openedAt", settled_at as "settledAt", retry_at as "retryAt", key_id as key`;

export type DiscussionRow = Omit<Discussion, 'reason' | 'held' | 'pausedAt' | 'endedAt' | 'textDeletedAt' | 'budget'> & {
  budget: number | null;
  reason: string | null;
  held: Discussion['held'] | null;
  pausedAt: Date | null;
  endedAt: Date | null;
  textDeletedAt: Date | null;
  epoch: number;
  asked: number;
};
export type EventRow = { seq: number; key: string; type: string; body: unknown; at: Date; deliverAt: Date };
export type CallRow = Pick<Call, 'stepKey' | 'attempt' | 'state' | 'provider' | 'model' | 'reserved' | 'openedAt'> & {
  outcome: Call['outcome'] | null;
  reply: StoredReply | null;
  reason: string | null;
  input: number | null;
  cached: number | null;
  cacheWrite: number | null;
  output: number | null;
  cost: number | null;
  settledAt: Date | null;
  retryAt: Date | null;
  key: string | null;
};

export function toDiscussion(row: DiscussionRow): Discussion {
  const { reason, held, budget, pausedAt, endedAt, textDeletedAt, epoch: _epoch, asked: _asked, ...rest } = row;
  return {
    ...rest,
    ...(budget !== null && { budget }),
    ...(reason && { reason }),
    ...(held && { held }),
    ...(pausedAt && { pausedAt }),
    ...(endedAt && { endedAt }),
    ...(textDeletedAt && { textDeletedAt }),
  };
}

export function toEvent(row: EventRow): DiscussionEvent {
  const { seq, key, at, deliverAt } = row;
  return { seq, key, at, deliverAt, type: row.type, ...(row.body as object) } as DiscussionEvent;
}

/** The part of an event that stands in the `body` column. */
export function bodyOf(event: EventBody): string {
  const { type: _type, ...rest } = event as EventBody & { key?: string; deliverAt?: Date };
  delete rest.key;
  delete rest.deliverAt;
  return storable(rest);
}

/** JSON that PostgreSQL takes: without NUL and lone surrogates, which no `jsonb` can hold. */
export function storable(value: unknown): string {
  const json = JSON.stringify(value);
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? part.replaceAll('\u0000', '').toWellFormed() : part));
}

export function toCall(row: CallRow): Call {
  const { outcome, reply, reason, settledAt, retryAt, key, input, cached, cacheWrite, output, cost, ...rest } = row;
  return {
    ...rest,
    ...(outcome && { outcome }),
    ...(reply && { reply }),
    ...(reason && { reason }),
    ...(settledAt && { settledAt }),
    ...(retryAt && { retryAt }),
    ...(key && { key }),
    ...(input !== null && { usage: { input, cached: cached ?? 0, cacheWrite: cacheWrite ?? 0, output: output ?? 0, cost } }),
  };
}

/** Text that a column takes. */
export const storableText = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
